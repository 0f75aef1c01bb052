import type { Draft, DraftCheck, DraftColumn, DraftTable, SqlExpression } from './draft.ts';

/** The tables that inherit from one, and its partitions. */
export function childrenOf(draft: Draft, table: DraftTable): readonly DraftTable[] {
  return [...draft.tables].filter(
    (each) => each.partitionOf?.parent === table || each.parents.includes(table),
  );
}

/** The partitions of a table, not of those. */
export function partitionsOf(draft: Draft, table: DraftTable): readonly DraftTable[] {
  return [...draft.tables].filter((each) => each.partitionOf?.parent === table);
}

/**
 * A table and, unless a statement is about it ONLY, all that are below it.
 *
 * @param deep - the statement is not about ONLY the one
 */
export function family(draft: Draft, table: DraftTable, deep: boolean): readonly DraftTable[] {
  if (!deep) return [table];
  const below = childrenOf(draft, table).flatMap((child) => family(draft, child, true));
  return [...new Set([table, ...below])];
}

/** Makes a table a child: it has the columns and the checks of its parent from now on. */
export function inherit(child: DraftTable, parent: DraftTable): void {
  for (const column of parent.columns) inheritColumn(child, column);
  for (const check of parent.checks) inheritCheck(child, check);
}

/** Ends that; what the child had of its parent is its own then. */
export function disinherit(child: DraftTable, parent: DraftTable): void {
  const columns = new Set(parent.columns.map(({ name }) => name));
  const checks = new Set(parent.checks.map(({ name }) => name));
  for (const column of child.columns.filter(({ name }) => columns.has(name))) release(column);
  for (const check of child.checks.filter(({ name }) => checks.has(name))) release(check);
}

function release(item: DraftColumn | DraftCheck): void {
  item.inherited = Math.max(0, item.inherited - 1);
  item.local ||= item.inherited === 0;
}

/** Gives a child a column of its parent's, unless it has one of that name, which is the same then. */
export function inheritColumn(child: DraftTable, column: DraftColumn): void {
  const own = child.columns.find(({ name }) => name === column.name);
  if (own !== undefined) {
    own.inherited++;
    own.notNull ||= column.notNull;
    own.default ??= column.default;
    return;
  }
  const copy = { ...column, local: false, inherited: 1, comment: null };
  // Numbers of an identity are the table's own; its partitions' are its own, too.
  if (child.partitionOf === null) copy.identity = null;
  child.columns.push(copy);
  if (column.generated !== null) {
    const expression = rebound(column.generated.expression, child);
    copy.generated = { ...column.generated, expression };
  }
}

export function inheritCheck(child: DraftTable, check: DraftCheck): void {
  if (check.noInherit) return;
  const own = child.checks.find(({ name }) => name === check.name);
  if (own !== undefined) own.inherited++;
  else {
    const expression = rebound(check.expression, child);
    child.checks.push({ ...check, expression, local: false, inherited: 1 });
  }
}

/** An expression about another table's row: columns are the same by name. */
export function rebound(expression: SqlExpression, table: DraftTable): SqlExpression {
  const names = new Set(expression.reads.map(({ name }) => name));
  return { ...expression, reads: table.columns.filter(({ name }) => names.has(name)) };
}
