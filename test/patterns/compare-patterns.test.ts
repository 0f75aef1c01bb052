import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLike } from '../../src/checks/parse-like.ts';
import { parseRegex } from '../../src/checks/parse-regex.ts';
import { includes, overlaps } from '../../src/patterns/compare-patterns.ts';
import { lengthsOf, matchesPattern, type Pattern } from '../../src/patterns/pattern.ts';
import { restrictLengths } from '../../src/patterns/restrict-lengths.ts';
import { randomNumbers } from '../checks/support/random.ts';
import { samplePattern } from '../checks/support/sample-pattern.ts';

function regex(source: string, caseless = false): Pattern {
  return parseRegex(source, caseless)!;
}

describe('includes', () => {
  it.each([
    ['^[^@]+@[^@]+$', '^[a-z.]+@example[.]test$', true],
    ['^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]+$', '^[a-z]+@example[.]test$', true],
    ['@', '^a@b$', true],
    ['^a', '^ab*$', true],
    ['^[a-z]{2,5}$', '^[a-c]{3}$', true],
    ['^(ab|cd)+$', '^(abcd|cd)$', true],
    ['^[a-z]+$', '^[a-z0-9]+$', false],
    ['^[a-z]{2,5}$', '^[a-z]{3,6}$', false],
    ['^a$', 'a', false],
    ['^[^@]+$', '^a@b$', false],
    ['^a+$', '^a*$', false],
  ])('/%s/ takes all of /%s/: %s', (outer, inner, expected) => {
    expect(includes(regex(outer), regex(inner))).toBe(expected);
  });

  it('letters of either case', () => {
    expect(includes(regex('^[a-z]+$', true), regex('^[A-Z]b$'))).toBe(true);
    expect(includes(regex('^[a-z]+$'), regex('^b$', true))).toBe(false);
    expect(includes(parseLike('A%', true)!, parseLike('ab%')!)).toBe(true);
  });

  it('does not know what a locale decides', () => {
    expect(includes(regex('^[[:alpha:]]+$'), regex('^[a-z]+$'))).toBe(true);
    expect(includes(regex('^[[:alpha:]]+$'), regex('^[^ ]+$'))).toBeUndefined();
    expect(includes(regex('^[a-z]+$'), regex('^[[:lower:]]+$'))).toBeUndefined();
    expect(includes(regex('^\\d+$'), regex('^\\d+$'))).toBe(true);
  });

  it('gives up on what is too large', () => {
    expect(includes(regex('^(ab?){1,4000}$'), regex('^(ab?){1,3999}$'))).toBeUndefined();
  });
});

describe('overlaps', () => {
  it.each([
    ['\\s', '^[a-z]+ [a-z]+$', true],
    ['\\s', '^[a-z]+$', false],
    ['^a*b$', '^aab?$', true],
    ['^a*b$', '^aac?$', false],
    ['^$', '^a*$', true],
  ])('/%s/ and /%s/: %s', (first, second, expected) => {
    expect(overlaps(regex(first), regex(second))).toBe(expected);
    expect(overlaps(regex(second), regex(first))).toBe(expected);
  });

  it('does not know what a locale decides', () => {
    expect(overlaps(regex('^[é]$'), regex('^[[:alpha:]]$'))).toBeUndefined();
  });
});

/** Random regular expressions without named classes. */
const regexes = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom('a', 'b', 'c', '[ab]', '[^a]', '.'),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a}|${b})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{0,3}', '{1,}'))
      .map(([a, times]) => `(?:${a})${times}`),
  ),
})).node;

it('agrees with every text that is tried', () => {
  fc.assert(
    fc.property(regexes, regexes, fc.integer(), (first, second, seed) => {
      const [outer, inner] = [regex(`^${first}$`), regex(`^${second}$`)];
      const told = includes(outer, inner);
      const next = randomNumbers(seed);
      const texts = Array.from({ length: 20 }, () => samplePattern(inner, next, 40));
      if (texts.some((text) => !matchesPattern(outer, text))) expect(told).not.toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it('every pattern takes its own texts, also spelled otherwise', () => {
  fc.assert(
    fc.property(regexes, (source) => {
      const told = includes(regex(`^(?:${source}|${source})$`), regex(`^${source}$`));
      expect(told).not.toBe(false);
    }),
    { numRuns: 500 },
  );
});

describe('restrictLengths', () => {
  it('leaves texts of the pattern, of the lengths alone', () => {
    fc.assert(
      fc.property(regexes, fc.nat(12), fc.nat(12), fc.integer(), (source, min, more, seed) => {
        const pattern = regex(`^${source}$`);
        const node = restrictLengths(pattern.node, min, min + more);
        if (node === undefined) return;
        const { min: least, max: most } = lengthsOf(node);
        expect(least).toBeGreaterThanOrEqual(min);
        expect(most).toBeLessThanOrEqual(min + more);
        const text = samplePattern({ ...pattern, node }, randomNumbers(seed), Infinity);
        expect(matchesPattern(pattern, text)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps what varies where it can', () => {
    const restrict = (source: string, min: number, max: number): unknown =>
      restrictLengths(regex(source).node, min, max);
    expect(restrict('^[a-z]+$', 10, 10)).toEqual(regex('^[a-z]{10}$').node);
    expect(restrict('^[A-Z]{2,3}[0-9]*$', 8, 9)).toEqual(regex('^[A-Z]{2,3}[0-9]{6}$').node);
    expect(restrict('^[a-z]{3}$', 4, 9)).toBeUndefined();
    expect(restrict('^(?:ab)*$', 3, 3)).toBeUndefined();
  });
});
