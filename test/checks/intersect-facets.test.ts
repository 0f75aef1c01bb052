import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facets } from '../../src/checks/facets.ts';
import { intersectFacets } from '../../src/checks/intersect-facets.ts';
import { parseRegex } from '../../src/checks/parse-regex.ts';
import { satisfies } from '../../src/checks/satisfies.ts';
import { parseType } from '../../src/schema/type-notation.ts';

const integer = parseType('integer').type;
const text = parseType('varchar(10)').type;

const bound = fc.record({ value: fc.integer({ min: -5, max: 5 }), inclusive: fc.boolean() });
const list = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 4 });

/** Facets of small integers. */
const facets: fc.Arbitrary<Facets> = fc.oneof(
  fc.record({ min: bound }),
  fc.record({ max: bound }),
  fc.record({ min: bound, max: bound }),
  fc.record({ values: list }),
  fc.record({ excluded: list }),
  fc.constant({ step: { kind: 'multiple' as const, of: 2, offset: 0 } }),
);

describe('intersectFacets', () => {
  it('admits what both admit, and nothing else', () => {
    fc.assert(
      fc.property(facets, facets, fc.integer({ min: -6, max: 6 }), (a, b, value) => {
        const both = intersectFacets(a, b, integer);
        const wanted =
          satisfies(value, a, integer) === true && satisfies(value, b, integer) === true;
        expect(both !== undefined && satisfies(value, both, integer) === true).toBe(
          wanted && both !== undefined,
        );
        if (both === undefined) expect(wanted).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it.each<readonly [string, Facets, Facets]>([
    ['lengths', { length: { min: 5, max: null } }, { length: { min: 0, max: 4 } }],
    ['the column and a length', { length: { min: 11, max: null } }, {}],
    ['a pattern and a length', { length: { min: 4, max: null } }, { pattern: pattern('^a{3}$') }],
    ['a pattern and a case', { letterCase: 'lower' }, { pattern: pattern('^A$') }],
    ['bytes and characters', { length: { min: 5, max: null } }, { octets: { min: 0, max: 4 } }],
    ['values and a pattern', { values: ['a'] }, { pattern: pattern('^b$') }],
    ['JSON types', { json: { types: ['object'] } }, { json: { types: ['array'] } }],
  ])('finds that nothing is left: %s', (_what, a, b) => {
    expect(intersectFacets(a, b, text)).toBeUndefined();
  });

  it('merges what is known of JSON members and array elements', () => {
    const json = parseType('jsonb').type;
    const array = parseType('integer[]').type;
    const members = (k: object): Facets => ({ json: { types: ['object'], members: { k } } });
    expect(
      intersectFacets(members({}), members({ types: ['number'], value: { min: above(0) } }), json),
    ).toEqual(members({ types: ['number'], value: { min: above(0) } }));
    expect(
      intersectFacets(
        { elements: { each: { min: above(0) } } },
        { elements: { each: { min: above(3) }, count: { min: 1, max: 2 } } },
        array,
      ),
    ).toEqual({
      elements: { count: { min: 1, max: 2 }, each: { min: { value: 4, inclusive: true } } },
    });
  });
});

function above(value: number): NonNullable<Facets['min']> {
  return { value, inclusive: false };
}

function pattern(source: string): NonNullable<Facets['pattern']> {
  const parsed = parseRegex(source);
  if (parsed === undefined) throw new Error(source);
  return parsed;
}
