import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as catalog from '../../generators/catalog.ts';
import { countCharacters } from '../../generators/fit-text.ts';
import type { Bound } from '../../generators/generator.ts';
import { bindTo, fakeRow, FakeSite } from '../support/fake-site.ts';
import { EXAMPLES, NOT_VALUES, type Example } from './every-generator.ts';

const GOLDEN = new URL('golden.json', import.meta.url);
const GOLDEN_ROWS = [0, 1, 42, 9_999_999];

function bindExample(example: Example, seed = 'golden'): (index: number) => unknown {
  const bound = bindTo(example.make(), example.type, { ...example.options, seed });
  const row = example.row ?? fakeRow;
  return (index) => bound.draw(row(index));
}

/** Values as JSON can show them. */
function shown(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return value;
}

describe('the catalogue', () => {
  test('lists everything that it exports, sorted', () => {
    const { CATALOG, ...generators } = catalog;
    expect([...CATALOG]).toEqual(Object.keys(generators).toSorted());
  });

  test('has an example of every generator', () => {
    const missing = catalog.CATALOG.filter(
      (name) => !(name in EXAMPLES) && !NOT_VALUES.includes(name),
    );
    expect(missing).toEqual([]);
  });
});

// A change here is a release note: everybody's previews get other data.
test('values of the seed "golden" stay what they are', () => {
  const made = Object.fromEntries(
    Object.entries(EXAMPLES).map(([name, example]) => {
      const draw = bindExample(example);
      return [name, GOLDEN_ROWS.map((index) => shown(draw(index)))];
    }),
  );
  const text = `${JSON.stringify(made, null, 2)}\n`;
  if (process.env['UPDATE'] !== undefined) writeFileSync(GOLDEN, text);
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
});

describe.each(Object.entries(EXAMPLES))('%s()', (name, example) => {
  test('gives a row the same value in any order, however often', () => {
    const forwards = bindExample(example);
    const backwards = bindExample(example);
    const rows = [0, 1, 2, 31, 32, 500, 9_999_999, 2 ** 32 + 5, 2 ** 40];
    const first = rows.map((index) => forwards(index));
    const second = rows.toReversed().map((index) => backwards(index));
    expect(second.toReversed()).toEqual(first);
    expect(forwards(rows[3]!)).toEqual(first[3]);
  });

  test('gives another seed other values', () => {
    if (BY_ROW_ALONE.has(name)) return;
    const rows = Array.from({ length: 30 }, (_, index) => index);
    const one = rows.map(bindExample(example, 'one'));
    const two = rows.map(bindExample(example, 'two'));
    expect(two).not.toEqual(one);
  });

  test('makes text that every database stores', () => {
    const draw = bindExample(example);
    for (let index = 0; index < 200; index++) {
      for (const text of textsIn(draw(index))) {
        expect(text).not.toContain('\0');
        expect(text.isWellFormed()).toBe(true);
      }
    }
  });

  test('is distinct where it says so, in the base and in a scenario', () => {
    const base = bindTo(example.make(), example.type, example.options);
    if (!base.distinct) return;
    const scenario = bindTo(example.make(), example.type, {
      ...example.options,
      scenario: 'large',
    });
    const row = example.row ?? fakeRow;
    const seen = new Set<string>();
    for (let ordinal = 0; ordinal < 10_000; ordinal++) {
      seen.add(String(base.draw(row(ordinal))));
      const added = { ...row(ordinal), index: ordinal, ordinal: 10_000 + ordinal };
      seen.add(String(scenario.draw(added)));
    }
    expect(seen.size).toBe(20_000);
  });

  test('has a space of different values where it has one', () => {
    const { space } = bindTo(example.make(), example.type, example.options);
    if (space === undefined) return;
    expectInjective(space);
    expect(space.size).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
  });
});

/** Generators that nothing but the row decides. */
const BY_ROW_ALONE = new Set(['serial', 'avatarUrl', 'slug of a title', 'email of a name']);

describe('text of any length', () => {
  const texts = Object.entries(EXAMPLES).filter(
    ([, { type }]) => /text|char/.test(type) && !/\[|row|union/.test(type),
  );

  test.each(texts)('%s() fits', (_, example) => {
    for (let length = 1; length <= 40; length++) {
      for (const type of [`varchar(${length})`, `char(${length})`]) {
        const bound = bindIfPossible(example, type);
        if (bound === null) continue;
        const row = example.row ?? fakeRow;
        for (const index of [0, 1, 7, 99, 12_345, 9_999_999]) {
          const value = String(bound.draw(row(index)));
          expect(countCharacters(value)).toBeLessThanOrEqual(length);
          expect(value.length).toBeGreaterThan(0);
        }
        if (bound.space) expectInjective(bound.space, 2000);
      }
    }
  });

  test.each(texts)('%s() is distinct where it says so', (_, example) => {
    for (let length = 1; length <= 45; length++) {
      const bound = bindIfPossible(example, `varchar(${length})`);
      if (!bound?.distinct) continue;
      const row = example.row ?? fakeRow;
      const made = Array.from({ length: 300 }, (__, index) =>
        String(bound.draw(row(index * 33_331))),
      );
      expect(new Set(made).size).toBe(made.length);
    }
  });
});

/** A pattern refuses columns that are too short for it, when it is bound. */
function bindIfPossible(example: Example, type: string): Bound | null {
  try {
    return example.make().bind(new FakeSite(type, example.options));
  } catch {
    return null;
  }
}

function expectInjective(space: NonNullable<Bound['space']>, most = 10_000): void {
  const count = Math.min(space.size, most);
  const seen = new Set<string>();
  for (let number = 0; number < count; number++) seen.add(keyOf(space.at(number)));
  if (space.size > most) seen.add(keyOf(space.at(space.size - 1)));
  expect(seen.size).toBe(count + (space.size > most ? 1 : 0));
}

function keyOf(value: unknown): string {
  return value instanceof Date ? String(value.getTime()) : String(value);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  if (value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsIn(member)]);
}
