import { groupBy } from '../../src/schema/group-by.ts';
import type { Reference, ReferentialAction } from '../../src/schema/schema.ts';
import type { ReferenceRow } from './catalog/queries.ts';

/**
 * Reads one table's references, without those that lead out of the database.
 *
 * @param rows - the parts of its foreign keys, by key and in order
 */
export function readReferences(rows: readonly ReferenceRow[]): readonly Reference[] {
  const inside = rows.filter((row) => row.inside === 1);
  return [...groupBy(inside, (row) => row.name)].map(([name, parts]) => ({
    name,
    columns: parts.map((part) => part.column_name),
    target: {
      table: { schema: '', name: parts[0]!.target_table },
      columns: parts.map((part) => part.target_column),
    },
    onDelete: readAction(parts[0]!.on_delete),
    onUpdate: readAction(parts[0]!.on_update),
    match: 'simple',
    deferrable: 'no',
    validated: true,
  }));
}

/** RESTRICT, NO ACTION and no word at all are one and the same to InnoDB. */
function readAction(rule: string): ReferentialAction {
  switch (rule) {
    case 'CASCADE':
      return 'cascade';
    case 'SET NULL':
      return 'set null';
    case 'SET DEFAULT':
      return 'set default';
    default:
      return 'no action';
  }
}
