/**
 * Logarithm and exponential from additions, multiplications and divisions only. `Math.log`, `Math.exp` and
 * `Math.pow` may differ in the last bit between engines and versions (ECMA-262 leaves them to the
 * implementation); a last bit can move a child to another parent, so nothing that decides a cell
 * uses them.
 */

const LN2 = 0.6931471805599453;

/**
 * The natural logarithm, to within a few units in the last place.
 *
 * Splits off the binary exponent, then sums ln m = 2·atanh((m − 1)/(m + 1)).
 *
 * @param x - a positive, normal number
 */
export function ln(x: number): number {
  let exponent = 0;
  let mantissa = x;
  while (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    exponent++;
  }
  while (mantissa < 0.7071067811865476) {
    mantissa *= 2;
    exponent--;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let k = 23; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return exponent * LN2 + 2 * s * sum;
}

/**
 * e^x, to within a few units in the last place.
 *
 * @param x - from −700 to 700
 */
export function exp(x: number): number {
  const exponent = Math.round(x / LN2);
  const rest = x - exponent * LN2;
  let sum = 1;
  for (let k = 18; k >= 1; k--) sum = 1 + (rest / k) * sum;
  const step = exponent < 0 ? 0.5 : 2;
  for (let k = Math.abs(exponent); k > 0; k--) sum *= step;
  return sum;
}

/** base^power, for a base above 0. */
export function pow(base: number, power: number): number {
  return base === 0 ? 0 : base === 1 ? 1 : exp(power * ln(base));
}
