import { listEdges, type EdgeRow } from './edges.ts';
import type { PlanOptions } from './load-plan.ts';
import type { PlannedRows } from './plan-rows.ts';
import { requireRows } from './row-range.ts';
import { noRows } from './skipped-tables.ts';
import type { TableRows } from './table-rows.ts';
import type { RowOf, SchemaTypes, TableKey } from './types.ts';
import type { UpOptions, UpResult } from './up.ts';

/** Which rows of a table: `from` the first index up to, not including, `to`; all rows if left out. */
export interface RowRange {
  readonly from?: number;
  readonly to?: number;
}

/**
 * The rows of one load: what `up` writes with the same scale, counts and scenario. Nothing here needs a
 * database but `up` itself.
 */
export class Load<S extends SchemaTypes<S>> {
  /** What was asked for. */
  readonly options: PlanOptions;
  readonly #planned: (table: string) => PlannedRows;
  readonly #up: (options: UpOptions) => Promise<UpResult>;

  /** @internal */
  constructor(
    options: PlanOptions,
    planned: (table: string) => PlannedRows,
    up: (options: UpOptions) => Promise<UpResult>,
  ) {
    this.options = options;
    this.#planned = planned;
    this.#up = up;
  }

  /**
   * How many rows of a table are written, those of scenarios included.
   */
  count(table: TableKey<S>): number {
    return this.#planned(table).tables.get(table)!.count;
  }

  /**
   * One row of a table, as it is written.
   *
   * @param table - which table
   * @param index - from 0; the rows that scenarios add follow the base's
   * @throws GenFactoriesError `ROW_UNKNOWN` for an index that the load does not have
   * @example
   * ```ts
   * factory.with({ scale: 0.1 }).row('users', 42).org_id; // as in a database seeded at that scale
   * ```
   */
  row<T extends TableKey<S>>(table: T, index: number): RowOf<S, T> {
    return this.rows(table, { from: index, to: index + 1 })[0]!;
  }

  /**
   * Rows of a table, as they are written; those of scenarios follow the base's.
   *
   * @param table - which table
   * @param range - all rows if left out
   * @throws GenFactoriesError `ROW_UNKNOWN` for a range beyond the load's rows
   */
  rows<T extends TableKey<S>>(table: T, range: RowRange = {}): RowOf<S, T>[] {
    const rows = readableRows(this.#planned(table), table);
    return makeRows(rows, 'load', range);
  }

  /**
   * The rows that carry edge cases, as `factory.edges` lists them: of the base's.
   */
  edges(table: TableKey<S>): EdgeRow[] {
    return listEdges(table, this.#planned(table));
  }

  /**
   * Writes these rows to a database.
   *
   * @param options - the database, and what else `factory.up` takes
   */
  async up(options: Omit<UpOptions, keyof PlanOptions> = {}): Promise<UpResult> {
    return this.#up({ ...options, ...this.options });
  }
}

/**
 * The rows of a table that a load does not leave out.
 *
 * @throws GenFactoriesError that says why it does
 */
export function readableRows({ skipped, tables }: PlannedRows, table: string): TableRows {
  const reason = skipped.get(table);
  if (reason !== undefined) throw noRows(table, reason);
  return tables.get(table)!;
}

/**
 * Makes rows of a range.
 *
 * @param of - which rows there are: those of the base, or of scenarios too
 */
export function makeRows<Row>(rows: TableRows, of: 'base' | 'load', range: RowRange): Row[] {
  const count = of === 'base' ? rows.baseCount : rows.count;
  const { from = 0, to = count } = range;
  requireRows(rows.key, of, count, from, to);
  const view = rows.newView();
  const made: Row[] = [];
  for (let index = from; index < to; index++) made.push(rows.toObject(view.moveTo(index)) as Row);
  return made;
}
