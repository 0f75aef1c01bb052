import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPath } from '../../src/random/hash.ts';
import { Dealer } from '../../src/runtime/dealer.ts';
import {
  CurveFamilies,
  ListedFamilies,
  withinCapacity,
  type CurveOptions,
  type Families,
} from '../../src/runtime/families.ts';
import { range } from '../random/statistics.ts';

/** Options that a plan may come up with: the families can hold the places. */
const curve: fc.Arbitrary<CurveOptions> = fc
  .record({
    families: fc.integer({ min: 1, max: 400 }),
    places: fc.integer({ min: 1, max: 3000 }),
    max: fc.option(fc.integer({ min: 1, max: 4000 })),
    min: fc.constantFrom(0, 1),
    slack: fc.option(fc.integer({ min: 0, max: 20 })),
  })
  .map(({ slack, ...options }) => ({
    ...options,
    cap: slack === null ? Infinity : Math.ceil(options.places / options.families) + slack,
  }));

const sizesOf = (families: Families, count: number): number[] =>
  range(count).map((rank) => families.start(rank + 1) - families.start(rank));

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe('CurveFamilies', () => {
  it('gives every place to one family, and bounds every family', () => {
    fc.assert(
      fc.property(curve, (options) => {
        const families = new CurveFamilies(options);
        const sizes = sizesOf(families, options.families);
        expect(sum(sizes)).toBe(options.places);
        expect(Math.min(...sizes.slice(0, families.support))).toBeGreaterThanOrEqual(options.min);
        expect(sum(sizes.slice(families.support))).toBe(0);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(options.cap);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes the first family the largest, as large as asked where that can be', () => {
    fc.assert(
      fc.property(curve, (options) => {
        const families = new CurveFamilies(options);
        const sizes = sizesOf(families, options.families);
        expect(sizes[0]).toBe(Math.max(...sizes));
        if (options.max === null) return;
        const even = Math.ceil(
          (options.places - options.min * families.support) / families.support,
        );
        const most = Math.min(options.cap, options.places - options.min * (families.support - 1));
        expect(sizes[0]).toBe(Math.min(Math.max(options.max, even + options.min), most));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds the family of a place', () => {
    fc.assert(
      fc.property(curve, (options) => {
        const families = new CurveFamilies(options);
        for (let place = 0; place < options.places; place++) {
          const rank = families.rankOf(place);
          const found = families.start(rank) <= place && place < families.start(rank + 1);
          if (!found) expect.fail(`place ${place} is not in family ${rank}`);
        }
      }),
    );
  });

  it('works for a billion places', () => {
    const families = new CurveFamilies({
      families: 1e6,
      places: 1e9,
      max: 9e6,
      min: 1,
      cap: Infinity,
    });
    expect(families.start(1)).toBe(9e6);
    for (const place of [0, 1, 8_999_999, 9_000_000, 5e8, 1e9 - 1]) {
      const rank = families.rankOf(place);
      expect(families.start(rank)).toBeLessThanOrEqual(place);
      expect(families.start(rank + 1)).toBeGreaterThan(place);
    }
  });
});

describe('withinCapacity', () => {
  it('keeps every family within its capacity and loses no place that fits', () => {
    fc.assert(
      fc.property(curve, fc.infiniteStream(fc.nat(40)), (options, stream) => {
        const capacity = range(options.families).map(() => stream.next().value as number);
        const sizes = withinCapacity(
          new CurveFamilies(options),
          options.families,
          (rank) => capacity[rank]!,
        );
        sizes.forEach((size, rank) => expect(size >= 0 && size <= capacity[rank]!).toBe(true));
        expect(sum(sizes)).toBe(Math.min(options.places, sum(capacity)));
      }),
    );
  });
});

describe('ListedFamilies', () => {
  it('finds the family of a place, past empty ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1 }), (sizes) => {
        const families = new ListedFamilies(sizes);
        const members = sizes.flatMap((size, rank) => range(size).map(() => rank));
        expect(members.map((_, place) => families.rankOf(place))).toEqual(members);
        expect(families.places).toBe(members.length);
      }),
    );
  });
});

describe('Dealer', () => {
  const keys = { deal: hashPath('deal'), rank: hashPath('rank') };

  it('says the same of parents and of children', () => {
    fc.assert(
      fc.property(curve, fc.nat(300), fc.nat(100), (options, orphans, childless) => {
        const children = options.places + orphans;
        const parents = options.families + childless;
        const dealer = new Dealer(children, parents, new CurveFamilies(options), keys);
        const counted = range(parents).map(() => 0);
        let without = 0;
        for (let child = 0; child < children; child++) {
          const parent = dealer.parentOf(child);
          const position = dealer.positionOf(child);
          if (parent === -1) {
            without++;
            expect(position).toBe(-1);
            continue;
          }
          counted[parent]!++;
          if (dealer.childOf(parent, position) !== child)
            expect.fail(`child ${child} of ${parent}`);
        }
        expect(without).toBe(orphans);
        expect(range(parents).map((parent) => dealer.countOf(parent))).toEqual(counted);
        expect(counted.filter((count) => count > 0).length).toBeLessThanOrEqual(
          dealer.spareRank(0),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('gives the most children to the parent of rank 0', () => {
    const families = new CurveFamilies({
      families: 90,
      places: 1000,
      max: 300,
      min: 0,
      cap: Infinity,
    });
    const dealer = new Dealer(1000, 100, families, keys);
    expect(dealer.countOf(dealer.parentAtRank(0))).toBe(300);
    const childless = range(10).map((rank) => dealer.countOf(dealer.parentAtRank(90 + rank)));
    expect(childless).toEqual(range(10).map(() => 0));
  });

  it('is one to one where a parent has one child at most', () => {
    const families = new CurveFamilies({ families: 100, places: 100, max: null, min: 0, cap: 1 });
    const dealer = new Dealer(100, 100, families, keys);
    expect(new Set(range(100).map((child) => dealer.parentOf(child))).size).toBe(100);
  });
});
