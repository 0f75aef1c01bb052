/**
 * Shares of rows as limits below which each one's rows are: `[0.7, 1]` for 70 % and the rest.
 *
 * @param weights - of 0 or more, at least one of them above 0; they need not sum to 1
 * @throws RangeError for others
 */
export function shareLimits(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0 && Number.isFinite(total)) || weights.some((weight) => weight < 0)) {
    throw new RangeError('Weights are numbers of 0 or more, at least one of them above 0');
  }
  let sum = 0;
  return weights.map((weight) => (sum += weight) / total);
}

/**
 * The share that a row is in.
 *
 * @param limits - as {@link shareLimits} gives them
 * @param u - the row's number in [0, 1)
 */
export function shareAt(limits: readonly number[], u: number): number {
  let at = 0;
  while (at < limits.length - 1 && u >= limits[at]!) at++;
  return at;
}
