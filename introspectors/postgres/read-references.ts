import type { Reference, TableName } from '../../src/schema/schema.ts';
import type { ReferenceRow } from './catalog/constraints.ts';
import type { PartitionRow } from './catalog/partitions.ts';
import { groupBy } from '../../src/schema/group-by.ts';
import { readDeferrable } from './read-keys.ts';

const ACTIONS = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
} as const;

/** The table a reference leads to; null where it was not read. */
export type FindTarget = (row: ReferenceRow) => TableName | null;

/**
 * Makes the function that finds where references lead: to a table that was read; or, for a partition,
 * to the table it is of if all of that table's rows lie in this one partition. Else a parent row taken
 * from the whole table might lie in another partition, and the reference would fail.
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
 * Reads one table's references, without those that lead to what was not read.
 *
 * @param rows - its foreign keys
 * @param findTarget - see {@link targetFinder}
 */
export function readReferences(
  rows: readonly ReferenceRow[],
  findTarget: FindTarget,
): readonly Reference[] {
  return rows.flatMap((row) => {
    const target = findTarget(row);
    return target === null ? [] : [readReference(row, target)];
  });
}

function readReference(row: ReferenceRow, { schema, name }: TableName): Reference {
  return {
    name: row.name,
    columns: row.columns,
    target: { table: { schema, name }, columns: row.target_columns },
    onDelete: ACTIONS[row.on_delete],
    onUpdate: ACTIONS[row.on_update],
    match: row.match === 'f' ? 'full' : 'simple',
    deferrable: readDeferrable(row),
    validated: row.validated,
  };
}
