import { exp, ln } from '../src/random/exact-math.ts';
import { generator, type Generator } from './generator.ts';
import { evenSpread } from './spread.ts';

/** A length of time: `'3y'`, `'6mo'`, `'2w'`, `'90d'`, `'12h'`, `'15m'`, `'30s'`, `'250ms'`. */
export type Duration = `${number}${'y' | 'mo' | 'w' | 'd' | 'h' | 'm' | 's' | 'ms'}`;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const UNITS: Readonly<Record<string, number>> = {
  y: 365 * DAY,
  mo: 30 * DAY,
  w: 7 * DAY,
  d: DAY,
  h: HOUR,
  m: MINUTE,
  s: SECOND,
  ms: 1,
};

/**
 * Reads a length of time. Years have 365 days here and months 30: it is for ranges, not for calendars.
 *
 * @returns milliseconds
 * @throws RangeError for anything else than a number and a unit
 * @example
 * ```ts
 * parseDuration('90d'); // 7_776_000_000
 * ```
 */
export function parseDuration(text: Duration): number {
  const found = /^(\d+(?:\.\d+)?)(y|mo|w|d|h|m|s|ms)$/.exec(text);
  if (found === null) {
    throw new RangeError(
      `"${text}" is not a length of time. Write a number and a unit: 3y, 6mo, 2w, 90d, 12h, 15m, 30s, 250ms.`,
    );
  }
  return Math.round(Number(found[1]) * UNITS[found[2]!]!);
}

declare const STORED: unique symbol;

/** A length of time in whichever form its column stores: text or a number. See `Instant`. */
export interface TimeSpan {
  readonly [STORED]: 'span';
}

/** The shortest and the longest of some lengths of time. */
export interface DurationBounds {
  readonly min?: Duration | undefined;
  readonly max?: Duration | undefined;
}

/**
 * Lengths of time, most of them near the shorter bound: how long a visit lasts, what a request took. Numeric
 * columns hold how many of a unit, all others what ISO 8601 writes and Postgres reads.
 *
 * @param options - `min`, a minute by default; `max`, 30 days by default; `unit`, what a number counts,
 *   seconds by default
 * @throws RangeError for a `max` below `min`, or what is no length of time
 * @example
 * ```ts
 * duration({ min: '1h', max: '90d' }); // 'P3DT4H25M' in an interval column
 * duration({ min: '5ms', max: '20s', unit: 'ms' }); // 137 in response_time_ms
 * ```
 */
export function duration(
  options: DurationBounds & { readonly unit?: 'ms' | 's' | 'm' | 'h' | 'd' } = {},
): Generator<TimeSpan> {
  const bounds = readBounds(options, '1m', '30d');
  const unit = UNITS[options.unit ?? 's']!;
  return generator<TimeSpan>(['duration', options], (site) => {
    const length = skewedLength(evenSpread(site, 'duration'), bounds);
    const numeric = NUMERIC.has(site.type.kind);
    return {
      draw: (row) => {
        const made = length(row.index);
        return (numeric ? Math.round(made / unit) : formatInterval(made)) as unknown as TimeSpan;
      },
    };
  });
}

const NUMERIC: ReadonlySet<string> = new Set(['integer', 'decimal', 'float']);

/** Milliseconds, both included. */
export interface LengthBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Reads two bounds.
 *
 * @param options - as written
 * @param min - where `options` has none
 * @param max - where `options` has none; raised to the least where that is above it
 * @throws RangeError for a `max` below `min`
 */
export function readBounds(options: DurationBounds, min: Duration, max: Duration): LengthBounds {
  const most = options.max === undefined ? null : parseDuration(options.max);
  const least =
    options.min === undefined
      ? Math.min(parseDuration(min), most ?? Infinity)
      : parseDuration(options.min);
  if (most !== null && most < least) {
    throw new RangeError(`A length of time cannot go from ${options.min} to ${options.max}`);
  }
  return { min: least, max: most ?? Math.max(least, parseDuration(max)) };
}

/**
 * Lengths between two bounds, such that twice as long is as many times rarer everywhere: a logarithm
 * spread evenly.
 *
 * @param spread - a number in [0, 1) for a row
 */
export function skewedLength(
  spread: (index: number) => number,
  bounds: LengthBounds,
): (index: number) => number {
  const low = ln(Math.max(1, bounds.min));
  const high = ln(Math.max(1, bounds.max));
  return (index) => {
    const length = Math.floor(exp(low + (high - low) * spread(index)));
    return Math.min(bounds.max, Math.max(bounds.min, length));
  };
}

/** Days, hours, minutes and seconds; what is zero is left out. */
function formatInterval(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / SECOND);
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = seconds % 60;
  const time = part(hours, 'H') + part(minutes, 'M') + part(rest, 'S');
  if (time === '') return days === 0 ? 'PT0S' : `P${days}D`;
  return `P${part(days, 'D')}T${time}`;
}

function part(count: number, unit: string): string {
  return count === 0 ? '' : `${count}${unit}`;
}
