import { mix32, type Key } from './hash.ts';

/**
 * A keyed permutation of the integers from 0 to `size − 1`, with its inverse, in constant time and
 * memory. Unique values are unranked from it, children are dealt by it: nothing seen is remembered.
 *
 * It is an alternating Feistel network over the bits of `size − 1`, walked until the result is below
 * `size` again (cycle walking: John Black and Phillip Rogaway, "Ciphers with Arbitrary Finite
 * Domains", CT-RSA 2002). As the network's domain is less than twice the size, a walk takes fewer than two
 * steps on average.
 *
 * @example
 * ```ts
 * const deal = new Permutation(1000, hashPath('seed', 'users', 'org_id'));
 * deal.invert(deal.apply(7)); // 7
 * ```
 */
export class Permutation {
  readonly size: number;
  readonly #lowSize: number;
  readonly #lowMask: number;
  readonly #highMask: number;
  readonly #keys: Int32Array;

  /**
   * @param size - how many integers, from 0 to 2^52
   * @param key - which of the permutations
   */
  constructor(size: number, key: Key) {
    if (!Number.isInteger(size) || size < 0 || size > MAX_SIZE) {
      throw new RangeError(`A permutation has 0 to 2^52 elements, not ${size}`);
    }
    this.size = size;
    const bits = Math.max(2, bitLength(size - 1));
    const lowBits = bits >> 1;
    this.#lowSize = 2 ** lowBits;
    this.#lowMask = this.#lowSize - 1;
    this.#highMask = 2 ** (bits - lowBits) - 1;
    // Few bits mix badly: a small domain gets more rounds, which cost nothing that matters there.
    this.#keys = roundKeys(key, bits < 12 ? 8 : 4);
  }

  /** Where `index` goes. */
  apply(index: number): number {
    if (this.size <= 1) return index;
    const keys = this.#keys;
    let value = index;
    do {
      let high = Math.floor(value / this.#lowSize);
      let low = value - high * this.#lowSize;
      for (let round = 0; round < keys.length; round += 2) {
        high ^= mix32(low ^ keys[round]!) & this.#highMask;
        low ^= mix32(high ^ keys[round + 1]!) & this.#lowMask;
      }
      value = high * this.#lowSize + low;
    } while (value >= this.size);
    return value;
  }

  /** The index that {@link apply} takes to `value`. */
  invert(value: number): number {
    if (this.size <= 1) return value;
    const keys = this.#keys;
    let index = value;
    do {
      let high = Math.floor(index / this.#lowSize);
      let low = index - high * this.#lowSize;
      for (let round = keys.length - 2; round >= 0; round -= 2) {
        low ^= mix32(high ^ keys[round + 1]!) & this.#lowMask;
        high ^= mix32(low ^ keys[round]!) & this.#highMask;
      }
      index = high * this.#lowSize + low;
    } while (index >= this.size);
    return index;
  }
}

const MAX_SIZE = 2 ** 52;

function roundKeys(key: Key, rounds: number): Int32Array {
  const keys = new Int32Array(rounds);
  let state = key.low;
  for (let round = 0; round < rounds; round++) {
    state = mix32(state ^ key.high ^ Math.imul(round + 1, 0x9e3779b1));
    keys[round] = state;
  }
  return keys;
}

function bitLength(value: number): number {
  return value < 1
    ? 0
    : value < 4294967296
      ? 32 - Math.clz32(value)
      : 32 + bitLength(Math.floor(value / 4294967296));
}
