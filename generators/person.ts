import type { Stream } from '../src/random/stream.ts';
import { hex48, ordinalCipher } from './ordinal-text.ts';
import { roomOf } from './fit-text.ts';
import { generator, type Generator } from './generator.ts';
import { shuffledSpace } from './spread.ts';
import { listGenerator, textGenerator } from './text-generator.ts';
import {
  BIO_PARTS,
  FEMALE_NAMES,
  FIRST_NAMES,
  JOB_AREAS,
  JOB_DESCRIPTORS,
  JOB_TYPES,
  LAST_NAMES,
  MALE_NAMES,
} from './word-lists.ts';

/**
 * First and last name; one last name in twenty is a double one.
 *
 * @example
 * ```ts
 * fullName(); // 'Rosalie Langworth'
 * ```
 */
export function fullName(): Generator<string> {
  return textGenerator(['fullName'], (stream) => `${firstOf(stream)} ${lastOf(stream)}`);
}

/**
 * A first name.
 *
 * @param options - `sex`, the list it is from; both by default
 * @example
 * ```ts
 * firstName(); // 'Rosalie'
 * ```
 */
export function firstName(options: { sex?: 'female' | 'male' } = {}): Generator<string> {
  const { sex } = options;
  return listGenerator(
    ['firstName', options],
    sex === undefined ? FIRST_NAMES : sex === 'female' ? FEMALE_NAMES : MALE_NAMES,
  );
}

/**
 * A last name; one in twenty is a double one.
 *
 * @example
 * ```ts
 * lastName(); // 'Langworth'
 * ```
 */
export function lastName(): Generator<string> {
  return textGenerator(['lastName'], lastOf);
}

/**
 * What somebody does for a living.
 *
 * @example
 * ```ts
 * jobTitle(); // 'Senior Brand Associate'
 * ```
 */
export function jobTitle(): Generator<string> {
  return textGenerator(
    ['jobTitle'],
    (stream) =>
      `${stream.pick(JOB_DESCRIPTORS)} ${stream.pick(JOB_AREAS)} ${stream.pick(JOB_TYPES)}`,
  );
}

/**
 * A North American telephone number that is nobody's: 555-0100 to 555-0199 are set aside for fiction in
 * every area.
 *
 * @param options - `format`: `e164` (`+12125550142`, the default), `national` (`(212) 555-0142`) or
 *   `digits` (`2125550142`); columns of other types than text, and shorter than the format, get digits
 * @example
 * ```ts
 * phone({ format: 'national' });
 * ```
 */
export function phone(
  options: { format?: 'e164' | 'national' | 'digits' } = {},
): Generator<string> {
  const { format = 'e164' } = options;
  return generator(['phone', options], (site) => {
    const stream = site.stream();
    const room = site.type.kind === 'text' ? roomOf(site.type) : 10;
    const write = room < PHONE_LENGTHS[format] ? PHONE_FORMATS.digits : PHONE_FORMATS[format];
    const numbered = (number: number): string => {
      const line = number % 100;
      const last = line < 10 ? `0${line}` : String(line);
      return write(AREAS[Math.floor(number / 100)]!, last).slice(0, room);
    };
    const size = AREAS.length * 100;
    return {
      draw(row) {
        stream.seek(row.index);
        return numbered(stream.below(size));
      },
      space: room >= 10 ? shuffledSpace(site, size, numbered) : undefined,
    };
  });
}

/**
 * A company's name, from last names and legal forms.
 *
 * @example
 * ```ts
 * companyName(); // 'Langworth, Abbott and Sons'
 * ```
 */
export function companyName(): Generator<string> {
  return textGenerator(['companyName'], (stream) => {
    const name = stream.pick(LAST_NAMES);
    switch (stream.below(5)) {
      case 0:
        return `${name} & ${stream.pick(LAST_NAMES)}`;
      case 1:
        return `${name}, ${stream.pick(LAST_NAMES)} and ${stream.pick(LAST_NAMES)}`;
      default:
        return `${name} ${stream.pick(COMPANY_FORMS)}`;
    }
  });
}

/**
 * The address of a picture that is not there: a host below the reserved domain `.test`.
 *
 * @example
 * ```ts
 * avatarUrl(); // 'https://example.test/avatars/5f0c91d2a4be.png'
 * ```
 */
export function avatarUrl(): Generator<string> {
  return generator(['avatarUrl'], (site) => {
    const cipher = ordinalCipher(site);
    const room = roomOf(site.type);
    return {
      draw: (row) => {
        const name = hex48(cipher.apply(row.ordinal));
        return `https://example.test/avatars/${name}.png`.slice(0, room);
      },
      distinct: room >= 45,
    };
  });
}

/**
 * How people describe themselves in a line.
 *
 * @example
 * ```ts
 * bio(); // 'Founder, photographer. Vox amplus tergum.'
 * ```
 */
export function bio(): Generator<string> {
  return textGenerator(['bio'], (stream) => {
    let made = stream.pick(BIO_PARTS);
    for (let more = stream.below(3); more > 0; more--) made += `, ${stream.pick(BIO_PARTS)}`;
    return made.charAt(0).toUpperCase() + made.slice(1);
  });
}

function firstOf(stream: Stream): string {
  return stream.pick(FIRST_NAMES);
}

function lastOf(stream: Stream): string {
  const name = stream.pick(LAST_NAMES);
  return stream.below(20) === 0 ? `${name}-${stream.pick(LAST_NAMES)}` : name;
}

const COMPANY_FORMS: readonly string[] = [
  'Inc',
  'LLC',
  'Ltd',
  'GmbH',
  'Group',
  'and Sons',
  'Partners',
  'Labs',
  'Logistics',
  'Systems',
];

/** Area codes in use in the United States and Canada, where 555-01xx is fiction everywhere. */
const AREAS: readonly string[] = (
  '201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 ' +
  '240 248 251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 ' +
  '313 314 315 316 317 318 319 320 321 323 330 334 336 337 339 347 351 352 360 361 386 401 402 404 ' +
  '405 406 407 408 409 410 412 413 414 415 416 417 419 423 425 430 432 434 435 440 443 469 478 479 ' +
  '480 484 501 502 503 504 505 507 508 509 510 512 513 514 515 516 517 518 520 530 540 541 551 559 ' +
  '561 562 563 567 570 571 573 574 580 585 586 601 602 603 604 605 606 607 608 609 610 612 613 614 ' +
  '615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 660 661 662 678 682 701 702 703 704 ' +
  '706 707 708 712 713 714 715 716 717 718 719 720 724 727 731 732 734 740 754 757 760 763 765 770'
).split(' ');

const PHONE_LENGTHS = { e164: 12, national: 14, digits: 10 };
const PHONE_FORMATS = {
  e164: (area: string, line: string) => `+1${area}55501${line}`,
  national: (area: string, line: string) => `(${area}) 555-01${line}`,
  digits: (area: string, line: string) => `${area}55501${line}`,
};
