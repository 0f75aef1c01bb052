import type { Dealer } from './dealer.ts';

/** How many numbers are kept at most before families are put in order anew: 128 MB. */
const MOST_KEPT = 2 ** 24;

/**
 * The children of each parent in the order of their indexes, where the dealer has them in one of its own. A
 * family is put in order when the first of its rows is asked for, and kept.
 */
export class OrderedFamilies {
  readonly #dealer: Dealer;
  readonly #families = new Map<number, Float64Array>();
  #kept = 0;

  constructor(dealer: Dealer) {
    this.#dealer = dealer;
  }

  /** A parent's children, lowest index first. */
  of(parent: number): Float64Array {
    const known = this.#families.get(parent);
    if (known !== undefined) return known;
    const size = this.#dealer.countOf(parent);
    const family = Float64Array.from({ length: size }, (_, position) =>
      this.#dealer.childOf(parent, position),
    ).sort();
    if (this.#kept + size > MOST_KEPT) {
      this.#families.clear();
      this.#kept = 0;
    }
    this.#kept += size;
    this.#families.set(parent, family);
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
