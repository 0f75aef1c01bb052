import type { Stream } from '../src/random/stream.ts';
import { cutText, roomOf } from './fit-text.ts';
import { generator, type Generator } from './generator.ts';
import { numberedName } from './numbered-name.ts';
import {
  BASE36,
  HEX,
  inAlphabet,
  ordinalCipher,
  ordinalDigits,
  randomHex,
  randomText,
} from './ordinal-text.ts';
import { shuffledSpace } from './spread.ts';
import { listGenerator, textGenerator } from './text-generator.ts';
import { NOUNS } from './word-lists.ts';

/**
 * The address of a page that is not there, at the reserved domain `example.test`.
 *
 * @example
 * ```ts
 * url(); // 'https://example.test/harbor/lantern'
 * ```
 */
export function url(): Generator<string> {
  return textGenerator(['url'], (stream, room) => {
    const long = `https://example.test/${stream.pick(NOUNS)}/${stream.pick(NOUNS)}`;
    return long.length <= room ? long : 'https://example.test';
  });
}

/**
 * A host name below the reserved domain `.test` that no other row has.
 *
 * @example
 * ```ts
 * domainName(); // 'harbor-42.test'
 * ```
 */
export function domainName(): Generator<string> {
  return generator(['domainName'], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    return {
      draw(row) {
        stream.seek(row.index);
        const name = numberedName(stream.pick(NOUNS), '-', row.ordinal, Math.max(1, room - 5));
        return cutText(`${name}.test`, room);
      },
      distinct: room >= 21,
    };
  });
}

/**
 * What a browser says it is.
 *
 * @example
 * ```ts
 * userAgent(); // 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
 * ```
 */
export function userAgent(): Generator<string> {
  return textGenerator(['userAgent'], (stream) =>
    stream.pick(BROWSERS)(stream.between(110, 140), stream.below(10)),
  );
}

/**
 * A colour as CSS writes it.
 *
 * @example
 * ```ts
 * hexColor(); // '#5f0c91'
 * ```
 */
export function hexColor(): Generator<string> {
  return generator(['hexColor'], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    const numbered = (number: number): string => `#${inAlphabet(number, HEX, 6)}`.slice(0, room);
    return {
      draw(row) {
        stream.seek(row.index);
        return numbered(stream.below(2 ** 24));
      },
      space: room >= 7 ? shuffledSpace(site, 2 ** 24, numbered) : undefined,
    };
  });
}

/**
 * A method of an HTTP request; most are GET.
 *
 * @example
 * ```ts
 * httpMethod(); // 'GET'
 * ```
 */
export function httpMethod(): Generator<string> {
  return listGenerator(
    ['httpMethod'],
    ['GET', 'GET', 'GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE'],
  );
}

/**
 * The media type of a file that people upload.
 *
 * @example
 * ```ts
 * mimeType(); // 'image/png'
 * ```
 */
export function mimeType(): Generator<string> {
  return listGenerator(
    ['mimeType'],
    FILE_TYPES.map(([, type]) => type),
  );
}

/**
 * A file's name and ending.
 *
 * @example
 * ```ts
 * fileName(); // 'harbor-lantern.pdf'
 * ```
 */
export function fileName(): Generator<string> {
  return textGenerator(
    ['fileName'],
    (stream) => `${stream.pick(NOUNS)}-${stream.pick(NOUNS)}.${stream.pick(FILE_TYPES)[0]}`,
  );
}

/**
 * A file's path.
 *
 * @example
 * ```ts
 * filePath(); // '/uploads/harbor/lantern.pdf'
 * ```
 */
export function filePath(): Generator<string> {
  return textGenerator(
    ['filePath'],
    (stream) =>
      `/uploads/${stream.pick(NOUNS)}/${stream.pick(NOUNS)}.${stream.pick(FILE_TYPES)[0]}`,
  );
}

/**
 * A digest in hexadecimal. No two rows have the same, where the length has room for that.
 *
 * @param options - `length` in digits: 64 by default, as SHA-256 has, and never more than the column takes
 * @example
 * ```ts
 * hash({ length: 40 }); // as a Git commit has
 * ```
 */
export function hash(options: { length?: number } = {}): Generator<string> {
  return opaqueText('', options.length ?? 64, HEX);
}

/**
 * A secret that opens nothing. No two rows have the same, where the length has room for that.
 *
 * @param options - `prefix`, put before it; `length` in characters without the prefix, 32 by default
 * @example
 * ```ts
 * token({ prefix: 'sk_test_' }); // 'sk_test_0k3x…'
 * ```
 */
