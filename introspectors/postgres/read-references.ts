import type { Reference, SkippedRelation, TableName } from '../../src/schema/schema.ts';
import type { ReferenceRow } from './catalog/constraints.ts';
import type { PartitionRow } from './catalog/partitions.ts';
import { groupBy } from './group-by.ts';
import { readDeferrable } from './read-keys.ts';

const ACTIONS = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
} as const;

/** Where a reference may lead, and what became of the reference. */
export interface ReadReferences {
  readonly references: readonly Reference[];
  readonly skipped: readonly SkippedRelation[];
}

/** Where references lead. */
export type FindTarget = (row: ReferenceRow) => TableName | null;

/**
 * Makes the function that finds the table a reference leads to: a table that was read; or, for a
 * partition, the table it is of where all of that table's rows lie in this one partition. Elsewhere a
 * parent row taken from the whole table might lie in another partition, and the reference would fail.
 *
 * @param tables - those that were read, by OID
 * @param partitions - theirs, at every depth
 */
export function targetFinder(
  tables: ReadonlyMap<number, TableName>,
  partitions: readonly PartitionRow[],
): FindTarget {
  const parentOf = new Map(partitions.map((row) => [row.oid, row.parent]));
  const childrenOf = groupBy(partitions, (row) => row.parent);
  const find = (relation: number): TableName | null => {
    const parent = parentOf.get(relation);
    if (parent === undefined) return tables.get(relation) ?? null;
    return childrenOf.get(parent)?.length === 1 ? find(parent) : null;
  };
  return (row) => find(row.target);
}

/**
 * Reads one table's references. Those that lead to what was not read are left out, and said to be.
 *
 * @param table - the table they are of
 * @param rows - its foreign keys
 * @param findTarget - see {@link targetFinder}
 */
export function readReferences(
  table: TableName,
  rows: readonly ReferenceRow[],
  findTarget: FindTarget,
): ReadReferences {
  const references: Reference[] = [];
  const skipped: SkippedRelation[] = [];
  for (const row of rows) {
    const target = findTarget(row);
    if (target === null) skipped.push(skippedReference(table, row));
    else references.push(readReference(row, target));
  }
  return { references, skipped };
}

function readReference(row: ReferenceRow, target: TableName): Reference {
  return {
    name: row.name,
    columns: row.columns,
    target: {
      table: { schema: target.schema, name: target.name },
      columns: row.target_columns,
    },
    onDelete: ACTIONS[row.on_delete],
    onUpdate: ACTIONS[row.on_update],
    match: row.match === 'f' ? 'full' : 'simple',
    deferrable: readDeferrable(row),
    validated: row.validated,
  };
}

function skippedReference(table: TableName, row: ReferenceRow): SkippedRelation {
  const target = `${row.target_schema}.${row.target_name}`;
  return {
    schema: table.schema,
    name: table.name,
    kind: 'constraint',
    reason: `Foreign key "${row.name}" (${row.columns.join(', ')}) leads to ${target}, which is not among the tables read.`,
  };
}
