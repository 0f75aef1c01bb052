import type { ColumnType } from '../schema/column-type.ts';
import { formatDate, parseInstant, parseInterval } from './temporal.ts';

/** One side of a sum or a difference. */
export interface Term {
  readonly value: unknown;
  readonly type: ColumnType | null;
}

/**
 * A time some length before or after another, and the length between two, as databases reckon in UTC.
 *
 * @returns undefined for any other arithmetic
 */
export function timeArithmetic(
  operator: string,
  left: Term,
  right: Term,
): string | number | undefined {
  const start = isTime(left) ? parseInstant(left.value) : undefined;
  if (start === undefined || (operator !== '+' && operator !== '-')) return undefined;
  const sign = operator === '+' ? 1 : -1;
  if (right.type?.kind === 'interval') return shifted(start, String(right.value), sign);
  if (left.type?.kind === 'date' && right.type?.kind === 'integer') {
    return formatDate(start + BigInt(sign * Number(right.value)) * DAY);
  }
  const end = isTime(right) && sign === -1 ? parseInstant(right.value) : undefined;
  if (end === undefined || left.type?.kind !== right.type?.kind) return undefined;
  return left.type?.kind === 'date' ? Number((start - end) / DAY) : lengthText(start - end);
}

const DAY = 86_400_000_000n;
const MONTHS = /([+-]?\d+) (year|mon(?:th)?)s?\b ?/g;

function isTime({ type }: Term): boolean {
  return type?.kind === 'timestamp' || type?.kind === 'date';
}

/** Months are counted by the calendar, and end where a shorter one does. */
function shifted(start: bigint, interval: string, sign: number): string | undefined {
  let months = 0;
  for (const [, amount, unit] of interval.matchAll(MONTHS)) {
    months += Number(amount) * (unit === 'year' ? 12 : 1);
  }
  const others = interval.replaceAll(MONTHS, '').trim();
  const rest = others === '' ? 0n : parseInterval(others);
  if (rest === undefined) return undefined;
  const moved = addMonths(start, sign * months) + BigInt(sign) * rest;
  const fraction = String(((moved % 1000n) + 1000n) % 1000n).padStart(3, '0');
  const text = new Date(Number((moved - BigInt(fraction)) / 1000n)).toISOString();
  return text.replace('Z', `${fraction}Z`);
}

function addMonths(start: bigint, months: number): bigint {
  const date = new Date(Number(start / 1000n));
  const target = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(date.getUTCFullYear(), target + 1, 0)).getUTCDate();
  const before = date.getTime();
  date.setUTCMonth(target, Math.min(date.getUTCDate(), last));
  return start + BigInt(date.getTime() - before) * 1000n;
}

/** As Postgres writes it. */
function lengthText(length: bigint): string {
  const size = length < 0n ? -length : length;
  const two = (number: bigint): string => String(number).padStart(2, '0');
  const seconds = size / 1_000_000n;
  const clock = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  const fraction = String(size % 1_000_000n).padStart(6, '0');
  return `${length < 0n ? '-' : ''}${clock}.${fraction}`;
}
