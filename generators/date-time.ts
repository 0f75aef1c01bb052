import {
  DAY,
  parseDuration,
  readBounds,
  skewedLength,
  type Duration,
  type DurationBounds,
} from './duration.ts';
import { typeEdge } from './edges.ts';
import {
  generator,
  type Config,
  type EdgeSource,
  type Generator,
  type Row,
  type Site,
} from './generator.ts';
import {
  isoTime,
  momentFormat,
  readMoment,
  readTimeOfDay,
  stored,
  type Instant,
  type MomentFormat,
} from './moment.ts';
import { readPath } from './path.ts';
import { evenSpread, shuffledSpace } from './spread.ts';

/** Where the instants of a column lie. */
export interface MomentOptions {
  /** How far from the present at most: `'3y'`, `'90d'`, `'12h'`. */
  readonly within?: Duration | undefined;
  /** Not before this: a column of the row (`created_at`) or of a parent (`org_id.created_at`). */
  readonly after?: string | undefined;
  /** Not after this, written alike. */
  readonly before?: string | undefined;
  /** What a numeric column counts; seconds in 32 bits and milliseconds in 64 by default. */
  readonly unit?: 's' | 'ms' | undefined;
}

/**
 * Instants of the past: between `now − within` and now, and not before or after other columns. Where
 * these leave nothing, the other columns win over the present. Years are 1970 to 2037.
 *
 * The value is what the column stores: a `Date` in a timestamp, `'2026-01-31'` in a date, numbers in a
 * numeric column, ISO 8601 in text.
 *
 * @param options - `within`, a year by default; `after`, `before`, `unit`
 * @throws RangeError for a `within` that is no length of time
 * @throws GenFactoriesError `COLUMN_UNKNOWN`, when planned, for a column the table does not have
 * @example
 * ```ts
 * recent({ within: '3y' }); // created_at
 * recent({ after: 'created_at' }); // updated_at
 * recent({ within: '3y', after: 'org_id.created_at' });
 * ```
 */
export function recent(options: MomentOptions = {}): Generator<Instant> {
  const length = parseDuration(options.within ?? '1y');
  return windowed(['recent', options], options, (now) => ({ low: now - length, high: now }));
}

/**
 * Instants of the future: between now and `now + within`, and not before or after other columns. Where
 * these leave nothing, the other columns win over the present. Years are 1970 to 2037.
 *
 * @param options - `within`, a year by default; `after`, `before`, `unit`
 * @throws RangeError for a `within` that is no length of time
 * @throws GenFactoriesError `COLUMN_UNKNOWN`, when planned, for a column the table does not have
 * @example
 * ```ts
 * future({ within: '30d' }); // expires_at
 * ```
 */
export function future(options: MomentOptions = {}): Generator<Instant> {
  const length = parseDuration(options.within ?? '1y');
  return windowed(['future', options], options, (now) => ({ low: now, high: now + length }));
}

/**
 * Instants some time after another column's; NULL where that is NULL. Most are soon after.
 *
 * @param column - of the row (`ordered_at`) or of a parent (`order_id.ordered_at`)
 * @param options - `min`, a minute by default; `max`, 30 days by default; `unit`. In a column that tells
 *   only days apart the value is at least the day after. Beside a time of day it is one of the same day.
 * @throws RangeError for a `max` below `min`
 * @throws GenFactoriesError `COLUMN_UNKNOWN`, when planned, for a column the table does not have
 * @example
 * ```ts
 * after('ordered_at', { min: '1h', max: '5d' }); // shipped_at
 * ```
 */
export function after(
  column: string,
  options: DurationBounds & Pick<MomentOptions, 'unit'> = {},
): Generator<Instant> {
  return apart(column, options, 1);
}

/**
 * Instants some time before another column's; NULL where that is NULL. Most are shortly before.
 *
 * @param column - of the row or of a parent
 * @param options - `min`, a minute by default; `max`, 30 days by default; `unit`
 * @throws RangeError for a `max` below `min`
 * @throws GenFactoriesError `COLUMN_UNKNOWN`, when planned, for a column the table does not have
 * @example
 * ```ts
 * before('due_on', { max: '14d' }); // reminded_on
 * ```
 */
export function before(
  column: string,
  options: DurationBounds & Pick<MomentOptions, 'unit'> = {},
): Generator<Instant> {
  return apart(column, options, -1);
}

/**
 * The birth dates of people between two ages.
 *
 * @param options - `minAge` and `maxAge` in years, 18 and 80 by default
 * @throws RangeError for a `maxAge` below `minAge`
 * @example
 * ```ts
 * birthDate({ minAge: 16 }); // '1987-04-12' in a date column
 * ```
 */
export function birthDate(options: { minAge?: number; maxAge?: number } = {}): Generator<Instant> {
  const { minAge = 18, maxAge = Math.max(80, minAge) } = options;
  if (!(maxAge >= minAge))
    throw new RangeError(`birthDate() cannot go from ${minAge} to ${maxAge}`);
  // A year and a leap day more than the average: nobody is younger than said.
  return windowed(['birthDate', options], {}, (now) => ({
    low: now - maxAge * YEAR,
    high: now - minAge * YEAR - 2 * DAY,
    old: true,
  }));
}

/**
 * Times of day.
 *
 * @param options - `from` and `to`, both included, as `HH:MM` or `HH:MM:SS`; the whole day by default
 * @throws RangeError for a time that is none, or a `to` before `from`
 * @example
 * ```ts
 * timeOfDay({ from: '09:00', to: '17:30' });
 * ```
 */
