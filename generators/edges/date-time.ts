import { DAY } from '../duration.ts';
import type { Site } from '../generator.ts';
import { isoTime, momentFormat, type MomentFormat } from '../moment.ts';
import { always, type EdgeTable, type EdgeValue } from './edge-table.ts';

/** Days that calendars get wrong, the latest of each that is past. */
export const DATE_EDGES: EdgeTable = {
  leapDay: latest((year) => leapDay(year)),
  endOfMonth: latest((year) => Date.UTC(year, 2, 0)),
  newYear: latest((year) => Date.UTC(year, 0, 1)),
  endOfYear: latest((year) => Date.UTC(year, 11, 31)),
  epoch: at(0),
  farPast: at(Date.UTC(1900, 0, 1)),
  farFuture: at(Date.UTC(2099, 11, 31)),
};

/** Instants that clocks get wrong. */
export const TIMESTAMP_EDGES: EdgeTable = {
  leapDay: latest((year) => leapDay(year) + DAY / 2),
  endOfMonth: latest((year) => Date.UTC(year, 2, 0, 23, 59, 59)),
  newYear: latest((year) => Date.UTC(year, 0, 1)),
  endOfYear: latest((year) => Date.UTC(year, 11, 31, 23, 59, 59)),
  // New York loses the hour from 02:00 in March and has the one from 01:00 twice in November.
  dst: latest((year) => nthSunday(year, 2, 2) + 7 * HOUR),
  dstEnd: latest((year) => nthSunday(year, 10, 1) + 6 * HOUR),
  // The European Union changes at 01:00 UTC on the last Sundays of March and October.
  dstEurope: latest((year) => lastSunday(year, 2) + HOUR),
  dstEuropeEnd: latest((year) => lastSunday(year, 9) + HOUR),
  midnight: (site) => {
    const format = momentFormat(site.type);
    const midnight = Math.floor(site.now / DAY) * DAY;
    return () => write(format, midnight);
  },
  precision: latest((year) => Date.UTC(year, 5, 30, 23, 59, 59, 999)),
  epoch: at(0),
  farPast: at(Date.UTC(1900, 0, 1)),
  farFuture: at(Date.UTC(2099, 11, 31, 23, 59, 59)),
};

export const TIME_EDGES: EdgeTable = {
  midnight: time(0),
  noon: time(DAY / 2),
  endOfDay: time(DAY - 1),
  precision: time(DAY / 2 - 1),
};

export const INTERVAL_EDGES: EdgeTable = {
  zero: always('PT0S'),
  negative: always('P-1D'),
  month: always('P1M'),
  longest: always('P99Y11M29DT23H59M59S'),
  second: always('PT1S'),
};

const HOUR = DAY / 24;

function at(time: number): (site: Site) => EdgeValue {
  return (site) => {
    const format = momentFormat(site.type);
    const narrow = site.type.kind === 'timestamp' && site.type.narrow === true;
    const nearest = narrow ? Math.min(Math.max(time, FIRST_SECOND), LAST_SECOND) : time;
    return () => write(format, nearest);
  };
}

/** What 32 bits of seconds hold; the very first of them stands for "no time" with MySQL. */
const FIRST_SECOND = 1000;
const LAST_SECOND = (2 ** 31 - 1) * 1000;

/** The last occurrence before the pinned present of what happens once a year, or in some years. */
function latest(timeIn: (year: number) => number): (site: Site) => EdgeValue {
  return (site) => {
    let year = new Date(site.now).getUTCFullYear();
    // Leap days are at most eight years apart.
    while (!(timeIn(year) <= site.now)) year--;
    const time = timeIn(year);
    const format = momentFormat(site.type);
    return () => write(format, time);
  };
}

function write(format: MomentFormat, time: number): unknown {
  return format.write(Math.floor(time / format.unit) * format.unit);
}

function time(ofDay: number): (site: Site) => EdgeValue {
  return (site) => {
    const { unit } = momentFormat(site.type);
    const zone = site.type.kind === 'time' && site.type.zoned ? '+00' : '';
    const text = isoTime(Math.floor(ofDay / unit) * unit) + zone;
    return () => text;
  };
}

/** Infinity in a year without a leap day, which is never past. */
function leapDay(year: number): number {
  const day = Date.UTC(year, 1, 29);
  return new Date(day).getUTCMonth() === 1 ? day : Infinity;
}

function nthSunday(year: number, month: number, n: number): number {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((7 - first) % 7) + (n - 1) * 7);
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return last.getTime() - last.getUTCDay() * DAY;
}
