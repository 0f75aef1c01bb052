import type { ColumnType } from '../src/schema/column-type.ts';

/**
 * How many characters a column takes; `Infinity` where it sets no bound.
 *
 * @param type - the column's type
 */
export function roomOf(type: ColumnType): number {
  if (type.kind !== 'text') return Infinity;
  if (type.length !== null) return type.length;
  // What is counted in bytes has room for a quarter as many of the widest characters.
  return type.bytes !== undefined && type.bytes < 65_535 ? Math.floor(type.bytes / 4) : Infinity;
}

/**
 * The beginning of a text, at most so many characters as databases count them: code points, so that a
 * surrogate pair is never split. What is cut does not end in a space.
 *
 * @param text - well-formed text
 * @param room - the most characters, 0 or more; `Infinity` for all
 * @example
 * ```ts
 * cutText('Ann 🦊', 4); // 'Ann'
 * ```
 */
export function cutText(text: string, room: number): string {
  // A text has at most as many characters as code units.
  if (text.length <= room) return text;
  let end = 0;
  for (let count = 0; count < room && end < text.length; count++) {
    end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  }
  return end < text.length ? text.slice(0, end).trimEnd() : text;
}

/** How many characters a text has as databases count them. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; count++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return count;
}

/**
 * A text that every database stores unchanged: no NUL, no half of a surrogate pair.
 *
 * @param text - any text
 */
export function storableText(text: string): string {
  return UNSTORABLE.test(text)
    ? text.replaceAll('\0', '').replace(LONE_SURROGATES, '\ufffd')
    : text;
}

// oxlint-disable-next-line no-control-regex -- NUL is what is looked for
const UNSTORABLE = /[\0\ud800-\udfff]/;
const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A text in lower-case ASCII letters and digits, with a separator for everything else.
 *
 * @param text - any text; accents are dropped, other scripts too
 * @param separator - one character
 * @example
 * ```ts
 * asciiWords("Renée O'Brien-Łu", '.'); // 'renee.obrien.u'
 * ```
 */
export function asciiWords(text: string, separator: string): string {
  if (SIMPLE_NAME.test(text)) return text.toLowerCase().replaceAll(' ', separator);
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', separator);
}

/** What most names are; spares them four passes. */
const SIMPLE_NAME = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;
