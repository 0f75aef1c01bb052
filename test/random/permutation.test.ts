import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKey, hashPath } from '../../src/random/hash.ts';
import { Permutation } from '../../src/random/permutation.ts';
import { correlation, mean, range } from './statistics.ts';

const key = hashPath('seed', 'users', 'org_id');
const arbitraryKey = fc.string().map((name) => hashPath(name));

describe('Permutation', () => {
  it('never changes', () => {
    const sizes = [2, 3, 10, 1000, 5000, 2 ** 32 + 1, 2 ** 52];
    const images = sizes.map((size) => {
      const permutation = new Permutation(size, key);
      return [0, 1, size - 1].map((index) => permutation.apply(index));
    });
    expect(images).toMatchInlineSnapshot(`
      [
        [
          0,
          1,
          1,
        ],
        [
          2,
          1,
          0,
        ],
        [
          6,
          5,
          8,
        ],
        [
          10,
          630,
          596,
        ],
        [
          1542,
          4108,
          2108,
        ],
        [
          687883307,
          2352003448,
          3485461594,
        ],
        [
          2638960824579840,
          2522419684318475,
          851022377436743,
        ],
      ]
    `);
  });

  it('is a bijection of every size to 3,000, and undone by its inverse', () => {
    for (let size = 0; size <= 3000; size++) {
      const permutation = new Permutation(size, deriveKey(key, size));
      const seen = new Uint8Array(size);
      for (let index = 0; index < size; index++) {
        const image = permutation.apply(index);
        if (seen[image] !== 0 || permutation.invert(image) !== index) {
          expect.fail(`size ${size}, index ${index} goes to ${image}`);
        }
        seen[image] = 1;
      }
    }
  });

  it('is undone by its inverse at any size to 2^52', () => {
    const sized = fc
      .tuple(fc.integer({ min: 0, max: 52 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([bits, share]) => Math.max(1, Math.floor(2 ** bits * (1 + share) * 0.5)));
    fc.assert(
      fc.property(
        sized,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        arbitraryKey,
        (size, share, other) => {
          const permutation = new Permutation(size, other);
          const index = Math.floor(size * share);
          const image = permutation.apply(index);
          expect(Number.isInteger(image) && image >= 0 && image < size).toBe(true);
          expect(permutation.invert(image)).toBe(index);
          expect(permutation.apply(permutation.invert(index))).toBe(index);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('differs from key to key', () => {
    const orders = range(500).map((n) => {
      const permutation = new Permutation(52, deriveKey(key, n));
      return range(52)
        .map((index) => permutation.apply(index))
        .join();
    });
    expect(new Set(orders).size).toBe(500);
  });

  it.each([2, 3, 4, 5])('takes all orders of %i', (size) => {
    const orders = range(3000).map((n) => {
      const permutation = new Permutation(size, deriveKey(key, n));
      return range(size)
        .map((index) => permutation.apply(index))
        .join();
    });
    const factorial = range(size, 1).reduce((product, n) => product * n, 1);
    expect(new Set(orders).size).toBe(factorial);
  });

  it.each([10, 100, 1000, 4096, 5000, 100_000])('has no structure at %i', (size) => {
    const permutation = new Permutation(size, key);
    const indexes = range(size);
    const images = indexes.map((index) => permutation.apply(index));
    const displacement = mean(images.map((image, index) => Math.abs(image - index))) / size;
    expect(Math.abs(displacement - 1 / 3)).toBeLessThan(1 / Math.sqrt(size));
    expect(Math.abs(correlation(indexes, images))).toBeLessThan(4 / Math.sqrt(size));
    expect(Math.abs(correlation(images.slice(1), images.slice(0, -1)))).toBeLessThan(
      4 / Math.sqrt(size),
    );
    expect(images.filter((image, index) => image === index).length).toBeLessThan(8);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 52 + 1])('refuses the size %d', (size) => {
    expect(() => new Permutation(size, key)).toThrow(RangeError);
  });
});
