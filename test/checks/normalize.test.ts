import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/checks/evaluate.ts';
import { normalize } from '../../src/checks/normalize.ts';
import { parseType } from '../../src/schema/type-notation.ts';
import { parse } from './support/catalogue.ts';
import { conditions, rows } from './support/expressions.ts';

const TYPES: Readonly<Record<string, string>> = {
  x: 'integer',
  y: 'integer',
  t: 'text',
  v: 'varchar(10)',
  ci: 'citext',
  st: "enum('a','b','c')",
  f: 'boolean',
  at: 'timestamptz',
  bt: 'timestamptz',
};

function read(sql: string): unknown {
  return parse(sql, (name) => {
    const type = TYPES[name];
    return type === undefined ? undefined : parseType(type).type;
  });
}

/** Two spellings of one check. */
const SAME: readonly (readonly [string, string])[] = [
  ['(0 < x)', '(x > 0)'],
  ["((t = 'a'::text) OR (t = 'b'::text))", "(t = ANY (ARRAY['a'::text, 'b'::text]))"],
  [
    "((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
    "((v)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))",
  ],
  ["(x = ANY ('{1,2}'::integer[]))", '(x = ANY (ARRAY[1, 2]))'],
  ['(NOT ((x > 1) AND (y IS NULL)))', '((x <= 1) OR (y IS NOT NULL))'],
  ["(t <> ALL (ARRAY['a'::text, 'b'::text]))", "((t <> 'a'::text) AND (t <> 'b'::text))"],
  ['(x BETWEEN 1 AND 3)', '((x >= 1) AND (x <= 3))'],
  ["(st <> 'a'::public.letters)", "(st <> 'a'::letters)"],
  ['(f = true)', 'f'],
  ['(f IS DISTINCT FROM true)', '(f IS NOT TRUE)'],
  ['((x + 1) > 5)', '(x > 4)'],
  ['((x - y) > 0)', '(x > y)'],
  ["((at - bt) > '00:00:00'::interval)", '(at > bt)'],
  [
    '(num_nulls(x, y) = 1)',
    '((CASE WHEN (x IS NULL) THEN 1 ELSE 0 END + CASE WHEN (y IS NULL) THEN 1 ELSE 0 END) = 1)',
  ],
  ['((((x IS NULL))::integer + ((y IS NULL))::integer) = 1)', '(num_nulls(x, y) = 1)'],
  ['(num_nulls(VARIADIC ARRAY[x, y]) = 1)', '(num_nulls(x, y) = 1)'],
  ['(COALESCE(x, 0) >= 0)', 'CASE WHEN (x IS NOT NULL) THEN (x >= 0) ELSE true END'],
  [
    "(NULLIF(t, ''::text) IS NOT NULL)",
    "CASE WHEN (t = ''::text) THEN false ELSE (t IS NOT NULL) END",
  ],
];

describe('normalize', () => {
  it.each(SAME)('%s is %s', (one, other) => {
    expect(read(one)).toEqual(read(other));
  });

  it('keeps the cast that makes citext compare by case', () => {
    expect(read('((ci)::text = lower((ci)::text))')).toMatchObject({ left: { kind: 'cast' } });
  });

  it('drops the cast of an enum that is compared for equality', () => {
    expect(read("((st)::text = 'a'::text)")).toMatchObject({ left: { kind: 'column' } });
    expect(read("((st)::text < 'a'::text)")).toMatchObject({ left: { kind: 'cast' } });
  });

  it('evaluates to the same over every row', () => {
    fc.assert(
      fc.property(conditions, rows, (condition, row) => {
        expect(evaluate(normalize(condition), row)).toBe(evaluate(condition, row));
      }),
      { numRuns: 2000 },
    );
  });

  it('is done after one pass', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const once = normalize(condition);
        expect(normalize(once)).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });
});
