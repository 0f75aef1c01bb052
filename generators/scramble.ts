import { hashIndex, hashPath, mix32, type Key } from '../src/random/hash.ts';
import { cutText } from './fit-text.ts';
import { FIRST_NAMES, LAST_NAMES } from './word-lists.ts';

/**
 * Replaces what may name a person in a hand-written value, and keeps its shape. The same word becomes the
 * same name in every column and table of a seed, so that values that agreed still agree.
 *
 * - A word becomes a name, in its own case: `SMITH` becomes `ABBOTT`. Generic words (`Dr`, `Street`,
 *   `Inc`, `of`) and single letters stay.
 * - Digits become other digits, as many, without a zero in front where there was none.
 * - The domain of an e-mail address and the host of a URL become `example.test`, a telephone number one of
 *   those reserved for fiction, an IP address one reserved for documentation; a UUID stays a UUID.
 * - Dates move into the past by up to 60 days. Lists and objects are scrambled inside, keys stay.
 * - Numbers, booleans, NULL, punctuation and emojis stay.
 *
 * This keeps names out of previews; it is no encryption. Whoever has the seed and guesses a name can check
 * the guess.
 *
 * @param value - what a person wrote
 * @param key - of the seed alone
 * @param maxLength - the most characters of a text; null for no bound
 * @returns the scrambled value, of the same type
 * @example
 * ```ts
 * scramble('Dr. Sarah Chen, 12 Elm Street', key, null); // 'Dr. Rosalie Abbott, 47 Kub Street'
 * scramble('sarah.chen@acme.com', key, null); // 'rosalie.abbott@example.test'
 * ```
 */
export function scramble(value: unknown, key: Key, maxLength: number | null): unknown {
  if (typeof value === 'string') return cutText(scrambleText(value, key), maxLength ?? Infinity);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(earlier(value.getTime(), key));
  if (value instanceof Uint8Array) return value.map((byte, at) => byte ^ hashIndex(key, at));
  if (Array.isArray(value)) return value.map((member) => scramble(member, key, maxLength));
  const prototype: unknown = Object.getPrototypeOf(value);
  // A class of somebody else's says itself what it is; taking it apart would break it.
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, scramble(member, key, null)]),
  );
}

/**
 * Makes a text distinct by its row's number, in the style of the text: the last separator and the digits
 * after it are the number. What is too long is shortened before the number.
 *
 * @param text - any text
 * @param ordinal - the row's number
 * @param maxLength - the most characters; `Infinity` for no bound
 * @throws RangeError where not even the number fits
 * @example
 * ```ts
 * withSuffix('john.doe@example.test', 42, 255); // 'john.doe.42@example.test'
 * withSuffix('acme-corp', 42, 255); // 'acme-corp-42'
 * withSuffix('Two words', 42, 9); // 'Two wo 42'
 * ```
 */
export function withSuffix(text: string, ordinal: number, maxLength: number): string {
  const digits = String(ordinal);
  if (digits.length > maxLength) {
    throw new RangeError(`Row ${ordinal} does not fit into ${maxLength} characters`);
  }
  const at = EMAIL_WHOLE.test(text) ? text.lastIndexOf('@') : text.length;
  const domain = text.slice(at);
  // Where the domain leaves no room for the number, what is left is no address any more.
  if (domain !== '' && domain.length + digits.length > maxLength) {
    return suffixed(text.slice(0, at), '-', digits, maxLength);
  }
  const separator = domain === '' ? separatorOf(text) : '.';
  return suffixed(text.slice(0, at), separator, digits, maxLength - domain.length) + domain;
}

function suffixed(text: string, separator: string, digits: string, room: number): string {
  const start = cutText(text, Math.max(0, room - digits.length - separator.length));
  // Two separators would meet where the cut is after one, which addresses do not allow.
  const word = start.endsWith(separator) ? start.slice(0, -separator.length) : start;
  return word === '' ? digits : word + separator + digits;
}

/** What already separates the words of a text. */
function separatorOf(text: string): string {
  if (/\s/.test(text)) return ' ';
  if (text.includes('_') && !text.includes('-')) return '_';
  return /^\p{Lu}/u.test(text) && !text.includes('-') ? ' ' : '-';
}

const EMAIL_WHOLE = /^[^\s@]+@[^\s@]+$/;

/**
 * What a text is taken apart into; the first kind that matches at a place wins. Addresses begin where a
 * run of their characters begins, so that a long run is looked through once and not from each character.
 */
const PIECES = new RegExp(
  [
    String.raw`(?<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)`,
    String.raw`(?<email>(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}.-]{0,253}[\p{L}\p{N}])`,
    String.raw`(?<url>(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}://[^\s"'<>]*)`,
    String.raw`(?<host>(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:com|org|net|edu|gov|io|co|dev|app|ai|biz|info|us|uk|eu|de|fr|ch|at|nl|es|it|se|ca|au|jp|cn|in|br)\b)`,
    String.raw`(?<ip>\b\d{1,3}(?:\.\d{1,3}){3}\b)`,
    String.raw`(?<date>\b(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)`,
    String.raw`(?<phone>\+\d[\d ().-]{5,}\d|\(\d{3}\) ?\d{3}[ .-]\d{4}\b|\b\d{3}[ .-]\d{3}[ .-]\d{4}\b)`,
    String.raw`(?<word>\p{L}[\p{L}\p{M}]+)`,
    String.raw`(?<digits>\d+)`,
  ].join('|'),
  'giu',
);

