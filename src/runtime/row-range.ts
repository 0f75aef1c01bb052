import { GenFactoriesError } from '../errors.ts';

/**
 * Checks that a table has the rows that are asked for. Beyond them there is nothing to compute: references
 * are dealt over as many rows as there are.
 *
 * @param table - as the definitions name it
 * @param of - whose rows: the base's alone, or those of a load, with its scenarios
 * @param count - how many rows these are
 * @param from - the first index
 * @param to - the index after the last
 * @throws GenFactoriesError `ROW_UNKNOWN` that says which rows there are
 */
export function requireRows(
  table: string,
  of: 'base' | 'load',
  count: number,
  from: number,
  to: number,
): void {
  if (isIndex(from) && isIndex(to) && from <= to && to <= count) return;
  const wanted = Object.is(to, from + 1)
    ? `row ${show(from)}`
    : `rows ${show(from)} to ${show(to)}`;
  throw new GenFactoriesError('ROW_UNKNOWN', {
    what: `The ${of} of "${table}" has no ${wanted}`,
    where: table,
    fix: `${rowsOf(table, count)}.${of === 'base' ? ELSEWHERE : ''}`,
  });
}

const ELSEWHERE =
  ' What a scenario adds is not among them, nor what a scale adds: factory.with({ scale, scenario }) has these.';

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function rowsOf(table: string, count: number): string {
  if (count === 0) return `"${table}" has no rows: its count is 0`;
  if (count === 1) return `"${table}" has 1 row: 0`;
  return `"${table}" has ${show(count)} rows: 0 to ${show(count - 1)}`;
}

/** Digits in groups of three, without the locale's say. */
function show(value: number): string {
  return isIndex(value) ? String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',') : String(value);
}
