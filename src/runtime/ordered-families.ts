import type { Kin } from './kin.ts';

/** How many numbers are kept at most before families are put in order anew: 128 MB. */
const MOST_KEPT = 2 ** 24;

/**
 * The base's rows of each row that they have in common in the order of their indexes, where they are dealt in
 * another. A family is put in order when the first of its rows is asked for, and kept.
 */
export class OrderedFamilies {
  readonly #kin: Kin;
  readonly #families = new Map<number, Float64Array>();
  #kept = 0;

  constructor(kin: Kin) {
    this.#kin = kin;
  }

  /** The rows of one, lowest index first. */
  of(ancestor: number): Float64Array {
    const known = this.#families.get(ancestor);
    if (known !== undefined) return known;
    const { size, at } = this.#kin.of(ancestor);
    const family = Float64Array.from({ length: size }, (_, number) => at(number)).sort();
    if (this.#kept + size > MOST_KEPT) {
      this.#families.clear();
      this.#kept = 0;
    }
    this.#kept += size;
    this.#families.set(ancestor, family);
    return family;
  }
}

/** The place of a number in a list that is in order and has it. */
export function placeIn(ordered: Float64Array, number: number): number {
  let [low, high] = [0, ordered.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (ordered[middle]! <= number) low = middle;
    else high = middle;
  }
  return low;
}
