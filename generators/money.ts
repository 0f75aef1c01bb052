import type { ColumnType } from '../src/schema/column-type.ts';
import { exp, ln } from '../src/random/exact-math.ts';
import { roomOf } from './fit-text.ts';
import { generator, type Generator } from './generator.ts';
import { DIGITS, inAlphabet } from './ordinal-text.ts';
import { evenSpread, shuffledSpace } from './spread.ts';
import { listGenerator } from './text-generator.ts';
import { weighted } from './choice.ts';

/**
 * Amounts of money: many small ones and a few large ones, like what people pay, in every first n rows.
 * Logarithms of the amounts follow a bell curve from `min` to `max`.
 *
 * @param options - `min` and `max` in the currency's unit, 1 to 1,000 by default. A whole-number column
 *   holds the hundredth part (cents).
 * @throws RangeError for a `min` below 0 or a `max` below `min`
 * @example
 * ```ts
 * money({ min: 5, max: 20_000 }); // 31.4, 187.25, 88.02, 2310.77 …
 * ```
 */
export function money(options: { min?: number; max?: number } = {}): Generator<number> {
  const { min = Math.min(1, options.max ?? 1) } = options;
  const { max = Math.max(1000, min) } = options;
  if (!(min >= 0 && max >= min)) throw new RangeError(`money() cannot go from ${min} to ${max}`);
  return generator(['money', options], (site) => {
    const cents = site.type.kind === 'integer';
    const perUnit = partsOf(site.type);
    const most = Math.min(max, largestAmount(site.type));
    const low = ln(Math.max(min, 1 / perUnit));
    const high = ln(Math.max(most, 1 / perUnit));
    const spread = evenSpread(site, 'money');
    const draw = (index: number): number => {
      const amount = exp(low + (high - low) * bell(spread(index)));
      const rounded = Math.round(Math.min(most, Math.max(min, amount)) * perUnit);
      return cents ? rounded : rounded / perUnit;
    };
    return { draw: (row) => draw(row.index) };
  });
}

/**
 * A currency by its ISO 4217 code; two in three rows have US dollars. One is without a smaller unit (JPY)
 * and one has thousandths (KWD).
 *
 * @example
 * ```ts
 * currency(); // 'USD'
 * ```
 */
export function currency(): Generator<string> {
  const codes = weighted(CURRENCIES);
  return generator(['currency'], (site) => {
    const bound = codes.bind(site);
    const room = roomOf(site.type);
    return room >= 3 ? bound : { draw: (row) => bound.draw(row).slice(0, room) };
  });
}

/**
 * The number of a card that payment providers publish for tests. No account has one.
 *
 * @example
 * ```ts
 * cardNumber(); // '4242424242424242'
 * ```
 */
export function cardNumber(): Generator<string> {
  return listGenerator(['cardNumber'], TEST_CARDS);
}

/**
 * An account number that has an IBAN's form and check digits, at a bank that does not exist (`TEST`).
 *
 * @example
 * ```ts
 * iban(); // 'GB04TEST00000040917263'
 * ```
 */
export function iban(): Generator<string> {
  return generator(['iban'], (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    const numbered = (number: number): string =>
      ibanOf(inAlphabet(number, DIGITS, 8)).slice(0, room);
    return {
      draw(row) {
        stream.seek(row.index);
        return numbered(stream.below(ACCOUNTS));
      },
      space: room >= 22 ? shuffledSpace(site, ACCOUNTS, numbered) : undefined,
    };
  });
}

const CURRENCIES = {
  USD: 66,
  EUR: 14,
  GBP: 6,
  CAD: 3,
  AUD: 2,
  JPY: 2,
  INR: 2,
  BRL: 1,
  CHF: 1,
  MXN: 1,
  SEK: 1,
  KWD: 1,
};

const ACCOUNTS = 10 ** 8;

/** Test numbers of Visa, Mastercard, American Express, Discover, Diners Club, JCB and UnionPay. */
const TEST_CARDS: readonly string[] = [
  '4242424242424242',
  '4000056655665556',
  '4111111111111111',
  '5555555555554444',
  '2223003122003222',
  '5105105105105100',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '3056930009020004',
  '3566002020360505',
  '6200000000000005',
];

/** How many of its smallest parts a unit of the currency has in a column. */
function partsOf(type: ColumnType): number {
  const scale = type.kind === 'decimal' && type.scale !== null ? Math.max(0, type.scale) : 2;
  // More than four digits are for exchange rates; amounts look odd with them.
  return [1, 10, 100, 1000, 10000][Math.min(scale, 4)]!;
}

function largestAmount(type: ColumnType): number {
  if (type.kind === 'integer') {
    return type.bits === 64 ? Infinity : (2 ** (type.bits - (type.unsigned ? 0 : 1)) - 1) / 100;
  }
  if (type.kind !== 'decimal' || type.precision === null) return Infinity;
  return Number(`${'9'.repeat(type.precision)}e${-(type.scale ?? 0)}`);
}

/** The logistic distribution's quantile, cut at ±4 and scaled to 0 … 1. */
function bell(u: number): number {
  const v = TAIL + u * (1 - 2 * TAIL);
  return (ln(v / (1 - v)) + 4) / 8;
}

/** 1 / (1 + e^4) */
const TAIL = 0.01798620996209156;

/** ISO 7064, MOD 97-10: the check digits make the whole number leave 1 when divided by 97. */
function ibanOf(account: string): string {
  let rest = BANK_REMAINDER;
  for (const digit of `${account}161100`) rest = (rest * 10 + Number(digit)) % 97;
  return `GB${String(98 - rest).padStart(2, '0')}TEST000000${account}`;
}

/** `TEST000000` in digits (T = 29, E = 14, S = 28), divided by 97. */
const BANK_REMAINDER = Number(29142829000000n % 97n);
