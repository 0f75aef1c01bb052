import { Permutation } from '../src/random/permutation.ts';
import { quota } from '../src/random/quota.ts';
import {
  generator,
  type Accepts,
  type Bound,
  type Generator,
  type Row,
  type Site,
  type Space,
} from './generator.ts';
import { rate, type Rate } from './reference.ts';
import { shareAt, shareLimits } from './shares.ts';
import { replacing } from './within.ts';

/**
 * One of a few values, each in its share of the rows: of any hundred consecutive rows, nine are
 * admins where 9 % shall be.
 *
 * @param weights - values and their weights; they need not sum to 1
 * @example
 * ```ts
 * weighted({ viewer: 0.71, editor: 0.2, admin: 0.09 });
 * ```
 */
export function weighted<const V extends string>(
  weights: Readonly<Record<V, number>>,
): Generator<V> {
  return weightedPairs(Object.entries(weights) as [V, number][]);
}

/**
 * One of a few values of any type, as often as each other.
 *
 * @param values - at least one
 * @example
 * ```ts
 * oneOf([1, 2, 3]);
 * ```
 */
export function oneOf<const V>(values: readonly V[]): Generator<V> {
  return weightedPairs(values.map((value) => [value, 1]));
}

/**
 * True in a share of the rows.
 *
 * @param share - of rows that are true, 0 to 1 or a percentage
 * @example
 * ```ts
 * boolean('80%');
 * ```
 */
export function boolean(share: Rate = 0.5): Generator<boolean> {
  const yes = rate(share);
  return weightedPairs([
    [true, yes],
    [false, 1 - yes],
  ]);
}

function weightedPairs<V>(pairs: readonly (readonly [V, number])[]): Generator<V> {
  const used = pairs.filter(([, weight]) => weight !== 0);
  const limits = shareLimits(used.map(([, weight]) => weight));
  const values = used.map(([value]) => value);
  return generator(['choice', pairs], (site) => {
    const key = site.key('choice');
    const bound: Bound<V> = {
      draw: (row: Row) => values[shareAt(limits, quota(key, row.index))] as V,
      space: listSpace(site, values),
    };
    return { ...bound, within: (accepts) => keep(site, bound, used, accepts) };
  });
}

/** Those of the values that will do, as often among each other as they were. */
function keep<V>(
  site: Site,
  bound: Bound<V>,
  pairs: readonly (readonly [V, number])[],
  accepts: Accepts,
): Bound<V> | null {
  const kept = pairs.filter(([value]) => accepts(value));
  if (kept.length === pairs.length) return bound;
  if (kept.length === 0) return null;
  const limits = shareLimits(kept.map(([, weight]) => weight));
  const key = site.key('kept');
  return replacing(bound, accepts, ({ index }) => kept[shareAt(limits, quota(key, index))]![0]);
}

/** A list as a space to unrank from, in an order of the column's own. */
function listSpace<V>(site: Site, values: readonly V[]): Space<V> {
  const order = new Permutation(values.length, site.key('order'));
  return { size: values.length, at: (number) => values[order.apply(number)] as V };
}
