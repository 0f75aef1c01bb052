import type { ColumnType } from '../src/schema/column-type.ts';
import { DAY } from './duration.ts';
import { cutText, roomOf } from './fit-text.ts';

/**
 * An instant as a column stores it: a `Date` in a timestamp, `'2026-01-31'` in a date, `'09:30:00'` in a
 * time, seconds (32 bits) or milliseconds (64 bits) since 1970 in a whole number, ISO 8601 in text and
 * JSON.
 */
export type Moment = Date | string | number | bigint;

declare const STORED: unique symbol;

/**
 * A {@link Moment} in whichever form its column stores: what generators of instants make, in types.
 * Columns of instants, days, text and numbers take it. A type of its own, as a generator's type cannot
 * follow from its column: not every compiler infers it from there, through `edge`, `maybe` and `given`.
 */
export interface Instant {
  readonly [STORED]: 'instant';
}

/** How a column stores instants. */
export interface MomentFormat {
  /** The milliseconds between two instants that it tells apart; times are multiples of it. */
  readonly unit: number;
  /** Two instants that differ by a unit are stored as different values. */
  readonly exact: boolean;
  /** The stored form of milliseconds since 1970, a multiple of the unit. */
  write(time: number): Moment;
}

/** A moment as its column stores it, under the type that generators make. */
export function stored(moment: Moment): Instant {
  return moment as unknown as Instant;
}

/**
 * The format of a column.
 *
 * @param type - the column's type
 * @param counted - what a numeric column counts; by default seconds in 32 bits, milliseconds in 64, and
 *   seconds in other numbers
 */
export function momentFormat(type: ColumnType, counted?: 's' | 'ms'): MomentFormat {
  switch (type.kind) {
    case 'timestamp':
      return { unit: precisionUnit(type.precision), exact: true, write: (time) => new Date(time) };
    case 'date':
      return { unit: DAY, exact: true, write: isoDate };
    case 'time': {
      const zone = type.zoned ? '+00' : '';
      const unit = precisionUnit(type.precision);
      return { unit, exact: false, write: (time) => isoTime(time) + zone };
    }
    case 'integer':
    case 'decimal':
    case 'float': {
      const milliseconds =
        (counted ?? (type.kind === 'integer' && type.bits === 64 ? 'ms' : 's')) === 'ms';
      const size = milliseconds ? 1 : 1000;
      return { unit: size, exact: true, write: (time) => time / size };
    }
    default:
      return textFormat(roomOf(type));
  }
}

function textFormat(room: number): MomentFormat {
  if (room >= 24) return { unit: 1, exact: true, write: (time) => new Date(time).toISOString() };
  if (room >= 20) {
    return { unit: 1000, exact: true, write: (time) => `${isoDate(time)}T${isoTime(time)}Z` };
  }
  return { unit: DAY, exact: room >= 10, write: (time) => cutText(isoDate(time), room) };
}

/** Precisions above 3 are stored with zeros: a `Date` ends at the millisecond. */
function precisionUnit(precision: number): number {
  return [1000, 100, 10, 1][Math.min(precision, 3)]!;
}

/**
 * A day as ISO 8601 writes it, after the year 9999 as PostgreSQL reads it.
 *
 * @param time - milliseconds since 1970
 */
export function isoDate(time: number): string {
  const date = new Date(time);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  return `${year}-${TWO_DIGITS[date.getUTCMonth() + 1]!}-${TWO_DIGITS[date.getUTCDate()]!}`;
}

/**
 * The time of a day as ISO 8601 writes it, without milliseconds where they are zero.
 *
 * @param time - milliseconds since 1970, or since midnight
 */
export function isoTime(time: number): string {
  const ofDay = time - Math.floor(time / DAY) * DAY;
  const seconds = Math.floor(ofDay / 1000);
  const hours = TWO_DIGITS[Math.floor(seconds / 3600)]!;
  const minutes = TWO_DIGITS[Math.floor(seconds / 60) % 60]!;
  const rest = ofDay % 1000;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${hours}:${minutes}:${TWO_DIGITS[seconds % 60]!}${fraction}`;
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/**
 * The instant that a stored value means. Text without a zone is UTC, whatever the machine's zone is.
 *
 * @param value - another column's value
 * @returns milliseconds since 1970; null for NULL and for what is no instant
 */
export function readMoment(value: unknown): number | null {
  if (value instanceof Date) return finite(value.getTime());
  if (typeof value === 'bigint') return readEpoch(Number(value));
  if (typeof value === 'number') return readEpoch(value);
  return typeof value === 'string' ? readIso(value) : null;
}

/**
 * The time of day that a stored value means.
 *
 * @param value - another column's value: `'09:30:00'`, with a zone or without
 * @returns milliseconds since midnight, in UTC; null for NULL and for what is no time of day
 */
export function readTimeOfDay(value: unknown): number | null {
  if (typeof value !== 'string' || !value.includes(':')) return null;
  const time = readIso(`1970-01-01T${value}`);
  return time === null || time < 0 || time >= DAY ? null : time;
}

/** Seconds since 1970 reach a hundred billion in the year 5138, milliseconds did in 1973. */
function readEpoch(value: number): number | null {
  return finite(Math.abs(value) < 1e11 ? value * 1000 : value);
}

const ISO =
  /^(\d{4,6}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/;

function readIso(text: string): number | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, day = '', time = '00:00', zone = 'Z'] = found;
  const offset =
    zone.length === 3
      ? `${zone}:00`
      : zone.length === 5
        ? `${zone.slice(0, 3)}:${zone.slice(3)}`
        : zone;
  const year = day.indexOf('-') > 4 ? `+${day.padStart(12, '0')}` : day;
  return finite(Date.parse(`${year}T${time}${offset}`));
}

function finite(time: number): number | null {
  return Number.isFinite(time) ? time : null;
}
