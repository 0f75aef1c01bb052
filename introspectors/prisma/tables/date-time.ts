/** A point in time as a schema file writes it: what its clock said, and what it was in UTC. */
export interface WrittenTime {
  readonly local: Clock;
  readonly utc: Clock;
}

interface Clock {
  /** `2020-01-31` */
  readonly date: string;
  /** `12:00:00`, without fractions. */
  readonly time: string;
  /** Digits behind the point, up to six; none where it is zero. */
  readonly fraction: string;
}

const WRITTEN = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;

/** Reads a time of RFC 3339, which checks have let through. */
export function readTime(text: string): WrittenTime {
  const [, date = '', time = '', digits = '', zone = 'Z'] = WRITTEN.exec(text) ?? [];
  const fraction = digits.slice(0, 6).replace(/0+$/, '');
  const [utcDate = '', utcTime = ''] = new Date(`${date}T${time}${zone.toUpperCase()}`)
    .toISOString()
    .slice(0, 19)
    .split('T');
  return { local: { date, time, fraction }, utc: { date: utcDate, time: utcTime, fraction } };
}
