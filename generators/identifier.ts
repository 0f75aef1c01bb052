import type { Stream } from '../src/random/stream.ts';
import { roomOf } from './fit-text.ts';
import { generator, type Config, type Generator, type Row, type Site } from './generator.ts';
import {
  BASE36,
  CROCKFORD,
  HEX,
  URL_SAFE,
  hex48,
  inAlphabet,
  ordinalCipher,
  ordinalDigits,
  randomHex,
  randomText,
} from './ordinal-text.ts';

/**
 * Whole numbers in the order of the rows, as a sequence gives them.
 *
 * @param options - `from`, the first number; 1 by default
 * @throws RangeError for a `from` that is not a whole number
 * @example
 * ```ts
 * serial({ from: 1000 }); // 1000, 1001, 1002 …
 * ```
 */
export function serial(options: { from?: number } = {}): Generator<number> {
  const { from = 1 } = options;
  if (!Number.isSafeInteger(from))
    throw new RangeError(`serial() starts at a whole number, not ${from}`);
  return generator(['serial', options], (site) => ({
    draw: (row) => from + row.ordinal,
    distinct: true,
    space: { size: lastOf(site) - from + 1, at: (number) => from + number },
  }));
}

/**
 * UUIDs of version 4 (RFC 9562), different for every row by construction.
 *
 * Of the 122 bits that are free, the first 48 are the row's number under a permutation (all of
 * `time_low` and `time_mid` in the older reading of the layout), and 74 are random:
 *
 * ```
 * nnnnnnnn-nnnn-4rrr-vrrr-rrrrrrrrrrrr    v is 8, 9, a or b
 * ```
 *
 * @example
 * ```ts
 * uuid(); // '5f0c91d2-a4be-4d1e-9c07-9ab3f3c0d7e1'
 * ```
 */
export function uuid(): Generator<string> {
  return numbered(['uuid'], 36, (stream, hidden) => {
    const n = hex48(hidden);
    return `${n.slice(0, 8)}-${n.slice(8)}-4${randomHex(stream, 3)}-${variant(stream)}${randomHex(stream, 3)}-${randomHex(stream, 12)}`;
  });
}

/**
 * UUIDs of version 7 (RFC 9562): they sort in the order of the rows, a second apart, and begin three
 * years before the present. Different for every row by construction.
 *
 * ```
 * tttttttt-tttt-7rrr-vrrn-nnnnnnnnnnnn    t milliseconds, n the row's number, r random, v 8 to b
 * ```
 *
 * @example
 * ```ts
 * uuidv7(); // '018d2b7c-9a00-7d1e-9c05-5f0c91d2a4be'
 * ```
 */
export function uuidv7(): Generator<string> {
  return numbered(['uuidv7'], 36, (stream, hidden, time) => {
    const t = hex48(time);
    const n = hex48(hidden);
    return `${t.slice(0, 8)}-${t.slice(8)}-7${randomHex(stream, 3)}-${variant(stream)}${randomHex(stream, 3)}-${n}`;
  });
}

/**
 * Object ids as MongoDB makes them: 4 bytes of seconds, which grow with the rows, then 8 that hold the
 * row's number. Different for every row by construction.
 *
 * @example
 * ```ts
 * objectId(); // '65a1f3c05f0c91d2a4be8d1e'
 * ```
 */
export function objectId(): Generator<string> {
  return numbered(['objectId'], 24, (stream, hidden, time) => {
    const seconds = hex48(Math.floor(time / 1000)).slice(4);
    return seconds + hex48(hidden) + randomHex(stream, 4);
  });
}

/**
 * Ids that look like those of the cuid library: `c`, 8 digits of time and 16 others, in base 36.
 * Different for every row by construction.
 *
 * @example
 * ```ts
 * cuid(); // 'clr5f0c91d2a4be8d1e4c079a'
 * ```
 */
export function cuid(): Generator<string> {
  const digits = ordinalDigits(BASE36);
  return numbered(
    ['cuid'],
    25,
    (stream, hidden, time) =>
      `c${inAlphabet(time, BASE36, 8)}${inAlphabet(hidden, BASE36, digits)}${randomText(stream, BASE36, 16 - digits)}`,
  );
}

/**
 * ULIDs: 10 digits of time and 16 others in Crockford's base 32; they sort in the order of the rows.
 * Different for every row by construction.
 *
 * @example
 * ```ts
 * ulid(); // '01HM5F0C91D2A4BE8D1E4C079A'
 * ```
 */
export function ulid(): Generator<string> {
  const digits = ordinalDigits(CROCKFORD);
  return numbered(
    ['ulid'],
    26,
    (stream, hidden, time) =>
      inAlphabet(time, CROCKFORD, 10) +
      inAlphabet(hidden, CROCKFORD, digits) +
      randomText(stream, CROCKFORD, 16 - digits),
  );
}

/**
 * Ids that look like those of the nanoid library. Different for every row by construction.
 *
 * @param options - `length` in characters, 21 by default and at least 8
 * @throws RangeError for a shorter length: `code()` makes those
 * @example
 * ```ts
 * nanoid(); // 'V1StGXR8_Z5jdHi6B-myT'
 * ```
 */
export function nanoid(options: { length?: number } = {}): Generator<string> {
  const { length = 21 } = options;
  const digits = ordinalDigits(URL_SAFE);
  if (!(length >= digits)) {
    throw new RangeError(`nanoid() has ${digits} characters or more, not ${length}; use code()`);
  }
  return numbered(
    ['nanoid', length],
    length,
    (stream, hidden) =>
      inAlphabet(hidden, URL_SAFE, digits) + randomText(stream, URL_SAFE, length - digits),
  );
}

/**
 * Identifiers that hold the row's number.
 *
 * @param config - of the generator
 * @param length - of the identifier; a shorter column gets its beginning
 * @param write - from random numbers, the row's number under a permutation of 2^48, and a time that
 *   grows with the row's number, in milliseconds since 1970
 */
function numbered(
  config: Config,
  length: number,
  write: (stream: Stream, hidden: number, time: number) => string,
): Generator<string> {
  return generator(config, (site) => {
    const stream = site.stream();
    const cipher = ordinalCipher(site);
    const start = Math.max(0, Math.floor(site.now / 1000) * 1000 - THREE_YEARS);
    const room = roomOf(site.type);
    const draw = (row: Row): string => {
      stream.seek(row.index);
      return write(stream, cipher.apply(row.ordinal), start + row.ordinal * 1000);
    };
    if (room >= length) return { draw, distinct: true };
    return { draw: (row) => draw(row).slice(0, room) };
  });
}

const THREE_YEARS = 3 * 365 * 86_400_000;

/** The digit that says "laid out as RFC 9562 says". */
function variant(stream: Stream): string {
  return HEX[8 + stream.below(4)]!;
}

/** The largest number that the column takes and JavaScript holds exactly. */
function lastOf(site: Site): number {
  if (site.type.kind !== 'integer' || site.type.bits === 64) return Number.MAX_SAFE_INTEGER;
  return 2 ** (site.type.bits - (site.type.unsigned ? 0 : 1)) - 1;
}