export function token(options: { prefix?: string; length?: number } = {}): Generator<string> {
  return opaqueText(options.prefix ?? '', options.length ?? 32, BASE36);
}

/**
 * A version of a program. In a unique column no two rows have the same.
 *
 * @example
 * ```ts
 * semver(); // '2.14.3'
 * ```
 */
export function semver(): Generator<string> {
  return generator(['semver'], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    return {
      draw(row) {
        stream.seek(row.index);
        const text = `${stream.below(10)}.${stream.below(MINORS)}.${stream.below(PATCHES)}`;
        return cutText(text, room);
      },
      space:
        room < LONGEST_VERSION
          ? undefined
          : shuffledSpace(site, MAJORS * MINORS * PATCHES, version),
    };
  });
}

/** In unique columns there are more of them, as a suffix would make another kind of version. */
const MAJORS = 5000;
const MINORS = 30;
const PATCHES = 20;
const LONGEST_VERSION = 10;

function version(number: number): string {
  const rest = Math.floor(number / PATCHES);
  return `${Math.floor(rest / MINORS)}.${rest % MINORS}.${number % PATCHES}`;
}

/**
 * A language and where it is spoken; the language alone where the column is short.
 *
 * @example
 * ```ts
 * locale(); // 'pt-BR'
 * ```
 */
export function locale(): Generator<string> {
  return textGenerator(['locale'], (stream, room) => {
    const tag = stream.pick(LOCALES);
    return room < 5 ? tag.slice(0, 2) : tag;
  });
}

function opaqueText(prefix: string, length: number, alphabet: string): Generator<string> {
  if (!Number.isInteger(length) || length < 1) {
    throw new RangeError(`A length is 1 or more, not ${length}`);
  }
  const digits = ordinalDigits(alphabet);
  return generator(['opaqueText', prefix, length, alphabet], (site) => {
    const room = roomOf(site.type);
    const start = cutText(prefix, Math.max(0, room - 1));
    const size = Math.min(length, room - start.length);
    if (size < digits) return shortOpaqueText(start, size, alphabet).bind(site);
    const stream = site.stream();
    const cipher = ordinalCipher(site);
    return {
      draw(row) {
        stream.seek(row.index);
        const hidden = inAlphabet(cipher.apply(row.ordinal), alphabet, digits);
        return start + hidden + randomOf(stream, alphabet, size - digits);
      },
      distinct: true,
    };
  });
}

function randomOf(stream: Stream, alphabet: string, length: number): string {
  return alphabet === HEX ? randomHex(stream, length) : randomText(stream, alphabet, length);
}

/** Too short to hold any row's number: unique columns take them from the list of all there are. */
function shortOpaqueText(start: string, length: number, alphabet: string): Generator<string> {
  return generator(['opaqueText', start, length, alphabet], (site) => {
    let size = 1;
    for (let place = 0; place < length; place++) size *= alphabet.length;
    const stream = site.stream();
    return {
      draw(row) {
        stream.seek(row.index);
        return start + randomOf(stream, alphabet, length);
      },
      space: shuffledSpace(site, size, (number) => start + inAlphabet(number, alphabet, length)),
    };
  });
}

type Browser = (major: number, minor: number) => string;

const BROWSERS: readonly Browser[] = [
  (major) => `Mozilla/5.0 (X11; Linux x86_64; rv:${major}.0) Gecko/20100101 Firefox/${major}.0`,
  (major) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${major}.0) Gecko/20100101 Firefox/${major}.0`,
  (major) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`,
  (major) =>
    `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Mobile Safari/537.36`,
  (_, minor) =>
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.${minor} Safari/605.1.15`,
  (_, minor) =>
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_${minor} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.${minor} Mobile/15E148 Safari/604.1`,
];

const FILE_TYPES: readonly (readonly [extension: string, type: string])[] = [
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['svg', 'image/svg+xml'],
  ['csv', 'text/csv'],
  ['txt', 'text/plain'],
  ['json', 'application/json'],
  ['zip', 'application/zip'],
  ['mp4', 'video/mp4'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
];

const LOCALES: readonly string[] = (
  'en-US en-US en-US en-GB en-CA en-AU en-IN es-ES es-MX pt-BR pt-PT fr-FR fr-CA de-DE de-AT de-CH ' +
  'it-IT nl-NL sv-SE da-DK nb-NO fi-FI pl-PL cs-CZ tr-TR uk-UA el-GR ar-EG he-IL hi-IN th-TH vi-VN ' +
  'id-ID ja-JP ko-KR zh-CN zh-TW'
).split(' ');
