import { mix32, type Key } from './hash.ts';

/**
 * A number in [0, 1) for each row index such that the first n of them are evenly spread for every n:
 * of the first thousand rows, 9 % and not about 9 % are below 0.09. Weights, null rates and edge
 * case rates are drawn by it, so that they hold in small tables and in every prefix of a large one.
 *
 * The sequence is van der Corput's (the bit-reversed index), under nested uniform scrambling of first
 * the index and then the result: Brent Burley, "Practical Hash-based Owen Scrambling", JCGT 9(4),
 * 2020. The scramble of the index keeps two columns of a table independent of each other.
 *
 * @param key - one per column and purpose
 * @param index - the row's index, an integer from 0 to 2^53 − 1; the spread holds within each 2^32
 * @example
 * ```ts
 * const key = hashPath('seed', 'users', 'role');
 * const admins = Array.from({ length: 1000 }, (_, row) => quota(key, row) < 0.09).filter(Boolean);
 * admins.length; // 90, give or take one
 * ```
 */
export function quota(key: Key, index: number): number {
  const block = (index / 4294967296) >>> 0;
  const seed = block === 0 ? key.low : mix32(key.low ^ mix32(block));
  const shuffled = nestedScramble(index >>> 0, seed);
  return nestedScramble(reverseBits(shuffled), key.high) / 4294967296;
}

/** Owen's nested uniform scramble of the 32 bits, from the highest down (Laine and Karras's hash). */
function nestedScramble(value: number, seed: number): number {
  let x = reverseBits(value);
  x = (x + seed) | 0;
  x ^= Math.imul(x, 0x6c50b47c);
  x ^= Math.imul(x, 0xb82f1e52);
  x ^= Math.imul(x, 0xc7afe638);
  x ^= Math.imul(x, 0x8d22f6e6);
  return reverseBits(x);
}

function reverseBits(value: number): number {
  let x = value;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return ((x >>> 16) | (x << 16)) >>> 0;
}
