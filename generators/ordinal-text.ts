import { hashPath } from '../src/random/hash.ts';
import { Permutation } from '../src/random/permutation.ts';
import type { Stream } from '../src/random/stream.ts';
import type { Site } from './generator.ts';

/** Row numbers that identifiers have room for: 2^48, enough for 280 trillion rows. */
const ORDINALS = 2 ** 48;

/**
 * What an identifier hides a row's number in: a permutation of all row numbers. Two numbers never meet,
 * so identifiers that contain the result are distinct by construction.
 *
 * It is keyed by table and column and not by the seed, as it must be the same for the base's rows and
 * for those of every scenario; what else is in an identifier comes from the seed.
 *
 * @param site - the column
 */
export function ordinalCipher(site: Site): Permutation {
  return new Permutation(ORDINALS, hashPath('ordinal', site.table, site.column));
}

/**
 * A number below 2^53 in digits of an alphabet, the most significant first.
 *
 * @param value - 0 or more
 * @param alphabet - one character a digit
 * @param length - how many digits; higher ones are left out
 */
export function inAlphabet(value: number, alphabet: string, length: number): string {
  const base = alphabet.length;
  let rest = value;
  let text = '';
  for (let place = 0; place < length; place++) {
    const higher = Math.floor(rest / base);
    text = alphabet[rest - higher * base]! + text;
    rest = higher;
  }
  return text;
}

/**
 * Characters of an alphabet, each as likely as another.
 *
 * @param stream - at the cell's numbers
 */
export function randomText(stream: Stream, alphabet: string, length: number): string {
  const base = alphabet.length;
  let text = '';
  for (let place = 0; place < length; place++) text += alphabet[stream.below(base)]!;
  return text;
}

/**
 * Twelve hexadecimal digits.
 *
 * @param value - from 0 to 2^48 − 1
 */
export function hex48(value: number): string {
  const high = Math.floor(value / 16777216);
  const low = value - high * 16777216;
  return hex24(high) + hex24(low);
}

/**
 * Random hexadecimal digits.
 *
 * @param stream - at the cell's numbers
 * @param length - how many
 */
export function randomHex(stream: Stream, length: number): string {
  let text = '';
  while (text.length < length) text += hex24(stream.uint32() >>> 8);
  return text.length === length ? text : text.slice(0, length);
}

function hex24(value: number): string {
  return BYTES[value >>> 16]! + BYTES[(value >>> 8) & 255]! + BYTES[value & 255]!;
}

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** Digits of an alphabet that hold any permuted row number. */
export function ordinalDigits(alphabet: string): number {
  let digits = 0;
  for (let size = 1; size < ORDINALS; size *= alphabet.length) digits++;
  return digits;
}

export const DIGITS = '0123456789';
export const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const BASE36 = DIGITS + LOWER;
/** Crockford's base 32, in which ULIDs and most printed codes are written: without I, L, O and U. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
