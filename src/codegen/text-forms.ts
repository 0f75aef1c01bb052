import { JAVASCRIPT } from '../patterns/dialects.ts';
import { choice, lengthsOf, type Pattern, type PatternNode } from '../patterns/pattern.ts';
import { readPattern } from '../patterns/read-pattern.ts';
import type { Choice } from './column-view.ts';
import type { Expression } from './expression.ts';

type Call = Extract<Expression, { readonly kind: 'call' }>;

/** Texts that are of a pattern, and how long they are. */
export interface KnownTexts {
  readonly pattern: Pattern;
  readonly min: number;
  readonly max: number;
}

/** What the texts of a generator look like, as a regular expression of whole texts. */
interface TextForm {
  readonly of: (call: Call, room: number, unique: boolean) => string;
  /** Characters of the longest, where the expression does not say. */
  readonly max?: number;
  /** Characters that it needs to look so. */
  readonly room: number;
  /** It looks so in a unique column too; or with this after it. */
  readonly unique?: true | string;
}

/** A column this long takes the number of any row, and a word before it. */
const NUMBER_ROOM = 18;
const DIGITS = '[0-9]';
/** The largest number of a row. */
const ORDINAL = `${DIGITS}+`;
/** What a text that is not unique by itself ends in where it has to be. */
const NUMBERED = `(-${ORDINAL})?`;
/** The same after words, with whatever is between them. */
const WORDS_NUMBERED = '.{0,17}';

/**
 * Texts that generators make, where that decides whether they keep to a CHECK: rather too many than too few.
 * test/codegen/text-forms.test.ts draws them.
 */
export const TEXT_FORMS: Readonly<Record<string, TextForm>> = {
  email: {
    of: () => `[a-z0-9]([a-z0-9]|[.][a-z0-9])*[.]${ORDINAL}@example[.]test`,
    max: 75,
    room: 32,
    unique: true,
  },
  username: { of: () => `[a-z0-9][a-z0-9_]*_${ORDINAL}`, max: 60, room: 18, unique: true },
  domainName: { of: () => `[a-z]+-${ORDINAL}[.]test`, max: 40, room: 26, unique: true },
  slug: { of: slugForm, max: 70, room: 18, unique: true },
  url: {
    of: () => 'https://example[.]test/[a-z]+/[a-z]+',
    max: 76,
    room: 80,
    unique: NUMBERED,
  },
  phone: { of: () => `[+]1${DIGITS}{3}55501${DIGITS}{2}`, room: 12, unique: true },
  postalCode: { of: () => `${DIGITS}{5}`, room: 5, unique: true },
  countryCode: { of: (_, room) => (room === 3 ? '[A-Z]{3}' : '[A-Z]{2}'), room: 2, unique: true },
  state: { of: (_, room) => (room < 14 ? '[A-Z]{2}' : '.{4,30}'), room: 2 },
  currency: { of: () => '[A-Z]{3}', room: 3, unique: true },
  locale: { of: () => '[a-z]{2}-[A-Z]{2}', room: 5 },
  hexColor: { of: () => '#[0-9a-f]{6}', room: 7, unique: true },
  semver: {
    of: () => `${DIGITS}{1,4}[.]${DIGITS}{1,2}[.]${DIGITS}{1,2}`,
    room: 10,
    unique: true,
  },
  mimeType: {
    of: () => '[a-z]+/[a-z0-9.+-]+',
    max: 100,
    room: 100,
    unique: NUMBERED,
  },
  uuid: {
    of: () => '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
    room: 36,
    unique: true,
  },
  cuid: { of: () => 'c[0-9a-z]{24}', room: 25, unique: true },
  iban: { of: () => `GB${DIGITS}{2}TEST${DIGITS}{14}`, room: 22, unique: true },
  cardNumber: { of: () => `${DIGITS}{14,16}`, room: 16 },
  ipAddress: { of: () => `${DIGITS}{1,3}([.]${DIGITS}{1,3}){3}`, room: 15, unique: true },
  macAddress: { of: () => '[0-9a-f]{2}(:[0-9a-f]{2}){5}', room: 17, unique: true },
  hash: {
    of: (call, room) => `[0-9a-f]{${Math.min(room, number(call, 'length') ?? 64)}}`,
    room: 16,
    unique: true,
  },
  token: { of: tokenForm, room: 24, unique: true },
  code: { of: codeForm, room: 1, unique: true },
  text: { of: textForm, room: 1, unique: WORDS_NUMBERED },
  fullName: { of: () => '.{5,60}', room: 60, unique: WORDS_NUMBERED },
  firstName: { of: () => '.{2,30}', room: 30, unique: WORDS_NUMBERED },
  lastName: { of: () => '.{2,30}', room: 30, unique: WORDS_NUMBERED },
  companyName: { of: () => '.{5,80}', room: 80, unique: WORDS_NUMBERED },
  city: { of: () => '.{3,60}', room: 60, unique: WORDS_NUMBERED },
  streetAddress: { of: () => '.{6,80}', room: 80, unique: WORDS_NUMBERED },
  title: { of: () => '.{5,80}', room: 80, unique: WORDS_NUMBERED },
  productName: { of: () => '.{5,80}', room: 80, unique: WORDS_NUMBERED },
  sentence: { of: () => '.{10,}', room: 200, unique: true },
  paragraph: { of: () => '.{20,}', room: 400, unique: true },
};

