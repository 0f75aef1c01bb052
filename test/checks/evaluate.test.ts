import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, type Truth } from '../../src/checks/evaluate.ts';
import type { Expression } from '../../src/checks/expression.ts';
import { parseType } from '../../src/schema/type-notation.ts';
import { parse } from './support/catalogue.ts';
import { conditions, rows } from './support/expressions.ts';

/** A check over one column `v` of a type, and its outcome for values. */
const OUTCOMES: readonly (readonly [string, string, readonly (readonly [unknown, Truth])[]])[] = [
  [
    'bigint',
    '(v > 9007199254740992)',
    [
      ['9007199254740993', true],
      [9007199254740993n, true],
      [1, false],
    ],
  ],
  [
    'decimal',
    '(v = 1.5)',
    [
      ['1.50', true],
      [1.5, true],
      ['1.51', false],
    ],
  ],
  [
    'decimal',
    '((v % (3)::numeric) = (0)::numeric)',
    [
      [9, true],
      ['10', false],
    ],
  ],
  [
    'double',
    '(v > (0)::double precision)',
    [
      ['NaN', true],
      ['-Infinity', false],
    ],
  ],
  [
    'citext',
    "(v OPERATOR(public.<>) ''::public.citext)",
    [
      ['', false],
      ['a', true],
    ],
  ],
  ['citext', "(v OPERATOR(public.=) 'ABC'::public.citext)", [['abc', true]]],
  [
    'char(3)',
    "(v = 'a'::bpchar)",
    [
      ['a  ', true],
      ['b', false],
    ],
  ],
  [
    'text',
    "(v < 'b'::text)",
    [
      ['a', 'unknown'],
      [null, null],
    ],
  ],
  [
    'text',
    '(length(v) <= 2)',
    [
      ['😀😀', true],
      ['abc', false],
    ],
  ],
  [
    'text',
    '(octet_length(v) < 4)',
    [
      ['é', true],
      ['😀', false],
    ],
  ],
  [
    'text',
    "(TRIM(BOTH FROM v) <> ''::text)",
    [
      ['  ', false],
      [' a ', true],
    ],
  ],
  [
    'text',
    "(POSITION(('@'::text) IN (v)) > 1)",
    [
      ['a@', true],
      ['@a', false],
      ['a', false],
    ],
  ],
  [
    'text',
    "(SUBSTRING(v FROM 2 FOR 2) = 'bc'::text)",
    [
      ['abcd', true],
      ['bc', false],
    ],
  ],
  [
    'text',
    '("left"(v, 1) = \'a\'::text)',
    [
      ['abc', true],
      ['', false],
    ],
  ],
  [
    'text',
    "(v ~~ 'a\\_%'::text)",
    [
      ['a_b', true],
      ['ab', false],
    ],
  ],
  [
    'text',
    "(v !~ '\\s'::text)",
    [
      ['a b', false],
      ['ab', true],
    ],
  ],
  [
    'timestamptz',
    "(v > '2000-01-01 00:00:00+00'::timestamp with time zone)",
    [
      [new Date(0), false],
      ['2000-01-01T01:00:00+00:30', true],
      ['infinity', true],
    ],
  ],
  [
    'timestamptz',
    "(date_trunc('day'::text, v) = v)",
    [
      ['2020-02-02', true],
      ['2020-02-02T00:00:00.000001Z', false],
    ],
  ],
  [
    'date',
    '(EXTRACT(year FROM v) = (2020)::numeric)',
    [
      ['2020-12-31', true],
      ['2021-01-01', false],
    ],
  ],
  [
    'interval',
    "(v > '00:00:00'::interval)",
    [
      ['1 mon', true],
      ['-1 days', false],
      ['00:00:00.000001', true],
    ],
  ],
  [
    'interval',
    "(v <= '30 days'::interval)",
    [
      ['1 mon', true],
      ['P1M1D', false],
    ],
  ],
  ['time', "(v < '18:00:00'::time without time zone)", [['17:59:59.5', true]]],
  [
    'bytea',
    '(octet_length(v) = 2)',
    [
      ['\\x00ff', true],
      [new Uint8Array(2), true],
      ['\\x00', false],
    ],
  ],
  [
    'uuid',
    "(v <> '00000000-0000-0000-0000-00000000000a'::uuid)",
    [['00000000-0000-0000-0000-00000000000A', false]],
  ],
  [
    'text[]',
    '(cardinality(v) > 0)',
    [
      [[], false],
      [['a'], true],
    ],
  ],
  ['text[]', '(array_length(v, 1) >= 1)', [[[], null]]],
  [
    'text[]',
    "(v <@ ARRAY['a'::text, 'b'::text])",
    [
      [['a', 'a'], true],
      [['a', null], false],
    ],
  ],
  [
    'text[]',
    "('x'::text <> ALL (v))",
    [
      [['a'], true],
      [['a', null], null],
      [['x'], false],
      [[], true],
    ],
  ],
  [
    'text[]',
    '(array_position(v, NULL::text) IS NULL)',
    [
      [['a', null], false],
      [['a'], true],
      [null, true],
    ],
  ],
  [
    'jsonb',
    "(jsonb_typeof(v) = 'object'::text)",
    [
      [{}, true],
      [[], false],
    ],
  ],
  [
    'jsonb',
    "((v ->> 'k'::text) IS NOT NULL)",
    [
      [{ k: null }, false],
      [{ k: {} }, true],
      [null, false],
    ],
  ],
  [
    'jsonb',
    "(((v -> 'n'::text))::integer > 0)",
    [
      [{ n: 1 }, true],
      [{}, null],
    ],
  ],
  [
    'range(timestamptz)',
    '((NOT isempty(v)) AND (lower(v) IS NOT NULL))',
    [
      ['empty', false],
      ['(,2020-01-01)', false],
      ['[2020-01-01,)', true],
    ],
  ],
  [
    'inet',
    '((masklen(v) = 32) AND (family(v) = 4))',
    [
      ['10.0.0.1', true],
      ['10.0.0.0/8', false],
      ['::1', false],
    ],
  ],
  [
    "enum('b','a')",
    "(v < 'a'::letters)",
    [
      ['b', true],
      ['a', false],
    ],
  ],
  [
    'integer',
    '(my_function(v) > 0)',
    [
      [1, 'unknown'],
      [null, 'unknown'],
    ],
  ],
];

