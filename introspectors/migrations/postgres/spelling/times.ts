const DATE = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})/;
const CLOCK = /(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?/;
const ZONE = /(?:\s*(?:([+-])(\d{1,2})(?::?(\d{2}))?|([zZ]|UTC|GMT)))?\s*$/;

/** A date as ISO has it; null for what is not one, as `today`. */
export function dateText(text: string): string | null {
  const [, year, month = '', day = ''] = DATE.exec(text) ?? [];
  return year === undefined ? null : `${year}-${two(month)}-${two(day)}`;
}

export function timeText(text: string): string | null {
  const [, hour, minute = '', second = '00'] =
    new RegExp(`^\\s*${CLOCK.source}\\s*$`).exec(text) ?? [];
  return hour === undefined ? null : `${two(hour)}:${minute}:${fraction(second)}`;
}

/**
 * A time stamp; where it has a time zone, it is one of UTC's, as our sessions are.
 *
 * @param zoned - of a type that has time zones
 */
export function timestampText(text: string, zoned: boolean): string | null {
  const whole = new RegExp(`${DATE.source}(?:[T ]\\s*${CLOCK.source})?${ZONE.source}`).exec(text);
  if (whole === null) return null;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '00'] = whole;
  const [sign, hours = '0', minutes = '0'] = whole.slice(7);
  const east = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const offset = zoned && sign !== undefined ? east : 0;
  const moment = new Date(
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute) - offset),
  );
  const [date = '', clock = ''] = moment.toISOString().split('T');
  return `${date} ${clock.slice(0, 5)}:${fraction(second)}${zoned ? '+00' : ''}`;
}

function two(text: string): string {
  return text.padStart(2, '0');
}

/** Zeros at the end are not printed. */
function fraction(second: string): string {
  return second.includes('.') ? second.replace(/\.?0+$/, '') : second;
}
