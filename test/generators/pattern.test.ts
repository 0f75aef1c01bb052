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

const AMBIGUOUS = ['a*a*', '(a|a)', '(a?)?', '[a-z]+@[a-z]+\\.test', '(ab|a)(c|bc)'];

describe('pattern()', () => {
  test.each([...COUNTED.map(([source]) => source), ...AMBIGUOUS])(
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

  test.each([
    '[a-z][a-z0-9-]{1,38}[a-z0-9]',
    '[A-Z]{60}',
    '(?:[a-z]{30}|[0-9]{40})x',
    'id-[0-9a-f]{8,64}',
    '[a-z]{3}[0-9]{30}',
    '.{1,80}',
    '\\w{3,40}',
    '[a-z0-9]+(?:-[a-z0-9]+)*',
    '[^@\\s]+@[^@\\s]+\\.[a-z]{2,}',
    '(?:[a-z]+[0-9]*)+',
  ])('has no end of texts of /%s/, no two of them alike', (source) => {
    const { space } = bindTo(pattern(source), 'text');
    expect(space?.size).toBe(2 ** 52);
    const expression = new RegExp(`^(?:${source})$`, 'u');
    const numbers = [0, 1, 2, 2 ** 52 - 1, ...Array.from({ length: 5000 }, (_, at) => at * 7 + 3)];
    const texts = numbers.map((number) => space!.at(number));
    expect(new Set(texts).size).toBe(numbers.length);
    expect(texts.every((text) => expression.test(text))).toBe(true);
    // What a number is too small to decide is not the same in all of them.
    expect(new Set(texts.map((text) => text.slice(-3))).size).toBeGreaterThan(100);
  });

  test.each(AMBIGUOUS)('numbers those texts of /%s/ that are made in one way only', (source) => {
    for (const type of ['text', 'varchar(24)']) {
      const { space } = bindTo(pattern(source), type);
      const expression = new RegExp(`^(?:${source})$`, 'u');
      const texts = Array.from({ length: Math.min(space!.size, 3000) }, (_, at) => space!.at(at));
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.every((text) => expression.test(text))).toBe(true);
    }
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
