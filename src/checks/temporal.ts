const MICROSECONDS_A_DAY = 86_400_000_000n;

/** Instants beyond every calendar, as Postgres orders `infinity`. */
const FOREVER = 10n ** 30n;

const INSTANT =
  /^(\d{4,6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?(?::\d\d)?)?$/i;
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?$/;

/**
 * A date or timestamp as microseconds since 1970 in UTC. A text without a zone is taken as UTC.
 *
 * @param value - a `Date`, or text in ISO order as the database prints it
 * @returns undefined for what is not read: other formats, years before Christ
 */
export function parseInstant(value: unknown): bigint | undefined {
  if (value instanceof Date) {
    const time = value.getTime();
    return Number.isNaN(time) ? undefined : BigInt(time) * 1000n;
  }
  if (typeof value !== 'string') return undefined;
  if (value === 'infinity') return FOREVER;
  if (value === '-infinity') return -FOREVER;
  const parts = INSTANT.exec(value.trim());
  if (parts === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const days = BigInt(date.getTime() / 86_400_000);
  const clock = clockOf(hour, minute, second, fraction);
  return days * MICROSECONDS_A_DAY + clock - offsetOf(zone);
}

/** A time of day as microseconds since midnight; undefined with a zone, and for what is no time. */
export function parseTimeOfDay(value: unknown): bigint | undefined {
  const parts = typeof value === 'string' ? TIME.exec(value.trim()) : null;
  if (parts === null) return undefined;
  const [, hour = '0', minute = '0', second = '0', fraction = ''] = parts;
  return clockOf(hour, minute, second, fraction);
}

/**
 * An interval as microseconds, by the rule that Postgres compares intervals by: a month is 30 days,
 * a day 24 hours.
 *
 * @param value - as Postgres prints it (`1 year 2 mons 3 days 04:05:06.7`), or ISO 8601 (`P1DT2H`)
 */
export function parseInterval(value: unknown): bigint | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text.startsWith('P') ? parseIsoInterval(text) : parsePostgresInterval(text);
}

/** A day as `2020-02-29`, from microseconds since 1970. */
export function formatDate(instant: bigint): string {
  const day = floorTo(instant, MICROSECONDS_A_DAY) / 1000n;
  return new Date(Number(day)).toISOString().slice(0, 10);
}

/** The date that lies some days from another. */
export function addDays(date: string, days: number): string | undefined {
  const instant = parseInstant(date);
  if (instant === undefined || instant >= FOREVER || instant <= -FOREVER) return undefined;
  return formatDate(instant + BigInt(days) * MICROSECONDS_A_DAY);
}

export type TimeUnit = 'microseconds' | 'milliseconds' | 'second' | 'minute' | 'hour' | DateUnit;
type DateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const UNIT_LENGTHS: Readonly<Record<Exclude<TimeUnit, 'month' | 'quarter' | 'year'>, bigint>> = {
  microseconds: 1n,
  milliseconds: 1000n,
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: MICROSECONDS_A_DAY,
  week: 7n * MICROSECONDS_A_DAY,
};

/** The units that {@link truncateInstant} takes, by the names `date_trunc` has for them. */
export function isTimeUnit(name: string): name is TimeUnit {
  return name in UNIT_LENGTHS || name === 'month' || name === 'quarter' || name === 'year';
}

/** The beginning of the unit of time that holds an instant, in UTC. Weeks begin on Mondays. */
export function truncateInstant(instant: bigint, unit: TimeUnit): bigint {
  switch (unit) {
    case 'month':
    case 'quarter':
    case 'year': {
      const date = new Date(Number(floorTo(instant, MICROSECONDS_A_DAY) / 1000n));
      const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;
      const month = Math.floor(date.getUTCMonth() / months) * months;
      const first = new Date(0);
      first.setUTCFullYear(date.getUTCFullYear(), month, 1);
      return BigInt(first.getTime()) * 1000n;
    }
    case 'week': {
      // 1970 began on a Thursday: its week's Monday is three days earlier.
      const shift = 3n * MICROSECONDS_A_DAY;
      return floorTo(instant + shift, UNIT_LENGTHS.week) - shift;
    }
    default:
      return floorTo(instant, UNIT_LENGTHS[unit]);
  }
}

/** The year of an instant, in UTC. */
export function yearOf(instant: bigint): number {
  return new Date(Number(floorTo(instant, MICROSECONDS_A_DAY) / 1000n)).getUTCFullYear();
}

function clockOf(hour: string, minute: string, second: string, fraction: string): bigint {
  const seconds = BigInt(hour) * 3600n + BigInt(minute) * 60n + BigInt(second);
  return seconds * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}

function offsetOf(zone: string | undefined): bigint {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0n;
  const digits = zone.slice(1).replaceAll(':', '').padEnd(6, '0');
  const offset = clockOf(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), '');
  return zone.startsWith('-') ? -offset : offset;
}

function floorTo(value: bigint, unit: bigint): bigint {
  const rest = value % unit;
  return rest < 0n ? value - rest - unit : value - rest;
}

const INTERVAL_UNITS: Readonly<Record<string, bigint>> = {
  year: 360n * MICROSECONDS_A_DAY,
  mon: 30n * MICROSECONDS_A_DAY,
  month: 30n * MICROSECONDS_A_DAY,
  week: 7n * MICROSECONDS_A_DAY,
  day: MICROSECONDS_A_DAY,
  hour: UNIT_LENGTHS.hour,
  minute: UNIT_LENGTHS.minute,
  second: UNIT_LENGTHS.second,
};

function parsePostgresInterval(text: string): bigint | undefined {
  let total = 0n;
  let rest = text;
  while (rest !== '') {
    const part = /^([+-]?\d+) ([a-z]+?)s?(?: +|$)/.exec(rest);
    const unit = INTERVAL_UNITS[part?.[2] ?? ''];
    if (part === null || unit === undefined) break;
    total += BigInt(part[1] ?? '0') * unit;
    rest = rest.slice(part[0].length);
  }
  if (rest === '') return text === '' ? undefined : total;
  const clock = /^([+-]?)(\d+):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?$/.exec(rest);
  if (clock === null) return undefined;
  const [, sign, hour = '0', minute = '0', second = '0', fraction = ''] = clock;
  const time = clockOf(hour, minute, second, fraction);
  return sign === '-' ? total - time : total + time;
}

function parseIsoInterval(text: string): bigint | undefined {
  const parts =
    /^P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+)S)?)?$/.exec(
      text,
    );
  if (parts === null) return undefined;
  const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];
  return units.reduce(
    (total, unit, index) => total + BigInt(parts[index + 1] ?? '0') * (INTERVAL_UNITS[unit] ?? 0n),
    0n,
  );
}
