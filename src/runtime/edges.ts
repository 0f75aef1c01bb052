import type { PlannedRows } from './plan-rows.ts';

/** A row that carries an edge case. */
export interface EdgeRow {
  /** The row's index: `factory.row(table, index)`. */
  readonly index: number;
  /** The column, or `users.org_id` for the children that refer to the row. */
  readonly column: string;
  /** Its name in the definition; `most children` or `no children` for a family. */
  readonly edge: string;
  /** The share of rows that carry it; null where it is this one row. */
  readonly rate: number | null;
}

/**
 * Where a table's edge cases are.
 *
 * @param table - as definitions name it
 * @param planned - all rows
 * @returns by index, then column
 */
export function listEdges(table: string, planned: PlannedRows): EdgeRow[] {
  const rows = planned.tables.get(table)!;
  const found: EdgeRow[] = [];
  for (const { column, infos } of rows.segments[0]!.edges) {
    for (const { name, rate, index } of infos) {
      if (index < rows.baseCount) found.push({ index, column, edge: name, rate });
    }
  }
  for (const child of planned.tables.values()) {
    for (const reference of child.references) {
      if (
        reference.target !== rows ||
        !reference.dealt ||
        child.baseCount === 0 ||
        rows.baseCount === 0
      )
        continue;
      const { dealer } = reference;
      found.push({
        index: dealer.parentAtRank(dealer.largestRank),
        column: reference.where,
        edge: 'most children',
        rate: null,
      });
      const last = dealer.parentAtRank(rows.baseCount - 1);
      if (dealer.countOf(last) === 0) {
        found.push({ index: last, column: reference.where, edge: 'no children', rate: null });
      }
    }
  }
  return found.sort((a, b) => a.index - b.index || (a.column < b.column ? -1 : 1));
}
