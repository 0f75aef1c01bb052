import { mix32, type Key } from './hash.ts';

/**
 * Pseudo-random numbers of one cell. {@link seek} puts the stream at the beginning of a row's numbers
 * in constant time, whatever was drawn before, so a cell depends on its key and its row index alone.
 *
 * The generator is sfc32 (Chris Doty-Humphrey's Small Fast Counting generator, public domain); its
 * state is filled by hashing key and index rather than by running up to the index.
 *
 * @example
 * ```ts
 * const stream = new Stream(hashPath('seed', 'users', 'email'));
 * stream.seek(42);
 * const first = stream.next(); // the first number of row 42, in [0, 1)
 * ```
 */
export class Stream {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 1;
  readonly #high: number;
  readonly #low: number;

  constructor(key: Key) {
    this.#high = key.high;
    this.#low = key.low;
    this.seek(0);
  }

  /**
   * Goes to the first number of a row.
   *
   * @param index - the row's index, an integer from 0 to 2^53 − 1
   */
  seek(index: number): void {
    const a = mix32(this.#low ^ (index >>> 0));
    const b = mix32(this.#high ^ a ^ Math.imul((index / 4294967296) >>> 0, 0x9e3779b1));
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = mix32(a + b) | 0;
    this.#d = 1;
    this.uint32();
    this.uint32();
    this.uint32();
    this.uint32();
  }

  /** An unsigned integer of 32 bits. */
  uint32(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number in [0, 1), of 53 bits. */
  next(): number {
    const high = this.uint32() >>> 5;
    return (high * 67108864 + (this.uint32() >>> 6)) / 9007199254740992;
  }

  /**
   * An integer below a bound, each as likely as another to within 2^-53.
   *
   * @param bound - from 1 to 2^53
   */
  below(bound: number): number {
    return bound <= 65536
      ? Math.floor((this.uint32() / 4294967296) * bound)
      : Math.floor(this.next() * bound);
  }

  /** An integer from `min` to `max`, both included, both safe integers at most 2^53 apart. */
  between(min: number, max: number): number {
    return min + this.below(max - min + 1);
  }

  /** One of a list's items. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined && items.length === 0) throw new RangeError('pick() from an empty list');
    return item as T;
  }

  /** What to hand to {@link restore} to go on from here later. */
  save(): StreamState {
    return [this.#a, this.#b, this.#c, this.#d];
  }

  restore(state: StreamState): void {
    [this.#a, this.#b, this.#c, this.#d] = state;
  }
}

export type StreamState = readonly [number, number, number, number];
