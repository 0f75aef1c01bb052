import { storageType, type ColumnType } from '../schema/column-type.ts';
import { compareDecimals, parseDecimal } from './decimal.ts';
import { parseInstant, parseInterval, parseTimeOfDay } from './temporal.ts';

/**
 * How two values of a type lie to each other as the database has it: below 0, 0 or above 0.
 * Undefined where it cannot be told: unequal texts (their collation orders them), unknown types,
 * values not of the type.
 *
 * @param left - a value as a column stores it: text, number, bigint, decimal text, Date, ISO text …
 * @param right - another
 * @param type - what they are compared as; null for a type that no one named
 */
export function compareValues(
  left: unknown,
  right: unknown,
  type: ColumnType | null,
): number | undefined {
  const stored = type === null ? null : storageType(type);
  switch (stored?.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
    case 'money':
      return compareNumbers(left, right);
    case 'date':
    case 'timestamp':
      return compareBigints(parseInstant(left), parseInstant(right));
    case 'time':
      return compareBigints(parseTimeOfDay(left), parseTimeOfDay(right));
    case 'interval':
      return compareBigints(parseInterval(left), parseInterval(right));
    case 'enum':
      return compareLabels(left, right, stored.labels);
    case 'boolean':
      return compareBooleans(left, right);
    case 'uuid':
      return compareTexts(uuidText(left), uuidText(right));
    case 'bytes':
      return compareTexts(hexText(left), hexText(right));
    default:
      return equalValues(left, right, type) === true ? 0 : undefined;
  }
}

/**
 * Whether two values are equal as the database has it: without regard to case under a caseless type,
 * to trailing spaces under `char(n)`, to scale for decimals. Undefined where it cannot be told.
 *
 * @param left - a value as a column stores it
 * @param right - another
 * @param type - what they are compared as; null for a type that no one named
 */
export function equalValues(
  left: unknown,
  right: unknown,
  type: ColumnType | null,
): boolean | undefined {
  const stored = type === null ? null : storageType(type);
  switch (stored?.kind) {
    case 'text':
      return equalTexts(left, right, stored.fixed, stored.caseless);
    case 'array':
      return equalArrays(left, right, stored.element);
    case 'json':
      return canonical(left) === canonical(right);
    case 'integer':
    case 'decimal':
    case 'float':
    case 'money':
    case 'date':
    case 'timestamp':
    case 'time':
    case 'interval':
    case 'boolean':
    case 'uuid':
    case 'bytes': {
      const order = compareValues(left, right, stored);
      return order === undefined ? undefined : order === 0;
    }
    default:
      return equalUntyped(left, right);
  }
}

/** How many bytes a text or binary value takes; undefined for other values. */
export function octetsOf(value: unknown): number | undefined {
  if (value instanceof Uint8Array) return value.length;
  if (typeof value !== 'string') return undefined;
  return new TextEncoder().encode(value).length;
}

/** The bytes of a binary value in hexadecimal: from a Uint8Array, or text as `\x00ff`. */
export function hexText(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value === 'string' && /^\\x([0-9a-f]{2})*$/i.test(value)) {
    return value.slice(2).toLowerCase();
  }
  return undefined;
}

function compareNumbers(left: unknown, right: unknown): number | undefined {
  const specials = [left, right].map(specialRank);
  const [a, b] = specials;
  if (a === undefined || b === undefined) return undefined;
  if (a !== 0 || b !== 0) return a - b;
  const [x, y] = [left, right].map((value) => parseDecimal(value as string | number | bigint));
  return x === undefined || y === undefined ? undefined : compareDecimals(x, y);
}

/** -1 for −Infinity, 0 for what is finite, then Infinity and NaN, which Postgres puts last. */
function specialRank(value: unknown): number | undefined {
  if (typeof value === 'bigint') return 0;
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  if (Number.isFinite(value) || parseDecimal(value) !== undefined) return 0;
  const name = String(value).toLowerCase();
  return name === 'nan' ? 2 : name === 'infinity' ? 1 : name === '-infinity' ? -1 : undefined;
}

function compareBigints(a: bigint | undefined, b: bigint | undefined): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareBooleans(left: unknown, right: unknown): number | undefined {
  if (typeof left !== 'boolean' || typeof right !== 'boolean') return undefined;
  return Number(left) - Number(right);
}

function compareLabels(
  left: unknown,
  right: unknown,
  labels: readonly string[],
): number | undefined {
  const a = labels.indexOf(String(left));
  const b = labels.indexOf(String(right));
  return a < 0 || b < 0 ? undefined : a - b;
}

function compareTexts(a: string | undefined, b: string | undefined): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}

function uuidText(value: unknown): string | undefined {
  const hex = typeof value === 'string' ? value.replaceAll(/[-{}]/g, '').toLowerCase() : '';
  return /^[0-9a-f]{32}$/.test(hex) ? hex : undefined;
}

function equalTexts(
  left: unknown,
  right: unknown,
  padded: boolean,
  caseless: boolean,
): boolean | undefined {
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  const [a = '', b = ''] = [left, right].map((text) => {
    const trimmed = padded ? text.replace(/ +$/, '') : text;
    return caseless ? trimmed.toLowerCase() : trimmed;
  });
  return a === b;
}

function equalArrays(left: unknown, right: unknown, element: ColumnType): boolean | undefined {
  if (!Array.isArray(left) || !Array.isArray(right)) return undefined;
  if (left.length !== right.length) return false;
  const pairs = left.map((item: unknown, index) => {
    const other: unknown = right[index];
    return item === null || other === null ? item === other : equalValues(item, other, element);
  });
  if (pairs.includes(false)) return false;
  return pairs.includes(undefined) ? undefined : true;
}

/** Values of a type without rules here: the same spelling is equal, another one may be. */
function equalUntyped(left: unknown, right: unknown): boolean | undefined {
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  const numbers = compareNumbers(left, right);
  return numbers === undefined ? (left === right ? true : undefined) : numbers === 0;
}

/** JSON with sorted keys, in which equal documents have one spelling. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
