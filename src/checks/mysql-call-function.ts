import type { ColumnType } from '../schema/column-type.ts';
import {
  compareDecimals,
  formatDecimal,
  parseDecimal,
  remainderOf,
  type Decimal,
} from './decimal.ts';
import { plainNumber } from './fold-cast.ts';
import { formatDate, parseInstant } from './temporal.ts';
import { UNKNOWN, type Maybe } from './unknown.ts';

type Types = readonly (ColumnType | null)[];
type Implementation = (values: readonly unknown[], types: Types) => Maybe;

/** What MySQL's functions and operators yield, by their names in the tree; those in small letters are others' too. */
export const MYSQL_FUNCTIONS: Readonly<Record<string, Implementation>> = {
  '/': ([left, right], types) => quotient(left, right, types),
  BIT_AND: (values, types) => bitwise(values, types, (a, b) => a & b),
  BIT_OR: (values, types) => bitwise(values, types, (a, b) => a | b),
  BIT_XOR: (values, types) => bitwise(values, types, (a, b) => a ^ b),
  BIT_NOT: ([value], [type]) => bitwise([value, 0], [type ?? null, INTEGER], (a) => ~a),
  SHIFT_LEFT: (values, types) => shifted(values, types, (a, b) => a << b),
  SHIFT_RIGHT: (values, types) => shifted(values, types, (a, b) => a >> b),
  MOD: ([left, right], types) => remainder(left, right, types),
  floor: (values, types) => rounded(values, types, 'down'),
  ceil: (values, types) => rounded(values, types, 'up'),
  ceiling: (values, types) => rounded(values, types, 'up'),
  trunc: (values, types) => rounded(values, types, 'towards 0'),
  TRUNCATE: (values, types) => rounded(values, types, 'towards 0'),
  round: (values, types) => rounded(values, types, 'half up'),
  ROUND: (values, types) => rounded(values, types, 'half up'),
  UNSIGNED: ([value]) => value,
  SIGN: ([value], [type]) => signOf(value, type),
  GREATEST: (values, types) => outermost(values, types, 1),
  LEAST: (values, types) => outermost(values, types, -1),
  MONTH: ([date], [type]) => dayPart(date, type, (day) => day.getUTCMonth() + 1),
  DAY: ([date], [type]) => dayPart(date, type, (day) => day.getUTCDate()),
  QUARTER: ([date], [type]) => dayPart(date, type, (day) => Math.ceil((day.getUTCMonth() + 1) / 3)),
  DAYOFWEEK: ([date], [type]) => dayPart(date, type, (day) => day.getUTCDay() + 1),
  WEEKDAY: ([date], [type]) => dayPart(date, type, (day) => (day.getUTCDay() + 6) % 7),
  DAYOFYEAR: ([date], [type]) =>
    dayPart(date, type, (day) => (day.getTime() - Date.UTC(day.getUTCFullYear(), 0)) / DAY + 1),
  TO_DAYS: ([date], [type]) => dayPart(date, type, (day) => day.getTime() / DAY + EPOCH),
  JSON_VALID: ([text], [type]) => (type?.kind === 'text' ? isJson(text) : UNKNOWN),
  JSON_TYPE: ([document], [type]) => (type?.kind === 'json' ? jsonType(document) : UNKNOWN),
  JSON_LENGTH: ([document], [type]) => (type?.kind === 'json' ? jsonLength(document) : UNKNOWN),
  JSON_UNQUOTE: ([document, key]) => memberText(document, key),
};

const DAY = 86_400_000;
/** 1970-01-01, in days since the year 0. */
const EPOCH = 719_528;

/** How many digits MySQL keeps of a quotient, beyond those of the dividend. */
const MORE_DIGITS = 4;

/** The quotient, if it ends within the digits that are kept; how the others round is MySQL's business. */
function quotient(left: unknown, right: unknown, types: Types): Maybe {
  if (types.some((type) => type?.kind === 'float')) return UNKNOWN;
  const [a, b] = [left, right].map((value) =>
    typeof value === 'number' || typeof value === 'string' ? parseDecimal(value) : undefined,
  );
  if (a === undefined || b === undefined || b.digits === 0n) return UNKNOWN;
  const scale = a.scale + MORE_DIGITS;
  const dividend = a.digits * 10n ** BigInt(b.scale + MORE_DIGITS);
  if (dividend % b.digits !== 0n) return UNKNOWN;
  return plainNumber(formatDecimal({ digits: dividend / b.digits, scale }));
}

const INTEGER: ColumnType = { kind: 'integer', bits: 64, unsigned: false };

/** Of whole numbers, as 64 bits without a sign. */
function bitwise(
  values: readonly unknown[],
  types: Types,
  combine: (a: bigint, b: bigint) => bigint,
): Maybe {
  const [a, b] = values.map((value, index) =>
    types[index]?.kind === 'integer' ? wholeOf(value) : undefined,
  );
  if (a === undefined || b === undefined) return UNKNOWN;
  const result = BigInt.asUintN(64, combine(a, b));
  // The lists of IN take numbers above for negative ones.
  return result < 2n ** 63n ? plainNumber(result.toString()) : UNKNOWN;
}

/** By more than a few bits servers count otherwise. */
function shifted(
  values: readonly unknown[],
  types: Types,
  shift: (a: bigint, b: bigint) => bigint,
): Maybe {
  const by = Number(values[1]);
  return by >= 0 && by < 64 ? bitwise(values, types, shift) : UNKNOWN;
}

