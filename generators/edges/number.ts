import { integerBounds, type ColumnType } from '../../src/schema/column-type.ts';
import type { Site } from '../generator.ts';
import { always, type EdgeTable, type EdgeValue } from './edge-table.ts';

/** Whole numbers at the ends of what the column takes, and around zero. */
export const INTEGER_EDGES: EdgeTable = {
  min: (site) => constant(boundsOf(site.type).min),
  max: (site) => constant(boundsOf(site.type).max),
  zero: (site) => within(site.type, 0n),
  one: (site) => within(site.type, 1n),
  negative: (site) => within(site.type, -1n),
};

/** Decimals as text where a double would not hold them exactly. */
export const DECIMAL_EDGES: EdgeTable = {
  min: (site) => (isUnsigned(site.type) ? () => 0 : decimalBound(site, '-')),
  max: (site) => decimalBound(site, ''),
  zero: always(0),
  one: (site) => (takesOne(site.type) ? () => 1 : decimalBound(site, '')),
  negative: (site) =>
    isUnsigned(site.type) ? () => 0 : takesOne(site.type) ? () => -1 : decimalBound(site, '-'),
  smallest: (site) => {
    const scale = site.type.kind === 'decimal' ? (site.type.scale ?? 2) : 2;
    const text = scale <= 0 ? `1${'0'.repeat(-scale)}` : `0.${'0'.repeat(scale - 1)}1`;
    return () => text;
  },
};

/** Floating-point numbers; infinities and NaN break more programs than they test. */
export const FLOAT_EDGES: EdgeTable = {
  min: (site) => (isUnsigned(site.type) ? () => 0 : constantFloat(site, -MAX_DOUBLE, -MAX_SINGLE)),
  max: (site) => constantFloat(site, MAX_DOUBLE, MAX_SINGLE),
  zero: always(0),
  one: always(1),
  negative: (site) => (isUnsigned(site.type) ? () => 0 : () => -1),
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

function isUnsigned(type: ColumnType): boolean {
  return (type.kind === 'decimal' || type.kind === 'float') && type.unsigned === true;
}

function constantFloat(site: Site, double: number, single: number): EdgeValue {
  const { type } = site;
  if (type.kind === 'float' && type.digits !== undefined && Math.abs(double) >= 1) {
    // All the digits there are, which is less than the bits would hold.
    const { precision, scale } = type.digits;
    const limit = Number(nines(precision, scale));
    return () => Math.sign(double) * limit;
  }
  const value = site.type.kind === 'float' && site.type.bits === 32 ? single : double;
  return () => value;
}

/** The number, or what is nearest to it of those the column takes. */
function within(type: ColumnType, value: bigint): EdgeValue {
  const { min, max } = boundsOf(type);
  return constant(value < min ? min : value > max ? max : value);
}

function boundsOf(type: ColumnType): { readonly min: bigint; readonly max: bigint } {
  return integerBounds(
    type.kind === 'integer' ? type : { kind: 'integer', bits: 32, unsigned: false },
  );
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