/**
 * What the texts of a choice look like, edge cases aside.
 *
 * @param room - characters that the column takes; null for any number
 * @returns undefined where that is not known
 */
export function formOf(
  { expression, unique }: Choice,
  room: number | null,
): KnownTexts | undefined {
  const words = wordsOf(expression);
  if (words !== undefined && !unique) {
    return textsOf(choice(words.map((text) => ({ kind: 'text', text }) as const)));
  }
  if (expression.kind !== 'call' || !Object.hasOwn(TEXT_FORMS, expression.name)) return undefined;
  const form = TEXT_FORMS[expression.name]!;
  if ((room ?? Infinity) < form.room || (unique && !form.unique)) return undefined;
  const ending = unique && typeof form.unique === 'string' ? form.unique : '';
  if (ending !== '' && (room ?? Infinity) < NUMBER_ROOM) return undefined;
  const source = form.of(expression, room ?? Infinity, unique === true) + ending;
  const read = readPattern(source, JAVASCRIPT, 'closed');
  if (!('node' in read)) return undefined;
  // They look so in the room that there is.
  return textsOf(read.node, Math.min(form.max ?? Infinity, room ?? Infinity));
}

/**
 * Texts of a pattern.
 *
 * @param max - characters of the longest, where the pattern does not say
 */
export function textsOf(node: PatternNode, max = Infinity): KnownTexts {
  const lengths = lengthsOf(node);
  const pattern = { node, caseless: false, localized: false };
  return { pattern, min: lengths.min, max: Math.min(max, lengths.max) };
}

/** The words that a choice is made among. */
function wordsOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind !== 'call' || expression.name !== 'weighted') return undefined;
  const [words] = expression.args;
  return words?.kind === 'object' ? words.members.map(([word]) => word) : undefined;
}

/** Where a number is put after it, one word may be all that is left. */
function slugForm(_: Call, __: number, unique: boolean): string {
  const words = '[a-z]{2,}(-[a-z]+){1,2}';
  return unique ? `(${words}(-${ORDINAL})?|[a-z]{2,}-${ORDINAL})` : words;
}

function tokenForm(call: Call, room: number): string {
  const prefix = textOption(call, 'prefix') ?? '';
  const length = Math.min(room - prefix.length, number(call, 'length') ?? 32);
  return `${prefix.replaceAll(/[^a-z0-9]/gi, '[$&]')}[0-9a-z]{${length}}`;
}

/** Digits and capital letters, unless it says others. */
function codeForm(call: Call, room: number): string {
  const alphabet = textOption(call, 'alphabet');
  const length = Math.min(room, number(call, 'length') ?? 8);
  return `[${alphabet === undefined ? '0-9A-Z' : alphabet.replaceAll(/[^a-z0-9]/gi, '\\$&')}]{${length}}`;
}

/** A number that shortens the text may take a few characters more, spaces at the cut. */
function textForm(call: Call, room: number, unique: boolean): string {
  const least = unique ? Math.floor(room / 2) : room;
  const min = Math.min(least, number(call, 'minLength') ?? 1);
  const max = Math.min(room, number(call, 'maxLength') ?? Infinity);
  return `.{${min},${max === Infinity ? '' : max}}`;
}

function number(call: Call, name: string): number | undefined {
  const text = optionText(call, name);
  return text === undefined ? undefined : Number(text.replaceAll('_', ''));
}

function textOption(call: Call, name: string): string | undefined {
  return optionText(call, name)?.slice(1, -1);
}

/** An option of the last argument, as it is printed. */
function optionText({ args }: Call, name: string): string | undefined {
  const last = args.at(-1);
  if (last?.kind !== 'object') return undefined;
  const found = last.members.find(([member]) => member === name)?.[1];
  return found?.kind === 'raw' ? found.text : undefined;
}
