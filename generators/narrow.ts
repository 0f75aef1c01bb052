import { cutText } from './fit-text.ts';
import { generator, wrapper, type Generator, type Row, type Source } from './generator.ts';
import { bindPart } from './inner-site.ts';
import { momentFormat, readMoment, stored, type Instant } from './moment.ts';
import { readPath } from './path.ts';
import { quota } from '../src/random/quota.ts';
import { withSuffix } from './scramble.ts';

/**
 * Text of at most so many characters, edge cases and the numbers of unique columns included: for a CHECK that
 * is narrower than the type.
 *
 * @param length - the most characters
 * @param source - the values
 * @example
 * ```ts
 * upTo(255, edge(title(), { longest: '1%' })); // CHECK (length(title) <= 255)
 * ```
 */
export function upTo<T>(length: number, source: Source<T>): Generator<T> {
  return wrapper<T>(['upTo', length, source], [source], (site) => {
    const type = site.type.kind === 'text' ? { ...site.type, length } : site.type;
    const inner = bindPart<T>(site, source, { type, label: 'value' });
    return {
      ...inner,
      within: undefined,
      room: Math.min(length, inner.room ?? Infinity),
      draw(row: Row) {
        const value = inner.draw(row);
        return (typeof value === 'string' ? cutText(value, length) : value) as T;
      },
    };
  });
}

/**
 * Text in one case, edge cases included.
 *
 * @param letters - which case
 * @param source - the values
 * @example
 * ```ts
 * inCase('lower', slug()); // CHECK (handle = lower(handle))
 * ```
 */
export function inCase<T>(letters: 'lower' | 'upper', source: Source<T>): Generator<T> {
  return wrapper<T>(['inCase', letters, source], [source], (site) => {
    const inner = site.bind<T>(source, 'value');
    const change = (value: T): T => {
      if (typeof value !== 'string') return value;
      return (letters === 'lower' ? value.toLowerCase() : value.toUpperCase()) as T;
    };
    const { space } = inner;
    return {
      ...inner,
      within: undefined,
      space: space && { size: space.size, at: (number) => change(space.at(number)) },
      draw: (row: Row) => change(inner.draw(row)),
    };
  });
}

/**
 * Instants between two fixed ones, evenly spread.
 *
 * @param options - `from` and `to`, as ISO 8601; a year before `to`, or the pinned present, if left out
 * @throws RangeError for a text that is no instant, or for a `to` before `from`
 * @example
 * ```ts
 * between({ from: '2020-01-01', to: '2020-12-31' });
 * ```
 */
export function between(options: {
  readonly from?: string;
  readonly to?: string;
}): Generator<Instant> {
  const from = options.from === undefined ? null : instant(options.from);
  const to = options.to === undefined ? null : instant(options.to);
  return generator<Instant>(['between', options], (site) => {
    const high = to ?? Math.max(site.now, (from ?? 0) + DAY);
    const low = from ?? high - 365 * DAY;
    if (low > high)
      throw new RangeError(`between() ends before it begins: ${options.from} to ${options.to}`);
    const key = site.key('between');
    const { unit, write } = momentFormat(site.type);
    const [first, last] = [Math.ceil(low / unit), Math.floor(high / unit)];
    const at = (number: number): Instant => stored(write((first + number) * unit));
    const size = Math.max(1, last - first + 1);
    return { draw: (row: Row) => at(Math.floor(quota(key, row.index) * size)) };
  });
}

const DAY = 86_400_000;

/** Milliseconds since 1970 of a text such as `2020-01-01` or `2020-01-01 09:30:00+02`; UTC by default. */
function instant(text: string): number {
  const [day, time] = [text.slice(0, 10), text.slice(10).trim().replace(/^T/, '')];
  const zone = /(?:Z|[+-]\d\d(?::?\d\d)?)$/.exec(time)?.[0] ?? '';
  const clock = time.slice(0, time.length - zone.length) || '00:00:00';
  const value = Date.parse(
    `${day}T${clock}${/^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone || 'Z'}`,
  );
  if (Number.isNaN(value)) throw new RangeError(`'${text}' is not an instant in ISO 8601`);
  return value;
}

/**
 * Instants at the beginning of a unit of time, in UTC.
 *
 * @param unit - which unit
 * @param source - the instants to round down
 * @example
 * ```ts
 * truncated('day', recent()); // CHECK (date_trunc('day', at) = at)
 * ```
 */
export function truncated<T>(unit: string, source: Source<T>): Generator<T> {
  return wrapper<T>(['truncated', unit, source], [source], (site) => {
    const inner = site.bind<T>(source, 'value');
    const format = momentFormat(site.type);
    return {
      ...inner,
      within: undefined,
      space: undefined,
      draw(row: Row) {
        const value = inner.draw(row);
        const at = value === null ? null : readMoment(value);
        return at === null ? value : (format.write(floorTo(at, unit)) as T);
      },
    };
  });
}

function floorTo(at: number, unit: string): number {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'second':
      return Math.floor(at / 1000) * 1000;
    case 'minute':
      return Math.floor(at / 60_000) * 60_000;
    case 'hour':
      return Math.floor(at / 3_600_000) * 3_600_000;
    case 'week': {
      const midnight = Math.floor(at / DAY) * DAY;
      return midnight - ((date.getUTCDay() + 6) % 7) * DAY;
    }
    case 'month':
      return Date.UTC(year, month, 1);
    case 'quarter':
      return Date.UTC(year, month - (month % 3), 1);
    case 'year':
      return Date.UTC(year, 0, 1);
    default:
      return Math.floor(at / DAY) * DAY;
  }
}

/**
 * Values that differ from another column's in the same row.
 *
 * @param column - the other column
 * @param source - the values
 * @example
 * ```ts
 * otherThan('home_team', oneOf(TEAMS)); // CHECK (away_team <> home_team)
 * ```
 */
export function otherThan<T>(column: string, source: Source<T>): Generator<T> {
  return wrapper<T>(['otherThan', column, source], [source], (site) => {
    const inner = site.bind<T>(source, 'value');
    const { space } = inner;
    const read = readPath(site, column);
    return {
      ...inner,
      // Which value it becomes depends on the other column.
      within: () => null,
      draw(row: Row) {
        const value = inner.draw(row);
        const other = read(row);
        if (value === null || other === null || !equal(value, other)) return value;
        if (space === undefined || space.size < 2) return changed(value);
        const first = space.at(0);
        return equal(first, value) ? space.at(1) : first;
      },
    };
  });
}

function equal(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}

function changed<T>(value: T): T {
  if (typeof value === 'number') return (value + 1) as T;
  if (typeof value === 'bigint') return (value + 1n) as T;
  if (typeof value === 'boolean') return !value as T;
  if (value instanceof Date) return new Date(value.getTime() + 1000) as T;
  return withSuffix(String(value), 2, Infinity) as T;
}
