import { tableKey } from '../schema/build-schema.ts';
import type { Partitioning, SchemaModel, Table } from '../schema/schema.ts';
import { bookkeepingOf } from './bookkeeping.ts';
import { usablePartitions } from './partition-facets.ts';

/**
 * Why a table gets no factory, although it can be read.
 *
 * @param table - of the schema
 * @param model - the schema
 * @returns undefined for a table that rows can be written to
 */
export function reasonLeftOut(table: Table, model: SchemaModel): string | undefined {
  const bookkeeping = bookkeepingOf(table);
  if (bookkeeping !== undefined) return bookkeeping;
  const rule = table.rules.find((each) => each.event === 'insert' && each.instead);
  if (rule !== undefined) return `its rule "${rule.name}" does something else instead of an insert`;
  // Of a reference that leads out of what was read, only the columns are left empty.
  const unread = model.skipped.find(
    (each) =>
      each.kind === 'constraint' &&
      each.columns === undefined &&
      tableKey(each) === tableKey(table),
  );
  if (unread !== undefined) return unread.reason;
  if (table.partitioning === null) return undefined;
  if (!hasLeaf(table.partitioning)) return 'it has no partition that rows could go into';
  const own = partitionsWithConstraints(model);
  return usablePartitions(table.partitioning, own).partitions.length === 0
    ? 'each of its partitions has constraints of its own'
    : undefined;
}

function hasLeaf(partitioning: Partitioning): boolean {
  return partitioning.partitions.some(
    (each) => each.partitioning === null || hasLeaf(each.partitioning),
  );
}

/** Partitions that refuse rows which their table would take. */
export function partitionsWithConstraints(model: SchemaModel): ReadonlySet<string> {
  return new Set(
    model.skipped.flatMap((each) => (each.kind === 'constraint' ? [tableKey(each)] : [])),
  );
}

/** Several parts of a table may fail for one reason, and what leaves it out is told after them: once is enough. */
export function isLastOfIts<Told extends { readonly relation: string; readonly reason: string }>(
  told: Told,
  at: number,
  all: readonly Told[],
): boolean {
  const { relation, reason } = told;
  return at === all.findLastIndex((each) => each.relation === relation && each.reason === reason);
}
