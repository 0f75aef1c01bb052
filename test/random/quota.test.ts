import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPath } from '../../src/random/hash.ts';
import { quota } from '../../src/random/quota.ts';
import { correlation, range } from './statistics.ts';

const keyOf = (column: string): ReturnType<typeof hashPath> => hashPath('seed', 'users', column);

/** The largest error of a weight's count over all prefixes, in rows, beyond log2 of the prefix. */
function worstExcess(column: string, weight: number, rows: number, from = 0): number {
  const key = keyOf(column);
  let hits = 0;
  let worst = -Infinity;
  for (let n = 1; n <= rows; n++) {
    if (quota(key, from + n - 1) < weight) hits++;
    worst = Math.max(worst, Math.abs(hits - weight * n) - (2 + Math.log2(n)));
  }
  return worst;
}

describe('quota', () => {
  it('never changes', () => {
    const values = [0, 1, 42, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1].map((index) =>
      quota(keyOf('role'), index),
    );
    expect(values).toMatchInlineSnapshot(`
      [
        0.9932903931476176,
        0.23902830458246171,
        0.626890976447612,
        0.7040244250092655,
        0.7398191632237285,
        0.06497718789614737,
      ]
    `);
  });

  it('meets any weight in any prefix to within about log2 of its rows', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (column, weight) => {
        expect(worstExcess(column, weight, 3000)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  it('meets weights in a long prefix, and beyond 2^32', () => {
    expect(worstExcess('role', 0.09, 300_000)).toBeLessThanOrEqual(0);
    expect(worstExcess('role', 0.09, 20_000, 2 ** 32)).toBeLessThanOrEqual(0);
  });

  it('gives every row of a power of two a place of its own', () => {
    const places = range(1024).map((index) => Math.floor(quota(keyOf('role'), index) * 1024));
    expect(new Set(places).size).toBe(1024);
  });

  it('is independent between columns', () => {
    const columns = range(12).map((column) => {
      const key = keyOf(`column ${column}`);
      return range(10_000).map((index) => quota(key, index));
    });
    for (const [at, column] of columns.entries()) {
      for (const other of columns.slice(at + 1)) {
        expect(Math.abs(correlation(column, other))).toBeLessThan(0.06);
      }
    }
  });

  it('is not the same again after 2^32 rows', () => {
    const key = keyOf('role');
    const near = range(1000).map((index) => quota(key, index));
    const far = range(1000).map((index) => quota(key, index + 2 ** 32));
    expect(Math.abs(correlation(near, far))).toBeLessThan(0.15);
  });
});
