import type { TableLoad } from '../runtime/engine.ts';

/** How many rows are looked at, first and last among them. */
const PROBES = 16;

/**
 * The last value of a column whose values count up by one from row to row, as serial keys do.
 *
 * A few rows, first and last among them, have to have the values that counting gives. What relies on it
 * has to be checked against the database.
 *
 * @returns null where the column is not written, or its values do not count up
 */
export function lastSerial(load: TableLoad, column: string): bigint | null {
  const first = serialAt(load, column, load.first);
  if (first === null) return null;
  const last = load.end - 1;
  const step = Math.max(1, Math.floor((last - load.first) / PROBES));
  const places = [last];
  for (let place = load.first; place < last; place += step) places.push(place);
  const counts = places.every(
    (place) => serialAt(load, column, place) === first + BigInt(place - load.first),
  );
  return counts ? first + BigInt(last - load.first) : null;
}

/** The value of an integer column in a row; null where there is none. */
export function serialAt(load: TableLoad, column: string, place: number): bigint | null {
  const slot = load.rows.slotOf(column);
  if (slot === undefined || load.deferred.includes(column)) return null;
  const value = load.rows.newView().moveTo(place).value(slot);
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : null;
}
