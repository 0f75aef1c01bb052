/** 64 bits of key material as two unsigned 32-bit halves. */
export interface Key {
  readonly high: number;
  readonly low: number;
}

/**
 * A key for a path of names, such as a seed, a table and a column. Each part is hashed with its
 * length, so that `['ab', 'c']` and `['a', 'bc']` differ.
 *
 * The mixing is MurmurHash3's (Austin Appleby, public domain), over UTF-16 code units and in two lanes
 * of 32 bits; it only has to be well spread and the same everywhere, not cryptographic.
 *
 * @param parts - names from the outermost to the innermost
 * @example
 * ```ts
 * hashPath('seed', 'users', 'email'); // { high: 0x…, low: 0x… }, always the same two numbers
 * ```
 */
export function hashPath(...parts: readonly string[]): Key {
  let high = 0x9747b28c;
  let low = 0x3c6ef372;
  for (const part of parts) {
    high = hashText(part, high);
    low = hashText(part, low ^ 0x85ebca6b);
    high = mix32(high ^ low);
  }
  return { high: high >>> 0, low: low >>> 0 };
}

/**
 * A key of its own for each number under a key: the users of org 7, say.
 *
 * @param key - the key to derive from
 * @param index - an integer from 0 to 2^53 − 1
 */
export function deriveKey(key: Key, index: number): Key {
  const low = index >>> 0;
  const high = (index / 4294967296) >>> 0;
  const first = mix32(key.low ^ low);
  const second = mix32(key.high ^ high ^ Math.imul(first, 0x9e3779b1));
  return { high: second, low: mix32(first ^ second) };
}

/**
 * A hash of a key and a number, 32 bits. The number may be any integer from 0 to 2^53 − 1.
 *
 * @returns an unsigned 32-bit integer
 */
export function hashIndex(key: Key, index: number): number {
  const first = mix32(key.low ^ (index >>> 0));
  return mix32(first ^ key.high ^ Math.imul((index / 4294967296) >>> 0, 0x9e3779b1));
}

/** MurmurHash3's finaliser: every bit of the input moves every bit of the output. */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hashText(text: string, seed: number): number {
  let h = seed | 0;
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    h ^= k;
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  }
  return mix32(h ^ text.length);
}
