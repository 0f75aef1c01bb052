import { quota } from '../src/random/quota.ts';
import { branchType } from './branch-type.ts';
import {
  generator,
  leastRoom,
  type Bound,
  type Generator,
  type Row,
  type Source,
} from './generator.ts';
import { bindPart } from './inner-site.ts';
import type { Plain, Values } from './nested-shape.ts';
import { isRef, rate, type Rate } from './reference.ts';
import { shareAt, shareLimits } from './shares.ts';

/** A share of the rows, and what fills them. */
type Branch<T> = readonly [share: Rate, source: Source<T>];

/**
 * Values of several kinds, each in its share of the rows, for columns that take more than one type. What
 * fills a share sees the column as of the type that suits it.
 *
 * @param branches - shares, which need not sum to 1, each with a generator, a reference, a constant, a function
 *   of the row's context, or the fields of a document
 * @throws RangeError for a share that is not between none and all, or shares that are all 0
 * @example
 * ```ts
 * mixed([0.7, words()], [0.3, integer({ max: 9 })]);
 * mixed(['90%', { amount: money(), currency: currency() }], ['10%', null]);
 * ```
 */
export function mixed<T extends readonly unknown[]>(
  ...branches: {
    readonly [K in keyof T]: readonly [share: Rate, source: Source<T[K]> & Plain<T[K]>];
  }
): Generator<T[number]>;
export function mixed<T extends readonly unknown[]>(
  ...branches: { readonly [K in keyof T]: Branch<T[K]> }
): Generator<Values<T[number]>>;
export function mixed(...branches: readonly Branch<unknown>[]): Generator {
  const shares = branches.map(([share]) => rate(share));
  const limits = shareLimits(shares);
  const config = branches.map(([, source], place) => [shares[place], source]);
  const inner = branches.map(([, source]) => ({ source, step: '' }));
  return generator(
    ['mixed', config],
    (site) => {
      const key = site.key('mixed');
      const bound = branches.map(([, source], place): Bound => {
        const label = `branch ${place}`;
        // A reference is the column's own, and not one inside its values.
        if (isRef(source)) return site.bind<unknown>(source, label);
        const type = branchType(site.type, source);
        return bindPart<unknown>(site, source, {
          type,
          label,
          nullable: site.nullable,
          element: site.element,
        });
      });
      const chosen = (row: Row): Bound => bound[shareAt(limits, quota(key, row.index))]!;
      return {
        room: leastRoom(bound),
        draw: (row) => chosen(row).draw(row),
        missing: (row) => chosen(row).missing?.(row) ?? false,
      };
    },
    { inner },
  );
}
