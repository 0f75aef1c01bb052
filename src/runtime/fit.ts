import { refusedCharacter } from '../../generators/charset.ts';
import {
  integerBounds,
  type ColumnType,
  type DecimalType,
  type DocumentField,
  type IntegerType,
  type TextType,
} from '../schema/column-type.ts';

/**
 * Makes a value what the column will store, so that a comparison between two columns of a row sees what
 * the database will see: text cut to its length, numbers rounded to their scale, times to their
 * precision. NULL passes.
 *
 * @param value - what a generator or function gave
 * @returns the stored form
 * @throws FitError where no rounding helps: a number out of range, a label the enum does not have
 */
export type Fit = (value: unknown) => unknown;

/** Why a value does not fit; the runtime adds where. */
export class FitError extends Error {}

/**
 * The {@link Fit} of a type.
 *
 * @param type - what the column stores
 */
export function fitFor(type: ColumnType): Fit {
  switch (type.kind) {
    case 'text':
      return fitText(type);
    case 'integer':
      return fitInteger(type);
    case 'decimal':
      return fitDecimal(type);
    case 'timestamp':
      return type.narrow ? fitNarrow(fitTimestamp(type.precision)) : fitTimestamp(type.precision);
    case 'float':
      return type.digits === undefined ? fitFloat : fitDecimal({ kind: 'decimal', ...type.digits });
    case 'date':
      return fitDate;
    case 'uuid':
      return fitUuid;
    case 'enum':
      return fitEnum(type.labels);
    case 'set':
      return fitSet(type.labels);
    case 'array':
      return fitArray(fitFor(type.element));
    case 'document':
      return fitDocument(type.fields);
    case 'map':
      return fitMap(fitFor(type.value));
    case 'boolean':
      return fitBoolean;
    case 'domain':
      return fitFor(type.base);
    default:
      return (value) => value;
  }
}

function fitText(type: TextType): Fit {
  const { length } = type;
  const fit = (value: unknown): string | null => {
    if (value === null) return null;
    const text = typeof value === 'string' ? value : textOf(value);
    const clean = UNSTORABLE.test(text) ? text.toWellFormed().replaceAll('\0', '') : text;
    return length === null || clean.length <= length ? clean : cut(clean, length);
  };
  return type.bytes === undefined && type.charset === undefined ? fit : fitEncoded(type, fit);
}

/** Text that is counted in bytes, or has fewer characters than Unicode. */
function fitEncoded(type: TextType, fit: (value: unknown) => string | null): Fit {
  const { bytes = Infinity, charset } = type;
  return (value) => {
    const text = fit(value);
    if (text === null) return null;
    const refused = charset === undefined ? undefined : refusedCharacter(text, type);
    if (refused !== undefined) {
      throw new FitError(`'${refused}' is not in the character set ${charset}`);
    }
    // No character takes more than four bytes.
    return text.length * 4 <= bytes ? text : cutBytes(text, bytes);
  };
}

