import { describe, expect, it } from 'vitest';
import * as catalog from '../../generators/catalog.ts';
import type { Generator } from '../../generators/generator.ts';
import { withSuffix } from '../../generators/scramble.ts';
import { call, literal, object, type Expression } from '../../src/codegen/expression.ts';
import { formOf, TEXT_FORMS, type KnownTexts } from '../../src/codegen/text-forms.ts';
import { patternFlags, printWhole } from '../../src/patterns/pattern.ts';
import { bindTo, fakeRow } from '../support/fake-site.ts';

type Options = Readonly<Record<string, string | number>>;
const make = catalog as unknown as Readonly<
  Record<string, (...options: readonly Options[]) => Generator<string>>
>;

/** Generators with the options that rules give them. */
const CALLS: readonly (readonly [name: string, options: Options | undefined])[] = [
  ...Object.keys(TEXT_FORMS).map((name) => [name, undefined] as const),
  ['code', { length: 4, alphabet: '0123456789' }],
  ['code', { length: 12 }],
  ['hash', { length: 40 }],
  ['token', { prefix: 'cus_' }],
  ['text', { minLength: 3, maxLength: 9 }],
];
const ROOMS = [null, 1, 2, 3, 5, 7, 12, 16, 25, 36, 60, 80, 255] as const;

/** Rows far apart, whose numbers are short and long. */
const ROWS = [...Array(2000).keys(), 999_999_999, 2 ** 40];

/** Texts that are not of a form. */
function othersThan({ pattern, min, max }: KnownTexts, texts: readonly string[]): string[] {
  const expression = new RegExp(printWhole(pattern.node), patternFlags(pattern));
  return texts
    .filter((text) => !expression.test(text) || text.length < min || text.length > max)
    .slice(0, 3);
}

describe.each(CALLS)('texts of %s(%j)', (name, options) => {
  const members = Object.entries(options ?? {}).map(
    ([key, value]) => [key, literal(value)] as const,
  );
  const expression: Expression = call(name, options && object(Object.fromEntries(members)));
  const source = (): Generator<string> => make[name]!(...(options ? [options] : []));

  it('are of their form, in columns of every length that it is stated for', () => {
    for (const room of ROOMS) {
      const form = formOf({ expression }, room);
      if (form === undefined) continue;
      const bound = bindTo(source(), room === null ? 'text' : `varchar(${room})`);
      const texts = ROWS.map((index) => bound.draw(fakeRow(index)));
      expect([room, othersThan(form, texts)]).toEqual([room, []]);
    }
  });

  it('are so in unique columns too, where that is said', () => {
    for (const room of ROOMS) {
      const form = formOf({ expression, unique: true }, room);
      if (form === undefined) continue;
      const bound = bindTo(source(), room === null ? 'text' : `varchar(${room})`);
      const { distinct, space } = bound;
      const texts = ROWS.map((index) => {
        if (distinct) return bound.draw(fakeRow(index));
        return space === undefined
          ? withSuffix(bound.draw(fakeRow(index)), index, room ?? Infinity)
          : space.at(index % space.size);
      });
      expect([room, othersThan(form, texts)]).toEqual([room, []]);
    }
  });
});

it('forms are of generators that there are', () => {
  expect(Object.keys(TEXT_FORMS).filter((name) => !(name in catalog))).toEqual([]);
});
