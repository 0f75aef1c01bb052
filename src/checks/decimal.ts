/** An exact number: `digits` × 10^−`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const FORM = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?\s*$/i;

/** Beyond this many digits a number is not worth the memory. */
const LARGEST_EXPONENT = 400;

/**
 * Reads a number as SQL or JavaScript writes it.
 *
 * @returns undefined for what is no finite number
 * @example
 * ```ts
 * parseDecimal('1.50'); // { digits: 150n, scale: 2 }
 * ```
 */
export function parseDecimal(value: string | number | bigint): Decimal | undefined {
  const form = FORM.exec(String(value));
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = form ?? [];
  if (form === null || whole + fraction === '') return undefined;
  if (Math.abs(Number(exponent)) > LARGEST_EXPONENT) return undefined;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** A number's shortest spelling: `1.5`, `-3`. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return `${digits === 0n ? '' : sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Below 0, 0 or above 0, as sorting wants it. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = subtractDecimals(a, b).digits;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: scaledTo(a, scale) + scaledTo(b, scale), scale };
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { digits: -b.digits, scale: b.scale });
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** The remainder with the sign of the dividend, as SQL's `%`; undefined for a divisor of 0. */
export function remainderOf(a: Decimal, b: Decimal): Decimal | undefined {
  if (b.digits === 0n) return undefined;
  const scale = Math.max(a.scale, b.scale);
  return { digits: scaledTo(a, scale) % scaledTo(b, scale), scale };
}

/** The largest integer not above a number, or the smallest not below it. */
export function roundDecimal(value: Decimal, direction: 'down' | 'up'): Decimal {
  const unit = 10n ** BigInt(value.scale);
  const whole = value.digits / unit;
  const exact = whole * unit === value.digits;
  if (exact) return { digits: whole, scale: 0 };
  const down = value.digits < 0n ? whole - 1n : whole;
  return { digits: direction === 'down' ? down : down + 1n, scale: 0 };
}

function scaledTo(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}
