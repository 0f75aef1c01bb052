import type { Reference, Table } from '../../../src/schema/schema.ts';

/** A field and the collection that it refers to. */
export interface Found {
  readonly table: string;
  readonly column: string;
  readonly target: string;
}

/**
 * Tables with the references that were found; nothing in the database keeps them.
 *
 * @param tables - without references
 * @param found - each to a table that is among them
 */
export function attachReferences(
  tables: readonly Table[],
  found: readonly Found[],
): readonly Table[] {
  return tables.map((table) => ({
    ...table,
    references: found.filter((each) => each.table === table.name).map(referenceOf),
  }));
}

function referenceOf({ column, target }: Found): Reference {
  return {
    name: `${column} → ${target}`,
    columns: [column],
    target: { table: { schema: '', name: target }, columns: ['_id'] },
    onDelete: 'no action',
    onUpdate: 'no action',
    match: 'simple',
    deferrable: 'no',
    validated: false,
    inferred: true,
  };
}
