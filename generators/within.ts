import { hashIndex, type Key } from '../src/random/hash.ts';
import type { Accepts, Bound, Row } from './generator.ts';

/** Lists no longer than this are gone through. */
const LONGEST_LIST = 1_000;

/**
 * A generator's values without those that will not do: a row that would have one of these gets another.
 *
 * @param bound - the generator at its column
 * @param key - decides which other value
 * @param accepts - which values will do
 * @returns the generator itself where all do; null where it is not sure to have any
 */
export function within<T>(bound: Bound<T>, key: Key, accepts: Accepts): Bound<T> | null {
  if (bound.within !== undefined) return bound.within(accepts);
  const { space } = bound;
  if (space === undefined || space.size > LONGEST_LIST) {
    return accepts.others ? { draw: bound.draw } : null;
  }
  const values = Array.from({ length: space.size }, (_, number) => space.at(number));
  const kept = values.filter((value) => accepts(value));
  if (kept.length === values.length) return bound;
  if (kept.length === 0) return null;
  return replacing(bound, accepts, ({ index }) => kept[hashIndex(key, index) % kept.length] as T);
}

/** The same values, others in place of those that will not do. */
export function replacing<T>(bound: Bound<T>, accepts: Accepts, other: (row: Row) => T): Bound<T> {
  return {
    draw(row) {
      const value = bound.draw(row);
      return accepts(value) ? value : other(row);
    },
  };
}