function cutBytes(text: string, bytes: number): string {
  let room = bytes;
  let end = 0;
  while (end < text.length) {
    const code = text.codePointAt(end)!;
    room -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (room < 0) break;
    end += code > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}

/** NUL, which no database stores in text, and halves of surrogate pairs, which become U+FFFD. */
// eslint-disable-next-line no-control-regex
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function textOf(value: unknown): string {
  if (value instanceof Date) return validDate(value).toISOString();
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** The first `length` characters, as databases count them: code points. */
function cut(text: string, length: number): string {
  let end = 0;
  for (let count = 0; count < length && end < text.length; count++) {
    end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}

function fitInteger(type: IntegerType): Fit {
  const { min, max } = integerBounds(type);
  const safeMin = Number(min < BigInt(Number.MIN_SAFE_INTEGER) ? Number.MIN_SAFE_INTEGER : min);
  const safeMax = Number(max > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : max);
  return (value) => {
    if (value === null) return null;
    if (typeof value === 'number') {
      const rounded = Math.round(value);
      if (rounded >= safeMin && rounded <= safeMax) return rounded;
    } else if (typeof value === 'bigint' || (typeof value === 'string' && /^-?\d+$/.test(value))) {
      const whole = BigInt(value);
      if (whole >= min && whole <= max)
        return whole >= safeMin && whole <= safeMax ? Number(whole) : whole;
    }
    throw new FitError(`${show(value)} is not an integer from ${min} to ${max}`);
  };
}

function fitDecimal({ precision, scale }: DecimalType): Fit {
  const limit = precision === null ? Infinity : 10 ** (precision - (scale ?? 0));
  const digits = scale === null ? null : Math.max(0, scale);
  return (value) => {
    if (value === null || (typeof value === 'string' && isNumeric(value))) return value;
    if (typeof value === 'bigint') {
      if (value < limit && -value < limit) return value;
      throw new FitError(`${value} has more than ${precision! - (scale ?? 0)} digits`);
    }
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new FitError(`${show(value)} is not a number`);
    }
    const rounded = digits === null ? value : Number(value.toFixed(Math.min(digits, 100)));
    if (Math.abs(rounded) < limit) return rounded;
    throw new FitError(
      `${value} has more than ${precision! - (scale ?? 0)} digits before the point`,
    );
  };
}

function fitTimestamp(precision: number): Fit {
  const unit = precision >= 3 ? 1 : 10 ** (3 - precision);
  return (value) => {
    if (value === null) return null;
    if (typeof value === 'string') {
      const time = Date.parse(withZone(value));
      if (!Number.isNaN(time)) return cutTo(unit, new Date(time));
      // Years before Christ, or of five digits: databases write them in ways of their own.
      if (ENDLESS.test(value) || DAY.test(value)) return value;
      throw new FitError(`${show(value)} is not a time`);
    }
    if (!(value instanceof Date) && typeof value !== 'number') {
      throw new FitError(`${show(value)} is not a time`);
    }
    return cutTo(unit, validDate(new Date(value)));
  };
}

/** 32 bits of seconds. Zero is MySQL's word for no time at all. */
function fitNarrow(fit: Fit): Fit {
  return (value) => {
    const time = fit(value);
    if (!(time instanceof Date)) return time;
    const seconds = time.getTime() / 1000;
    if (seconds >= 1 && seconds < 2 ** 31) return time;
    throw new FitError(`${time.toISOString()} is not between 1970-01-01 and 2038-01-19`);
  };
}

/** Values that databases take for "always" and "never". */
const ENDLESS = /^[-+]?infinity$/i;
const DAY = /^[-+]?\d{4,6}-\d\d-\d\d/;
const ZONE = /(?:Z|:\d\d(?:\.\d+)?[+-]\d\d(?::?\d\d)?|\b(?:UTC|GMT)(?:[+-]\d+)?)$/i;

/** Without a zone a text would mean another instant wherever this runs. */
function withZone(text: string): string {
  if (ZONE.test(text) || /^[-+\d]+$/.test(text)) return text;
  return DAY.test(text) ? `${text.replace(' ', 'T')}Z` : `${text} UTC`;
}

function cutTo(unit: number, date: Date): Date {
  return unit === 1 ? date : new Date(Math.floor(date.getTime() / unit) * unit);
}

function fitDate(value: unknown): unknown {
  if (value === null) return null;
  if (value instanceof Date) return validDate(value).toISOString().slice(0, 10);
  if (typeof value === 'string' && (ENDLESS.test(value) || DAY.test(value))) {
    return value;
  }
  throw new FitError(`${show(value)} is not a date such as '2026-01-31'`);
}

function fitFloat(value: unknown): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value;
  // A text is the database's to read.
  if (typeof value === 'string') return value;
  throw new FitError(`${show(value)} is not a number`);
}

function isNumeric(text: string): boolean {
  return /^\s*(?:[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[-+]?infinity|nan)\s*$/i.test(text);
}

function fitUuid(value: unknown): unknown {
  if (value === null) return null;
  if (typeof value === 'string' && /^\{?(?:[\da-f]{4}-?){8}\}?$/i.test(value)) return value;
  throw new FitError(`${show(value)} is not a UUID`);
}

function validDate(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw new FitError('the date is not a valid one');
  return date;
}

function fitEnum(labels: readonly string[]): Fit {
  const known = new Set<unknown>(labels);
  return (value) => {
    if (value === null || known.has(value)) return value;
    throw new FitError(
      `${show(value)} is not one of ${labels.map((label) => `'${label}'`).join(', ')}`,
    );
  };
}

/** Labels in the order of their declaration, each once: all that the database keeps. */
function fitSet(labels: readonly string[]): Fit {
  const known = new Set<unknown>(labels);
  return (value) => {
    if (value === null) return null;
    const given: readonly unknown[] = Array.isArray(value)
      ? value
      : value === ''
        ? []
        : String(value).split(',');
    const unknown = given.find((label) => !known.has(label));
    if (unknown !== undefined) {
      throw new FitError(
        `${show(unknown)} is not one of ${labels.map((label) => `'${label}'`).join(', ')}`,
      );
    }
    return labels.filter((label) => given.includes(label));
  };
}

function fitArray(fit: Fit): Fit {
  return (value) => {
    if (!Array.isArray(value)) return value;
    return value.map((element) =>
      Array.isArray(element) ? fitArray(fit)(element) : fit(element ?? null),
    );
  };
}

/** Each field as it is stored. What may be absent, and not NULL, is absent where there is nothing. */
function fitDocument(fields: readonly DocumentField[]): Fit {
  const fits = new Map(fields.map((field) => [field.name, { ...field, fit: fitFor(field.type) }]));
  return (value) => {
    if (!isPlain(value)) return value;
    const made: [string, unknown][] = [];
    for (const [name, member] of Object.entries(value)) {
      const field = fits.get(name);
      const left = (member ?? null) === null && field?.optional === true && !field.nullable;
      if (member === undefined || left) continue;
      made.push([name, field === undefined ? member : within(name, () => field.fit(member))]);
    }
    return Object.fromEntries(made);
  };
}

function fitMap(fit: Fit): Fit {
  return (value) => {
    if (!isPlain(value)) return value;
    const made = Object.entries(value).map(([key, member]) => [
      key,
      within(key, () => fit(member ?? null)),
    ]);
    return Object.fromEntries(made) as unknown;
  };
}

/** Says which part of a value does not fit. */
function within<T>(name: string, fit: () => T): T {
  try {
    return fit();
  } catch (error) {
    throw error instanceof FitError ? new FitError(`"${name}": ${error.message}`) : error;
  }
}

/** A class of somebody else's says itself what it is. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function fitBoolean(value: unknown): unknown {
  if (value === null || typeof value === 'boolean') return value;
  throw new FitError(`${show(value)} is neither true nor false`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