/** Of a negative decimal, MariaDB has a remainder of −0 that is not 0. */
function remainder(left: unknown, right: unknown, [first, second]: Types): Maybe {
  const [a, b] = [exactOf(left, first), exactOf(right, second)];
  const rest = a && b && remainderOf(a, b);
  if (a === undefined || rest === undefined) return UNKNOWN;
  return a.digits < 0n && rest.digits === 0n ? UNKNOWN : plainNumber(formatDecimal(rest));
}

function wholeOf(value: unknown): bigint | undefined {
  const isWhole =
    typeof value === 'bigint' || Number.isSafeInteger(value) || /^-?\d+$/.test(String(value));
  return isWhole ? BigInt.asUintN(64, BigInt(String(value))) : undefined;
}

/** An exact number; doubles round in ways of their own. */
function exactOf(value: unknown, type: ColumnType | null | undefined): Decimal | undefined {
  if (type?.kind !== 'integer' && type?.kind !== 'decimal') return undefined;
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint'
    ? parseDecimal(value)
    : undefined;
}

type Rounding = 'down' | 'up' | 'towards 0' | 'half up';

/** To as many digits after the point as the second value says, or none. */
function rounded([value, digits = 0]: readonly unknown[], [type]: Types, how: Rounding): Maybe {
  const exact = exactOf(value, type);
  const isKnown = typeof digits === 'number' && Number.isInteger(digits) && digits >= 0;
  if (exact === undefined || !isKnown) return UNKNOWN;
  const isNegative = exact.digits < 0n;
  const magnitude = isNegative ? -exact.digits : exact.digits;
  const unit = 10n ** BigInt(Math.max(0, exact.scale - digits));
  const rest = magnitude % unit;
  const isUp =
    how === 'half up' ? rest * 2n >= unit : how !== 'towards 0' && (how === 'up') !== isNegative;
  const whole = magnitude - rest + (isUp && rest > 0n ? unit : 0n);
  return plainNumber(formatDecimal({ digits: isNegative ? -whole : whole, scale: exact.scale }));
}

function signOf(value: unknown, type: ColumnType | null | undefined): Maybe {
  const exact = exactOf(value, type);
  return exact === undefined ? UNKNOWN : compareDecimals(exact, { digits: 0n, scale: 0 });
}

function outermost(values: readonly unknown[], types: Types, side: 1 | -1): Maybe {
  const numbers = values.map((value, index) => exactOf(value, types[index]));
  if (!numbers.every((number) => number !== undefined)) return UNKNOWN;
  const [first, ...rest] = numbers;
  if (first === undefined) return UNKNOWN;
  const found = rest.reduce(
    (best, number) => (compareDecimals(number, best) * side > 0 ? number : best),
    first,
  );
  return plainNumber(formatDecimal(found));
}

/** A part of a date that is one: MySQL keeps days that no month has, where it is allowed to. */
function dayPart(
  value: unknown,
  type: ColumnType | null | undefined,
  part: (day: Date) => number,
): Maybe {
  if (type?.kind !== 'date' && type?.kind !== 'timestamp') return UNKNOWN;
  const instant = parseInstant(value);
  if (instant === undefined) return UNKNOWN;
  const day = formatDate(instant);
  if (typeof value === 'string' && !value.startsWith(day)) return UNKNOWN;
  return part(new Date(`${day}T00:00:00Z`));
}

/** Where JavaScript refuses a text, MariaDB may not: it reads numbers and escapes less strictly. */
function isJson(text: unknown): Maybe {
  if (typeof text !== 'string') return UNKNOWN;
  try {
    const document: unknown = JSON.parse(text);
    const isPlain = !text.includes('\\u') && /^[ -~\s]*$/.test(text) && depthOf(document) < 30;
    return isPlain && !/\d[eE]/.test(text) ? 1 : UNKNOWN;
  } catch {
    return /\\|\d\.|\d[eE]/.test(text) ? UNKNOWN : 0;
  }
}

function depthOf(document: unknown): number {
  if (typeof document !== 'object' || document === null) return 1;
  return 1 + Math.max(0, ...Object.values(document).map(depthOf));
}

function jsonType(document: unknown): Maybe {
  if (document === null || typeof document === 'symbol') return 'NULL';
  if (Array.isArray(document)) return 'ARRAY';
  if (typeof document !== 'number') return (typeof document).toUpperCase();
  if (Math.abs(document) > Number.MAX_SAFE_INTEGER) return UNKNOWN;
  return Number.isInteger(document) ? 'INTEGER' : 'DOUBLE';
}

function jsonLength(document: unknown): Maybe {
  return typeof document === 'object' && document !== null ? Object.keys(document).length : 1;
}

/** JSON's null is a text here. Of an object's text is only known that it is one. */
function memberText(document: unknown, key: unknown): Maybe {
  if (typeof key !== 'string') return UNKNOWN;
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null;
  if (!Object.hasOwn(document, key)) return null;
  const found = (document as Readonly<Record<string, unknown>>)[key];
  if (typeof found === 'number' && !/^-?\d{1,15}(\.\d{1,9})?$/.test(String(found))) return UNKNOWN;
  return typeof found === 'object' && found !== null ? found : String(found);
}