describe('evaluate', () => {
  it.each(OUTCOMES)('%s: %s', (spelling, sql, outcomes) => {
    const { type } = parseType(spelling);
    const check = parse(sql, () => type);
    expect(outcomes.map(([v]) => [v, evaluate(check, { v })])).toEqual(outcomes);
  });

  it('takes NOT of what is known, and leaves NULL', () => {
    fc.assert(
      fc.property(conditions, rows, (operand, row) => {
        const truth = evaluate(operand, row);
        const negated = evaluate({ kind: 'not', operand }, row);
        expect(negated).toBe(typeof truth === 'boolean' ? !truth : truth);
      }),
    );
  });

  it('combines AND and OR as the smallest and the largest of false, NULL, true', () => {
    const rank = (truth: Truth): number => (truth === false ? 0 : truth === true ? 2 : 1);
    fc.assert(
      fc.property(fc.array(conditions, { minLength: 2, maxLength: 4 }), rows, (operands, row) => {
        const ranks = operands.map((operand) => rank(evaluate(operand, row)));
        const of = (kind: 'and' | 'or'): number => rank(evaluate({ kind, operands }, row));
        expect(of('and')).toBe(Math.min(...ranks));
        expect(of('or')).toBe(Math.max(...ranks));
      }),
    );
  });

  it('never calls a known outcome unknown for an unknown part that cannot change it', () => {
    const opaque: Expression = { kind: 'opaque', sql: 'f()', columns: [] };
    const of = (kind: 'and' | 'or', value: boolean): Truth =>
      evaluate({ kind, operands: [opaque, { kind: 'literal', value, type: null }] }, {});
    expect([of('and', false), of('or', true)]).toEqual([false, true]);
    expect([of('and', true), of('or', false)]).toEqual(['unknown', 'unknown']);
  });
});
