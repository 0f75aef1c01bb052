import { hashIndex } from '../src/random/hash.ts';
import { quota } from '../src/random/quota.ts';
import { Permutation } from '../src/random/permutation.ts';
import type { Site, Space } from './generator.ts';

/**
 * A number in [0, 1) for each row, spread evenly over any first n rows as {@link quota} is, but of 53 bits:
 * fine enough to pick a millisecond out of a century.
 *
 * @param site - the column
 * @param label - what the number is for
 */
export function evenSpread(site: Site, label: string): (index: number) => number {
  const key = site.key(label);
  return (index) => quota(key, index) + (hashIndex(key, index) >>> 11) * FINE;
}

/** 21 bits below the 32 of a quota: the sum is exact, and below 1. */
const FINE = 1 / 9007199254740992;

/**
 * Numbered values as a space to take unique values from, in an order of the column's own.
 *
 * @param site - the column
 * @param size - how many values
 * @param at - the value of a number from 0 to `size − 1`; different for different numbers
 * @returns undefined where there are too many to number (over 2^52)
 */
export function shuffledSpace<T>(
  site: Site,
  size: number,
  at: (number: number) => T,
): Space<T> | undefined {
  if (size > MAX_SPACE) return undefined;
  let order: Permutation | undefined;
  return {
    size,
    at(number) {
      order ??= new Permutation(size, site.key('order'));
      return at(order.apply(number));
    },
  };
}

const MAX_SPACE = 2 ** 52;
