/**
 * The exact number of a row's children, for columns such as `member_count`: it equals the rows that
 * `up()` writes, because dealing children to parents is arithmetic in both directions.
 */
export interface CountOf<Table extends string = string, Column extends string = string> {
  readonly [COUNT_OF]: true;
  readonly table: Table;
  readonly column: Column;
}

const COUNT_OF: unique symbol = Symbol.for('gen-factories.count-of') as never;

/**
 * How many rows of another table refer to this one.
 *
 * @param table - the table of the children
 * @param column - their reference to this table
 * @example
 * ```ts
 * countOf('users', 'org_id'); // orgs.member_count
 * ```
 */
export function countOf<const Table extends string, const Column extends string>(
  table: Table,
  column: Column,
): CountOf<Table, Column> {
  return { [COUNT_OF]: true, table, column };
}

export function isCountOf(value: unknown): value is CountOf {
  return typeof value === 'object' && value !== null && COUNT_OF in value;
}

/**
 * A row's number among the children of its parent, from 1: line numbers, positions in a list. No two
 * children of one parent have the same.
 */
export interface Position<Column extends string = string> {
  readonly [POSITION]: true;
  readonly column: Column;
  readonly from: number;
}

const POSITION: unique symbol = Symbol.for('gen-factories.position') as never;

/**
 * A row's number among the rows that have the same parent.
 *
 * @param column - the reference that leads to the parent
 * @param options - `from`, the first number; 1 by default
 * @example
 * ```ts
 * position('invoice_id'); // invoice_lines.line_no
 * ```
 */
export function position<const Column extends string>(
  column: Column,
  options: { from?: number } = {},
): Position<Column> {
  return { [POSITION]: true, column, from: options.from ?? 1 };
}

export function isPosition(value: unknown): value is Position {
  return typeof value === 'object' && value !== null && POSITION in value;
}
