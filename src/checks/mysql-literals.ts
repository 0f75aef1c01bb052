import type { ColumnType } from '../schema/column-type.ts';
import type { Literal } from './expression.ts';
import { plainNumber } from './fold-cast.ts';
import { formatDate, parseInstant, parseTimeOfDay } from './temporal.ts';

const INTEGER: ColumnType = { kind: 'integer', bits: 32, unsigned: false };
const BIG_INTEGER: ColumnType = { kind: 'integer', bits: 64, unsigned: false };
const DECIMAL: ColumnType = { kind: 'decimal', precision: null, scale: null };
const DOUBLE: ColumnType = { kind: 'float', bits: 64 };

/**
 * A number as it is written: with an exponent it is a double, with a point a decimal.
 *
 * @param text - with its sign, if it has one
 */
export function numberLiteral(text: string): Literal {
  if (/e/i.test(text)) return { kind: 'literal', value: Number(text), type: DOUBLE };
  const isWhole = /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
  const type = isWhole ? (text.length < 10 ? INTEGER : BIG_INTEGER) : DECIMAL;
  return { kind: 'literal', value: plainNumber(text), type };
}

/** A text, of which what it is compared with says how. */
export function textLiteral(value: string): Literal {
  return { kind: 'literal', value, type: null };
}

/** Bytes by their hexadecimal digits. */
export function bytesLiteral(digits: string): Literal {
  return { kind: 'literal', value: `\\x${digits}`, type: { kind: 'bytes', length: null } };
}

/** What a hexadecimal literal is as a number; undefined where it has more than 64 bits. */
export function bytesAsNumber({ value }: Literal): Literal | undefined {
  const digits = String(value).slice(2);
  if (digits.length === 0 || digits.length > 16) return undefined;
  return numberLiteral(BigInt(`0x${digits}`).toString());
}

/**
 * A text that is a number from its first character to its last, as that number. What else MySQL would
 * make of texts, by their beginning, is left to MySQL.
 */
export function textAsNumber({ value }: Literal): Literal | undefined {
  const text = String(value);
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? numberLiteral(text) : undefined;
}

/** ASCII text as bytes; beyond it they depend on the connection's character set. */
export function textAsBytes({ value }: Literal): Literal | undefined {
  const text = String(value);
  return isAscii(text) ? bytesLiteral(Buffer.from(text).toString('hex')) : undefined;
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)[ T]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?$/;

/**
 * A text as a date, an instant or a time of day, in the one spelling of each that all versions read
 * alike.
 *
 * @param text - what is written
 * @param kind - what it is compared with
 * @returns undefined for other spellings, for days that no month has, and for zones
 */
export function temporalLiteral(
  text: string,
  kind: 'date' | 'timestamp' | 'time',
): Literal | undefined {
  if (kind === 'time') {
    const type: ColumnType = { kind: 'time', precision: 6, zoned: false };
    return TIME.test(text) && parseTimeOfDay(text) !== undefined
      ? { kind: 'literal', value: text, type }
      : undefined;
  }
  if (DATE.test(text)) {
    return isDay(text) ? { kind: 'literal', value: text, type: { kind: 'date' } } : undefined;
  }
  const [, day = ''] = INSTANT.exec(text) ?? [];
  const type: ColumnType = { kind: 'timestamp', precision: 6, zoned: false };
  return isDay(day) ? { kind: 'literal', value: text, type } : undefined;
}

/** Whether a day is in the calendar, where JavaScript would go on counting. */
function isDay(text: string): boolean {
  const instant = parseInstant(text);
  return instant !== undefined && !text.startsWith('0000') && formatDate(instant) === text;
}

/** Whether a text has no character beyond ASCII. */
export function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- NUL is where ASCII begins
  return /^[\u0000-\u007f]*$/.test(text);
}
