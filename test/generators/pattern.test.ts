import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pattern } from '../../generators/pattern.ts';
import { bindTo, drawRows } from '../support/fake-site.ts';

const COUNTED: readonly (readonly [source: string, size: number])[] = [
  ['^[A-Z]{2}-\\d{4}$', 26 * 26 * 10_000],
  ['a|b|c', 3],
  ['(foo|ba[rz])?', 4],
  ['[ab]{1,3}', 14],
  ['\\d{3}(-\\d{2})?', 101_000],
  ['(?:x|yy|zzz)', 3],
  ['[^\\W\\d_]', 52],
  ['#[0-9a-f]{6}', 16 ** 6],
  ['\\u00e9\\x41\\.', 1],
];

const UNCOUNTED = [
  'a*a*',
  '(a|a)',
  '(a?)?',
  '[a-z]+@[a-z]+\\.test',
  '(ab|a)(c|bc)',
  '.{1,80}',
  '\\w{3,40}',
];

describe('pattern()', () => {
  test.each([...COUNTED.map(([source]) => source), ...UNCOUNTED])(
    'makes texts that /%s/ matches',
    (source) => {
      const expression = new RegExp(`^(?:${source})$`, 'u');
      for (const type of ['text', 'varchar(12)']) {
        for (const made of drawRows(bindTo(pattern(source), type), 300)) {
          expect(made).toMatch(expression);
          if (type !== 'text') expect(made.length).toBeLessThanOrEqual(12);
        }
      }
    },
  );

  test.each(COUNTED)('counts the texts of /%s/', (source, size) => {
    const { space } = bindTo(pattern(source), 'text');
    expect(space?.size).toBe(size);
    const expression = new RegExp(`^(?:${source})$`, 'u');
    const texts = Array.from({ length: Math.min(size, 5000) }, (_, number) => space!.at(number));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.every((text) => expression.test(text))).toBe(true);
  });

  test.each(UNCOUNTED)('does not count the texts of /%s/', (source) => {
    expect(bindTo(pattern(source), 'text').space).toBeUndefined();
  });

  test.each([
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '\\bword',
    'a{3,1}',
    '(a',
    'a)',
    '*',
    '[z-a]',
    'a^b',
    '\\p{L}',
    '[a',
  ])('refuses /%s/', (source) => {
    expect(() => pattern(source)).toThrow(RangeError);
  });

  test('refuses a column that is too short', () => {
    expect(() => bindTo(pattern('\\d{8}'), 'varchar(7)')).toThrow(
      /8 characters, the column takes 7/,
    );
  });

  test('makes texts that match whatever is put together', () => {
    const atom = fc.constantFrom('a', '[0-9]', '\\w', '(?:x|yz)', '[^a-z]', '-');
    const quantifier = fc.constantFrom('', '?', '{2}', '{1,3}', '*', '+');
    const part = fc.tuple(atom, quantifier).map((pair) => pair.join(''));
    const source = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(source, fc.integer({ min: 0, max: 1e6 }), (text, from) => {
        const bound = bindTo(pattern(text), 'text');
        const expression = new RegExp(`^(?:${text})$`);
        expect(drawRows(bound, 5, from).every((made) => expression.test(made))).toBe(true);
        const { space } = bound;
        if (space === undefined || space.size > 3000) return;
        const all = Array.from({ length: space.size }, (_, number) => space.at(number));
        expect(new Set(all).size).toBe(space.size);
        expect(all.every((made) => expression.test(made))).toBe(true);
      }),
    );
  });
});