type PieceKind = 'uuid' | 'email' | 'url' | 'host' | 'ip' | 'date' | 'phone' | 'word' | 'digits';

const REPLACEMENTS: Readonly<Record<PieceKind, (piece: string, key: Key) => string>> = {
  uuid: replaceUuid,
  email: replaceEmail,
  url: replaceUrl,
  host: (piece, key) => `${replaceWords(piece.slice(0, piece.indexOf('.')), key)}.example.test`,
  ip: (piece, key) => `192.0.2.${textHash(key, piece) % 256}`,
  date: replaceDate,
  phone: replacePhone,
  word: replaceWord,
  digits: replaceDigits,
};

function scrambleText(text: string, key: Key): string {
  return text.replace(PIECES, (...found: unknown[]) => {
    const groups = found.at(-1) as Readonly<Record<PieceKind, string | undefined>>;
    for (const kind in REPLACEMENTS) {
      const piece = groups[kind as PieceKind];
      if (piece !== undefined) return REPLACEMENTS[kind as PieceKind](piece, key);
    }
    return String(found[0]);
  });
}

/** Words and digits only: inside an address nothing else is looked for. */
function replaceWords(text: string, key: Key): string {
  return text.replace(/\p{L}[\p{L}\p{M}]+|\d+/gu, (piece) =>
    /\d/.test(piece) ? replaceDigits(piece, key) : replaceWord(piece, key),
  );
}

function replaceWord(word: string, key: Key): string {
  const lower = word.toLowerCase();
  if (KEPT_WORDS.has(lower)) return word;
  const name = NAMES[textHash(key, lower) % NAMES.length]!;
  if (word === lower) return name.toLowerCase();
  return word === word.toUpperCase() ? name.toUpperCase() : name;
}

function replaceDigits(digits: string, key: Key): string {
  let state = textHash(key, digits);
  let made = '';
  for (let place = 0; place < digits.length; place++) {
    state = mix32(state + place + 1);
    // A number does not begin with a zero that was not there, nor lose one.
    if (place > 0 || digits.length === 1) made += state % 10;
    else made += digits[0] === '0' ? 0 : 1 + (state % 9);
  }
  return made;
}

function replaceEmail(address: string, key: Key): string {
  return `${replaceWords(address.slice(0, address.indexOf('@')), key)}@example.test`;
}

/** Who logs in, where to and on which port says more than a preview needs. */
function replaceUrl(url: string, key: Key): string {
  const [, scheme = '', path = ''] = /^([^:]+:\/\/)[^/?#]*(.*)$/su.exec(url) ?? [];
  return `${scheme}example.test${replaceWords(path, key)}`;
}

function replacePhone(number: string, key: Key): string {
  const hash = textHash(key, number.replace(/\D/g, ''));
  const area = AREAS[hash % AREAS.length]!;
  const line = `01${String(mix32(hash) % 100).padStart(2, '0')}`;
  if (number.startsWith('+')) return `+1${area}555${line}`;
  return number.startsWith('(') ? `(${area}) 555-${line}` : `${area}-555-${line}`;
}

function replaceUuid(uuid: string, key: Key): string {
  let state = textHash(key, uuid.toLowerCase());
  let place = 0;
  return uuid.replace(/[0-9a-f]/gi, (digit) => {
    state = mix32(state + place);
    // The digits of version and variant stay, so that it is a UUID of the same kind.
    const kept = place === 12 || place === 16;
    place++;
    return kept ? digit : (state & 15).toString(16);
  });
}

function replaceDate(text: string, key: Key): string {
  const time = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(time)) return replaceWords(text, key);
  return new Date(earlier(time, key)).toISOString().slice(0, 10) + text.slice(10);
}

const DAY = 86_400_000;

function earlier(time: number, key: Key): number {
  const day = Math.floor(time / DAY);
  return time - (1 + (mix32(key.low ^ mix32(day ^ key.high)) % 60)) * DAY;
}

function textHash(key: Key, text: string): number {
  const hashed = hashPath(text);
  return mix32(mix32(hashed.low ^ key.low) ^ hashed.high ^ key.high);
}

/** Names of ASCII letters alone: a replacement is one word, and fits e-mail addresses and URLs. */
const NAMES: readonly string[] = [...new Set([...FIRST_NAMES, ...LAST_NAMES])].filter((name) =>
  /^[A-Z][a-z]{2,9}$/.test(name),
);

const AREAS = ['202', '212', '213', '303', '312', '404', '415', '503', '512', '617', '702', '713'];

/** Words that say what something is and not whose it is. */
const KEPT_WORDS: ReadonlySet<string> = new Set(
  (
    'dr mr mrs ms miss prof sir dame rev hon jr sr ii iii iv phd md esq ' +
    'street st avenue ave road rd boulevard blvd lane ln drive court ct square sq plaza way place pl ' +
    'highway hwy parkway pkwy terrace circle apt apartment suite ste floor unit building bldg box po ' +
    'north south east west ' +
    'inc llc ltd llp plc corp co company corporation limited group holdings gmbh ag sa sarl bv nv pty ' +
    'partners associates sons bank university school hospital foundation institute team department ' +
    'the of and or for in on at to by with from an is are was not no yes'
  ).split(' '),
);