export function timeOfDay(options: { from?: string; to?: string } = {}): Generator<string> {
  const low = readTime(options.from ?? '00:00');
  const high = readTime(options.to ?? '23:59:59');
  if (high < low)
    throw new RangeError(`timeOfDay() cannot go from ${options.from} to ${options.to}`);
  return generator(['timeOfDay', options], (site) => {
    const spread = evenSpread(site, 'time');
    const zone = site.type.kind === 'time' && site.type.zoned ? '+00' : '';
    const at = (second: number): string => isoTime((low + second) * 1000) + zone;
    const size = high - low + 1;
    return {
      draw: (row) => at(Math.floor(spread(row.index) * size)),
      space: shuffledSpace(site, size, at),
    };
  });
}

const YEAR = 365.2425 * DAY;
/** 2038-01-01, before the end of 32-bit seconds. */
const LATEST = Date.UTC(2038, 0, 1) - 1;

interface Window {
  readonly low: number;
  readonly high: number;
  /** May begin before 1970. */
  readonly old?: boolean;
}

function windowed(
  config: Config,
  options: MomentOptions,
  windowAt: (now: number) => Window,
): Generator<Instant> {
  const bind = (site: Site): BoundWindow => bindWindow(site, options, windowAt(site.now));
  return generator<Instant>(
    config,
    (site) => {
      const bound = bind(site);
      const { format } = bound;
      const { unit } = format;
      const spread = evenSpread(site, 'moment');
      const at = (step: number): Instant => stored(format.write(step * unit));
      if (options.after === undefined && options.before === undefined) {
        const size = bound.last - bound.first + 1;
        return {
          draw: (row) => at(bound.first + Math.floor(spread(row.index) * size)),
          space: format.exact
            ? shuffledSpace(site, size, (step) => at(bound.first + step))
            : undefined,
        };
      }
      return {
        draw(row) {
          const least = bound.least(row);
          const most = bound.most(row);
          const first = Math.max(bound.first, least);
          const last = Math.min(bound.last, most);
          // Where nothing is left of the window, stay with the column that emptied it.
          if (first > last) return at(least > last ? least : most);
          return at(first + Math.floor(spread(row.index) * (last - first + 1)));
        },
      };
    },
    windowEdges(bind),
  );
}

/** Steps of the column's format. */
interface BoundWindow {
  readonly format: MomentFormat;
  readonly first: number;
  readonly last: number;
  /** What the other columns allow in a row. */
  least(row: Row): number;
  most(row: Row): number;
}

function bindWindow(site: Site, options: MomentOptions, window: Window): BoundWindow {
  const format = momentFormat(site.type, options.unit);
  const { unit } = format;
  const first = Math.ceil((window.old ? window.low : Math.max(0, window.low)) / unit);
  const last = Math.max(first, Math.floor(Math.min(LATEST, window.high) / unit));
  const read = (path: string | undefined): ((row: Row) => number | null) => {
    if (path === undefined) return () => null;
    const value = readPath(site, path);
    return (row) => readMoment(value(row));
  };
  const lower = read(options.after);
  const upper = read(options.before);
  return {
    format,
    first,
    last,
    least: (row) => Math.ceil((lower(row) ?? -Infinity) / unit),
    most: (row) => Math.floor((upper(row) ?? Infinity) / unit),
  };
}

/** Edge cases of the type, moved to where the other columns allow them. */
function windowEdges(bind: (site: Site) => BoundWindow): EdgeSource<Instant> {
  return {
    edge(name, site) {
      const edge = typeEdge(name, site);
      if (edge === undefined) return undefined;
      const bound = bind(site);
      const { format } = bound;
      return (row, ordinary) => {
        const made = edge(row, ordinary) as Instant;
        const time = readMoment(made);
        if (time === null) return made;
        const step = time / format.unit;
        const allowed = Math.max(Math.min(step, bound.most(row)), bound.least(row));
        return allowed === step ? made : stored(format.write(allowed * format.unit));
      };
    },
  };
}

function apart(
  column: string,
  options: DurationBounds & Pick<MomentOptions, 'unit'>,
  direction: 1 | -1,
): Generator<Instant> {
  const bounds = readBounds(options, '1m', '30d');
  return generator<Instant>([direction === 1 ? 'after' : 'before', column, options], (site) => {
    const format = momentFormat(site.type, options.unit);
    const { unit } = format;
    const read = readPath(site, column);
    const spread = evenSpread(site, 'distance');
    const length = skewedLength(spread, bounds);
    const stepTo = (time: number): number =>
      (direction === 1 ? Math.ceil(time / unit) : Math.floor(time / unit)) * unit;
    const onSameDay = (ofDay: number, index: number): number => {
      // The day ends there: what is left of it is all that a length can be.
      const room = direction === 1 ? DAY - unit - ofDay : ofDay;
      const within = { min: Math.min(bounds.min, room), max: Math.min(bounds.max, room) };
      const time = stepTo(ofDay + direction * skewedLength(spread, within)(index));
      return Math.max(0, Math.min(time, DAY - unit));
    };
    return {
      draw(row) {
        const value = read(row);
        const ofDay = site.type.kind === 'time' ? readTimeOfDay(value) : null;
        if (ofDay !== null) return stored(format.write(onSameDay(ofDay, row.index)));
        const from = readMoment(value);
        if (from === null) return null as never;
        return stored(format.write(stepTo(from + direction * length(row.index))));
      },
    };
  });
}

/** Seconds since midnight. */
function readTime(text: string): number {
  const found = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (found === null)
    throw new RangeError(`"${text}" is not a time of day. Write 09:30 or 09:30:00.`);
  return Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] ?? 0);
}
