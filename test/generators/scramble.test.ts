import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCharacters } from '../../generators/fit-text.ts';
import { scramble, withSuffix } from '../../generators/scramble.ts';
import { hashPath } from '../../src/random/hash.ts';

const KEY = hashPath('golden', 'anonymize');

function scrambled(text: string, maxLength: number | null = null): string {
  return String(scramble(text, KEY, maxLength));
}

describe('scramble()', () => {
  test('maps a word to the same name everywhere, in its own case', () => {
    const [first = '', last = ''] = scrambled('Sarah Chen').split(' ');
    expect(first).not.toBe('Sarah');
    expect(scrambled('sarah.chen@acme.com')).toBe(
      `${first.toLowerCase()}.${last.toLowerCase()}@example.test`,
    );
    expect(scrambled('CHEN, Sarah')).toBe(`${last.toUpperCase()}, ${first}`);
  });

  test('keeps words that name nobody, punctuation and emojis', () => {
    expect(scrambled('Dr. Chen, Jr.')).toMatch(/^Dr\. [A-Z][a-z]+, Jr\.$/);
    expect(scrambled('12 Elm Street, Apt. 7')).toMatch(/^[1-9]\d [A-Z][a-z]+ Street, Apt\. \d$/);
    expect(scrambled('Acme Widgets Inc.')).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ Inc\.$/);
    expect(scrambled('🦊 — Zoë!')).toMatch(/^🦊 — [A-Z][a-z]+!$/);
  });

  test.each([
    [
      'https://acme.com:8443/users/sarah?id=7',
      /^https:\/\/example\.test\/[a-z]+\/[a-z]+\?[a-z]+=\d$/,
    ],
    ['https://sarah:secret@acme.com', /^https:\/\/example\.test$/],
    ['www.acme.com', /^[a-z]+\.example\.test$/],
    ['+44 20 7946 0958', /^\+1\d{3}55501\d\d$/],
    ['(415) 867-5309', /^\(\d{3}\) 555-01\d\d$/],
    ['call 415-867-5309 now', /^[a-z]+ \d{3}-555-01\d\d [a-z]+$/],
    ['10.1.2.3', /^192\.0\.2\.\d+$/],
    ['2024-05-17', /^2024-0[3-5]-\d\d$/],
    ['2024-05-17T10:00:00Z', /^2024-0[3-5]-\d\dT10:00:00Z$/],
    [
      '9f1c2d3e-0b1a-4c2d-9e3f-1a2b3c4d5e6f',
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/,
    ],
    ['00123', /^0\d{4}$/],
  ])('%s keeps its form', (text, form) => {
    expect(scrambled(text)).toMatch(form);
    expect(scrambled(text)).not.toBe(text);
  });

  test('goes into lists and objects, and leaves numbers and keys', () => {
    const value = { name: 'Sarah', age: 41, ok: true, tags: ['Chen'], none: null };
    expect(scramble(value, KEY, null)).toEqual({
      name: scrambled('Sarah'),
      age: 41,
      ok: true,
      tags: [scrambled('Chen')],
      none: null,
    });
  });

  test('moves dates back by at most 60 days', () => {
    const date = new Date('2024-05-17T10:00:00Z');
    const moved = date.getTime() - (scramble(date, KEY, null) as Date).getTime();
    expect(moved % 86_400_000).toBe(0);
    expect(moved).toBeGreaterThanOrEqual(86_400_000);
    expect(moved).toBeLessThanOrEqual(60 * 86_400_000);
  });

  test('leaves no word of three letters or more, and never grows beyond the column', () => {
    const word = fc.constantFrom('Sarah', 'chen', 'MÜLLER', "O'Brien", 'Łukasz', 'анна');
    const text = fc
      .array(fc.oneof(word, fc.string()), { maxLength: 8 })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (made, length) => {
        const hidden = scrambled(made, length);
        expect(hidden).toBe(scrambled(made, length));
        expect(countCharacters(hidden)).toBeLessThanOrEqual(length);
        expect(hidden.isWellFormed() || !made.isWellFormed()).toBe(true);
        for (const name of ['MÜLLER', 'Łukasz', 'анна', 'chen']) expect(hidden).not.toContain(name);
      }),
    );
  });

  test('takes no more time for long text than for its length', () => {
    const long = 'a.b-c'.repeat(20_000);
    const start = performance.now();
    scrambled(long);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('withSuffix()', () => {
  test.each([
    ['john.doe@x.test', 42, 255, 'john.doe.42@x.test'],
    ['a.name.here@x.test', 42, 17, 'a.name.42@x.test'],
    ['two-words-here', 42, 13, 'two-words-42'],
    ['acme-corp', 42, 255, 'acme-corp-42'],
    ['snake_case', 42, 255, 'snake_case_42'],
    ['Two words', 42, 255, 'Two words 42'],
    ['Globex', 42, 255, 'Globex 42'],
    ['globex', 42, 255, 'globex-42'],
    ['', 42, 255, '42'],
    ['Two words', 42, 9, 'Two wo 42'],
    ['john.doe@x.test', 42, 14, 'john.42@x.test'],
    ['john.doe@x.test', 42, 9, '42@x.test'],
    ['john.doe@x.test', 42, 8, 'john.-42'],
    ['🦊🦊🦊🦊', 7, 4, '🦊🦊-7'],
    ['abc', 42, 2, '42'],
  ])('%s of row %i in %i characters is %s', (text, ordinal, length, expected) => {
    expect(withSuffix(text, ordinal, length)).toBe(expected);
  });

  test('refuses what not even the number fits into', () => {
    expect(() => withSuffix('abc', 123, 2)).toThrow('Row 123 does not fit into 2 characters');
  });

  test('gives two rows two texts, whatever the texts are', () => {
    const texts = fc.oneof(
      fc.constantFrom('a@b.test', 'a', 'A', 'a-1', 'a 1', '1', '', 'x_1', 'a.1@b.test', 'q@b-12'),
      fc.string({ unit: 'grapheme' }),
    );
    const ordinal = fc.integer({ min: 0, max: 9_999_999 });
    fc.assert(
      fc.property(
        texts,
        texts,
        ordinal,
        ordinal,
        fc.integer({ min: 8, max: 30 }),
        (a, b, m, n, length) => {
          fc.pre(m !== n);
          const one = withSuffix(a, m, length);
          expect(one).not.toBe(withSuffix(b, n, length));
          expect(countCharacters(one)).toBeLessThanOrEqual(length);
        },
      ),
    );
  });
});
