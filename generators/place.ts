import { definitions } from './faker.ts';
import { roomOf } from './fit-text.ts';
import { generator, type Generator } from './generator.ts';
import { decimal } from './number.ts';
import { inAlphabet, DIGITS } from './ordinal-text.ts';
import { shuffledSpace } from './spread.ts';
import { listGenerator, textGenerator } from './text-generator.ts';
import { CITIES, COUNTRIES, STATES, STATE_CODES, STREETS } from './word-lists.ts';

/**
 * House number and street; one in six has an apartment too.
 *
 * @example
 * ```ts
 * streetAddress(); // '4021 Langworth Avenue Apt. 12'
 * ```
 */
export function streetAddress(): Generator<string> {
  return textGenerator(['streetAddress'], (stream) => {
    const address = `${stream.between(1, 9999)} ${stream.pick(STREETS)}`;
    return stream.below(6) === 0 ? `${address} Apt. ${stream.between(1, 400)}` : address;
  });
}

/**
 * A city of the United States.
 *
 * @example
 * ```ts
 * city(); // 'Akron'
 * ```
 */
export function city(): Generator<string> {
  return listGenerator(['city'], CITIES);
}

/**
 * A state of the United States: its name, or its two letters where the column is short.
 *
 * @example
 * ```ts
 * state(); // 'Ohio'; 'OH' in a char(2)
 * ```
 */
export function state(): Generator<string> {
  return textGenerator(['state'], (stream, room) => stream.pick(room < 14 ? STATE_CODES : STATES));
}

/**
 * Five digits, as in the United States.
 *
 * @example
 * ```ts
 * postalCode(); // '04217'
 * ```
 */
export function postalCode(): Generator<string> {
  return generator(['postalCode'], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    const numbered = (number: number): string => inAlphabet(number, DIGITS, 5).slice(0, room);
    return {
      draw(row) {
        stream.seek(row.index);
        return numbered(stream.between(501, 99950));
      },
      space: room >= 5 ? shuffledSpace(site, 100000, numbered) : undefined,
    };
  });
}

/**
 * A country's English name. Half of the rows are in one country, as most businesses are.
 *
 * @example
 * ```ts
 * countryName(); // 'United States of America'
 * ```
 */
export function countryName(): Generator<string> {
  return textGenerator(['countryName'], (stream) =>
    stream.below(2) === 0 ? 'United States of America' : stream.pick(COUNTRIES),
  );
}

/**
 * A country's code by ISO 3166: two letters, three where a column takes exactly three. Half of the rows
 * are in one country, as most businesses are.
 *
 * @example
 * ```ts
 * countryCode(); // 'US'
 * ```
 */
export function countryCode(): Generator<string> {
  return generator(['countryCode'], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    const codes = room === 3 ? COUNTRY_CODES.map((each) => each.alpha3) : ALPHA2;
    const home = room === 3 ? 'USA' : 'US';
    return {
      draw(row) {
        stream.seek(row.index);
        return (stream.below(2) === 0 ? home : stream.pick(codes)).slice(0, room);
      },
      space: room < 2 ? undefined : shuffledSpace(site, codes.length, (number) => codes[number]!),
    };
  });
}

/**
 * A time zone by its IANA name: with and without daylight saving on both hemispheres, half and quarter
 * hours, and the first and the last places to see a day.
 *
 * @example
 * ```ts
 * timezone(); // 'Asia/Kolkata'
 * ```
 */
export function timezone(): Generator<string> {
  return textGenerator(['timezone'], (stream, room) => {
    const zone = stream.pick(TIME_ZONES);
    return zone.length <= room ? zone : 'UTC';
  });
}

/**
 * Degrees north of the equator, where people live.
 *
 * @example
 * ```ts
 * latitude(); // 48.137154
 * ```
 */
export function latitude(): Generator<number> {
  return coordinate(-55, 70);
}

/**
 * Degrees east of Greenwich.
 *
 * @example
 * ```ts
 * longitude(); // -71.060316
 * ```
 */
export function longitude(): Generator<number> {
  return coordinate(-180, 180);
}

/** Six digits after the point are a tenth of a metre. */
function coordinate(min: number, max: number): Generator<number> {
  return decimal({ min, max, scale: 6 });
}

const COUNTRY_CODES = definitions.location?.country_code ?? [];
const ALPHA2: readonly string[] = COUNTRY_CODES.map((each) => each.alpha2);

const TIME_ZONES: readonly string[] = (
  'UTC America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles ' +
  'America/Anchorage Pacific/Honolulu America/Toronto America/St_Johns America/Mexico_City ' +
  'America/Bogota America/Sao_Paulo America/Santiago Europe/London Europe/Lisbon Europe/Berlin ' +
  'Europe/Paris Europe/Madrid Europe/Athens Europe/Istanbul Europe/Moscow Africa/Lagos Africa/Cairo ' +
  'Africa/Johannesburg Asia/Dubai Asia/Tehran Asia/Karachi Asia/Kolkata Asia/Kathmandu Asia/Yangon ' +
  'Asia/Bangkok Asia/Shanghai Asia/Singapore Asia/Tokyo Asia/Seoul Australia/Perth Australia/Eucla ' +
  'Australia/Adelaide Australia/Darwin Australia/Sydney Australia/Lord_Howe Pacific/Auckland ' +
  'Pacific/Chatham Pacific/Apia Pacific/Kiritimati Pacific/Pago_Pago'
).split(' ');
