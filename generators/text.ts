import type { Stream } from '../src/random/stream.ts';
import { asciiWords, cutText, roomOf } from './fit-text.ts';
import { generator, type Generator } from './generator.ts';
import { inAlphabet, CROCKFORD } from './ordinal-text.ts';
import { readPath } from './path.ts';
import { prose, proseOfLength, sentenceOf } from './prose.ts';
import { shuffledSpace } from './spread.ts';
import { textGenerator } from './text-generator.ts';
import { ADJECTIVES, NOUNS } from './word-lists.ts';

/**
 * A few English words in lower case.
 *
 * @param options - `min` and `max`, how many words; 1 to 3 by default
 * @example
 * ```ts
 * words({ min: 2, max: 4 }); // 'brisk harbor lantern'
 * ```
 */
export function words(options: { min?: number; max?: number } = {}): Generator<string> {
  const { min = 1, max = Math.max(min, 3) } = options;
  checkBounds('words', min, max);
  return textGenerator(['words', options], (stream) => phrase(stream, stream.between(min, max)));
}

/**
 * A sentence of placeholder Latin, which nobody takes for a person's words.
 *
 * @param options - `min` and `max`, how many words; 4 to 12 by default
 * @example
 * ```ts
 * sentence(); // 'Vox amplus tergum dolore cubo.'
 * ```
 */
export function sentence(options: { min?: number; max?: number } = {}): Generator<string> {
  const { min = 4, max = Math.max(min, 12) } = options;
  checkBounds('sentence', min, max);
  return textGenerator(['sentence', options], (stream) =>
    sentenceOf(stream, stream.between(min, max)),
  );
}

/**
 * A few sentences of placeholder Latin.
 *
 * @param options - `min` and `max`, how many sentences; 2 to 5 by default
 * @example
 * ```ts
 * paragraph({ max: 8 });
 * ```
 */
export function paragraph(options: { min?: number; max?: number } = {}): Generator<string> {
  const { min = 2, max = Math.max(min, 5) } = options;
  checkBounds('paragraph', min, max);
  return textGenerator(['paragraph', options], (stream) => prose(stream, stream.between(min, max)));
}

/**
 * Sentences of placeholder Latin, of a length between two bounds; most are nearer to the shorter one, as
 * what people write is.
 *
 * @param options - `minLength` and `maxLength` in characters; 20 to 200 by default, and never more than
 *   the column takes
 * @example
 * ```ts
 * text({ minLength: 40, maxLength: 2_000 });
 * ```
 */
export function text(options: { minLength?: number; maxLength?: number } = {}): Generator<string> {
  const { minLength = Math.min(20, options.maxLength ?? 20) } = options;
  const { maxLength = Math.max(minLength, 200) } = options;
  checkBounds('text', minLength, maxLength);
  return textGenerator(['text', options], (stream, room) => {
    const low = Math.min(minLength, room);
    const high = Math.min(maxLength, room);
    const u = stream.next();
    return proseOfLength(stream, low + Math.floor(u * u * (high - low + 1)));
  });
}

/**
 * A short heading: two to four English words, the first with a capital.
 *
 * @example
 * ```ts
 * title(); // 'Upright harbor lantern'
 * ```
 */
export function title(): Generator<string> {
  return textGenerator(['title'], (stream) => capitalize(phrase(stream, stream.between(2, 4))));
}

/**
 * Words for a URL, in lower case with hyphens.
 *
 * @param column - the column it is made from (a title, a name); words of its own without one
 * @example
 * ```ts
 * slug(); // 'brisk-harbor'
 * slug('title'); // title 'Upright harbor lantern' gives 'upright-harbor-lantern'
 * ```
 */
export function slug(column?: string): Generator<string> {
  const own = (stream: Stream): string => phrase(stream, stream.between(2, 3)).replaceAll(' ', '-');
  if (column === undefined) {
    return textGenerator(['slug', column], (stream, room) =>
      cutText(own(stream), room).replace(/-$/, ''),
    );
  }
  return generator(['slug', column], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    const read = readPath(site, column);
    return {
      draw(row) {
        // Read first: reading another row's cell of this column would move the stream.
        const made = asciiWords(String(read(row) ?? ''), '-');
        stream.seek(row.index);
        return cutText(made === '' ? own(stream) : made, room).replace(/-$/, '');
      },
    };
  });
}

/**
 * A code of fixed length, such as a coupon or a booking reference. Unique columns never see one twice,
 * as codes are unranked from the row's number.
 *
 * @param options - `length` in characters, 8 by default; `alphabet`, its characters, digits and capital
 *   letters that are not mistaken for each other by default; `prefix`, put before it
 * @throws RangeError for an alphabet that repeats a character, or a length below 1
 * @example
 * ```ts
 * code({ length: 6 }); // '7QW2MD'
 * code({ prefix: 'INV-', length: 5, alphabet: '0123456789' }); // 'INV-40917'
 * ```
 */
export function code(
  options: { length?: number; alphabet?: string; prefix?: string } = {},
): Generator<string> {
  const { length = 8, alphabet = CROCKFORD, prefix = '' } = options;
  if (new Set(alphabet).size !== alphabet.length || alphabet === '') {
    throw new RangeError(`The alphabet of a code has each character once, not '${alphabet}'`);
  }
  if (!Number.isInteger(length) || length < 1) {
    throw new RangeError(`A code has 1 character or more, not ${length}`);
  }
  return generator(['code', options], (site) => {
    const start = cutText(prefix, Math.max(0, roomOf(site.type) - 1));
    const room = Math.min(length, roomOf(site.type) - start.length);
    // More codes than can be numbered: the first of them are enough for any table.
    const size = Math.min(countCodes(alphabet.length, room), 2 ** 52);
    const space = shuffledSpace(
      site,
      size,
      (number) => start + inAlphabet(number, alphabet, room),
    )!;
    const texts = { start, length: start.length + room };
    return { draw: (row) => space.at(row.ordinal % size), space: { ...space, texts } };
  });
}

function countCodes(base: number, length: number): number {
  let size = 1;
  for (let place = 0; place < length && size < 2 ** 53; place++) size *= base;
  return size;
}

/** Adjectives and, last, a noun. */
function phrase(stream: Stream, count: number): string {
  let made = '';
  for (let place = 1; place < count; place++) made += `${stream.pick(ADJECTIVES)} `;
  return made + stream.pick(NOUNS);
}

function capitalize(made: string): string {
  return made.charAt(0).toUpperCase() + made.slice(1);
}

/** Refuses bounds that no text meets. */
function checkBounds(name: string, min: number, max: number): void {
  if (min >= 1 && max >= min && Number.isInteger(min) && Number.isInteger(max)) return;
  throw new RangeError(
    `${name}() takes whole numbers from 1, the smaller first, not ${min} to ${max}`,
  );
}
