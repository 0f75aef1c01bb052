import type { ColumnType } from '../../src/schema/column-type.ts';
import type { Site } from '../generator.ts';
import { always, type EdgeTable, type EdgeValue } from './edge-table.ts';

/** Whole numbers at the ends of what the column takes, and around zero. */
export const INTEGER_EDGES: EdgeTable = {
  min: (site) => constant(integerBounds(site.type).min),
  max: (site) => constant(integerBounds(site.type).max),
  zero: always(0),
  one: always(1),
  negative: (site) => constant(integerBounds(site.type).min < 0n ? -1n : 0n),
};

/** Decimals as text where a double would not hold them exactly. */
export const DECIMAL_EDGES: EdgeTable = {
  min: (site) => decimalBound(site, '-'),
  max: (site) => decimalBound(site, ''),
  zero: always(0),
  one: (site) => (takesOne(site.type) ? () => 1 : decimalBound(site, '')),
  negative: (site) => (takesOne(site.type) ? () => -1 : decimalBound(site, '-')),
  smallest: (site) => {
    const scale = site.type.kind === 'decimal' ? (site.type.scale ?? 2) : 2;
    const text = scale <= 0 ? `1${'0'.repeat(-scale)}` : `0.${'0'.repeat(scale - 1)}1`;
    return () => text;
  },
};

/** Floating-point numbers; infinities and NaN break more programs than they test. */
export const FLOAT_EDGES: EdgeTable = {
  min: (site) => constantFloat(site, -MAX_DOUBLE, -MAX_SINGLE),
  max: (site) => constantFloat(site, MAX_DOUBLE, MAX_SINGLE),
  zero: always(0),
  one: always(1),
  negative: always(-1),
  smallest: (site) => constantFloat(site, 2.2250738585072014e-308, 1.1754943508222875e-38),
  inexact: (site) => constantFloat(site, 0.1 + 0.2, Math.fround(0.1)),
};

export const MONEY_EDGES: EdgeTable = {
  min: always('-92233720368547758.08'),
  max: always('92233720368547758.07'),
  zero: always(0),
  one: always(1),
  negative: always(-1),
  smallest: always('0.01'),
};

const MAX_DOUBLE = 1.7976931348623157e308;
const MAX_SINGLE = 3.4028234663852886e38;
/** Digits of the largest decimal where a column sets no bound. */
const FREE_DIGITS = 15;

function constant(value: bigint): EdgeValue {
  const safe = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
  const narrow = safe ? Number(value) : value;
  return () => narrow;
}

function constantFloat(site: Site, double: number, single: number): EdgeValue {
  const value = site.type.kind === 'float' && site.type.bits === 32 ? single : double;
  return () => value;
}

function integerBounds(type: ColumnType): { readonly min: bigint; readonly max: bigint } {
  const bits = type.kind === 'integer' ? type.bits : 32;
  const unsigned = type.kind === 'integer' && type.unsigned;
  const span = 2n ** BigInt(bits);
  const min = unsigned ? 0n : -span / 2n;
  return { min, max: min + span - 1n };
}

function decimalBound(site: Site, sign: '' | '-'): EdgeValue {
  const { type } = site;
  const precision = type.kind === 'decimal' ? (type.precision ?? FREE_DIGITS) : FREE_DIGITS;
  const scale = type.kind === 'decimal' ? (type.scale ?? 0) : 2;
  const text = sign + nines(precision, scale);
  const value = precision <= FREE_DIGITS ? Number(text) : text;
  return () => value;
}

/** The largest number of so many digits, so many of them after the point. */
function nines(precision: number, scale: number): string {
  if (scale <= 0) return '9'.repeat(precision) + '0'.repeat(-scale);
  const digits = '9'.repeat(precision).padStart(scale, '0');
  return `${digits.slice(0, -scale) || '0'}.${digits.slice(-scale)}`;
}

/** A decimal(3,3) ends below 1, a decimal(3,-2) begins above it. */
function takesOne(type: ColumnType): boolean {
  if (type.kind !== 'decimal') return true;
  const scale = type.scale ?? 0;
  return scale >= 0 && (type.precision === null || type.precision > scale);
}
