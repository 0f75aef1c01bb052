import { ln, pow } from '../random/exact-math.ts';

/**
 * Sizes of families, largest first, as running sums: family `rank` holds the places from
 * `start(rank)` up to `start(rank + 1)`. Both directions are arithmetic; nothing is stored per place.
 */
export interface Families {
  /** How many places there are in all: children that have a parent. */
  readonly places: number;
  /** How many families may have members; those from here on have none. */
  readonly support: number;
  /** The rank of the largest family. */
  readonly largest: number;
  /** The first place of a family; `places` for every rank from {@link support} on. */
  start(rank: number): number;
  /** The family that a place belongs to. */
  rankOf(place: number): number;
  /** The rank of a family without members, by its number, from 0. */
  spare(number: number): number;
}

export interface CurveOptions {
  /** How many families there may be. */
  readonly families: number;
  readonly places: number;
  /** Size of the largest family; null for a square-root law. */
  readonly max: number | null;
  /** The least any family in support gets: 0 or 1. */
  readonly min: 0 | 1;
  /** The most any family may have. */
  readonly cap: number;
}

/**
 * Families whose sizes follow a power law: the first r of S families hold the share (r/S)^b of the
 * places. The exponent b is what makes the first family as large as asked, so one number sets the
 * skew: b = 1 is even, b towards 0 gives all to the first. Sums are rounded to whole places, which
 * keeps every family within its bound.
 */
export class CurveFamilies implements Families {
  readonly places: number;
  readonly support: number;
  readonly largest = 0;
  readonly #min: number;
  readonly #free: number;
  readonly #exponent: number;

  /**
   * @param options - as they are asked for; `cap × families` is at least `places`
   */
  constructor(options: CurveOptions) {
    this.places = options.places;
    this.#min = options.min;
    // With fewer places than families each place is a family of its own.
    const support =
      options.min === 1 ? Math.min(options.families, options.places) : options.families;
    this.support = Math.max(1, support);
    this.#free = this.places - this.#min * this.support;
    const largest = clamp(
      (options.max ?? Math.ceil(this.places / Math.sqrt(this.support))) - this.#min,
      Math.ceil(this.#free / this.support),
      Math.min(options.cap - this.#min, this.#free),
    );
    this.#exponent = exponentFor(this.#free, largest, this.support);
  }

  start(rank: number): number {
    if (rank >= this.support) return this.places;
    if (rank <= 0) return 0;
    const share =
      this.#exponent === 1 ? rank / this.support : pow(rank / this.support, this.#exponent);
    return this.#min * rank + Math.round(this.#free * share);
  }

  rankOf(place: number): number {
    let low = 0;
    let high = this.support;
    // A guess by the inverse of the curve, then a search outward from it: rounding moves a border by
    // less than a place, so the search ends after a step or two.
    let rank = Math.min(this.support - 1, this.#guess(place));
    for (let step = 1; high - low > 1; step *= 2) {
      if (this.start(rank) <= place) {
        low = rank;
        if (this.start(rank + 1) > place) return rank;
        rank = Math.min(high - 1, rank + step);
      } else {
        high = rank;
        rank = Math.max(low, rank - step);
      }
      if (step > 8) {
        rank = Math.floor((low + high) / 2);
      }
    }
    return low;
  }

  spare(number: number): number {
    return this.support + number;
  }

  #guess(place: number): number {
    const share = (place + 0.5) / this.places;
    if (this.#exponent === 0) return 0;
    const bent = this.#exponent === 1 || this.#min === 1 ? share : pow(share, 1 / this.#exponent);
    return Math.floor(bent * this.support);
  }
}

/** Families of sizes that differ from one to the next for reasons of their own, such as capacities. */
export class ListedFamilies implements Families {
  readonly places: number;
  readonly support: number;
  readonly largest: number;
  readonly #starts: Float64Array;
  #spare: readonly number[] | undefined;

  /** @param sizes - of each family, by rank */
  constructor(sizes: ArrayLike<number>) {
    this.#starts = new Float64Array(sizes.length + 1);
    let largest = 0;
    for (let rank = 0; rank < sizes.length; rank++) {
      this.#starts[rank + 1] = this.#starts[rank]! + sizes[rank]!;
      if (sizes[rank]! > sizes[largest]!) largest = rank;
    }
    this.largest = largest;
    this.support = sizes.length;
    this.places = this.#starts[sizes.length]!;
  }

  start(rank: number): number {
    return this.#starts[Math.min(rank, this.support)]!;
  }

  rankOf(place: number): number {
    let low = 0;
    let high = this.support;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle]! <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  spare(number: number): number {
    this.#spare ??= Array.from({ length: this.support }, (_, rank) => rank).filter(
      (rank) => this.start(rank) === this.start(rank + 1),
    );
    return this.#spare[number] ?? this.support + number - this.#spare.length;
  }
}

/**
 * Cuts families down to what each can hold and gives what is left over to those with room, in order
 * of rank.
 *
 * @param wanted - the sizes asked for
 * @param capacity - the most that the family of a rank can hold, asked anew whenever some are given to it
 * @param take - is told what a family gets
 * @returns sizes within capacity; their sum is `wanted.places`, or the whole capacity where that is
 *   less
 */
export function withinCapacity(
  wanted: Families,
  families: number,
  capacity: (rank: number) => number,
  take: (rank: number, size: number) => void = () => undefined,
): Float64Array {
  const sizes = new Float64Array(families);
  let left = 0;
  for (let rank = 0; rank < families; rank++) {
    const size = wanted.start(rank + 1) - wanted.start(rank) + left;
    sizes[rank] = Math.min(size, capacity(rank));
    take(rank, sizes[rank]!);
    left = size - sizes[rank]!;
  }
  for (let rank = 0; rank < families && left > 0; rank++) {
    const more = Math.min(left, capacity(rank) - sizes[rank]!);
    sizes[rank]! += more;
    take(rank, more);
    left -= more;
  }
  return sizes;
}

/** The b for which free × (1/support)^b is the largest family. */
function exponentFor(free: number, largest: number, support: number): number {
  if (support <= 1 || free <= 0 || largest >= free) return 0;
  return Math.min(1, ln(free / largest) / ln(support));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
