import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admitRows } from '../../src/checks/admit-rows.ts';
import { evaluate } from '../../src/checks/evaluate.ts';
import { implies } from '../../src/checks/implies.ts';
import { normalize } from '../../src/checks/normalize.ts';
import type { TableFacts } from '../../src/schema/facts.ts';
import { parse } from './support/catalogue.ts';
import { conditions, rows } from './support/expressions.ts';

const COLUMNS = {
  n: 'integer',
  d: 'decimal(10,2)',
  s: 'text',
  t: 'timestamptz',
  e: "enum('low','mid','high')",
  tags: 'text[]',
  f: 'boolean',
  share: 'integer domain public.percent',
};

function facts(checks: Readonly<Record<string, string>>): TableFacts {
  return { table: 'public.t', columns: COLUMNS, checks };
}

const admits = admitRows(parse);

describe('a check that takes more than before', () => {
  it.each([
    [
      "(s = ANY (ARRAY['a'::text, 'b'::text]))",
      "(s = ANY (ARRAY['b'::text, 'a'::text, 'c'::text]))",
    ],
    ["(s = 'a'::text)", "(s = ANY (ARRAY['a'::text, 'c'::text]))"],
    ['(n > 5)', '(n >= 6)'],
    ['(n > 5)', '(n > 0)'],
    ['(n > 0)', '(n <> 0)'],
    ['(d > (0)::numeric)', '(d >= (0)::numeric)'],
    ['((n >= 1) AND (n <= 5))', '((n >= 0) AND (n <= 10))'],
    ['(n = ANY (ARRAY[1, 2, 3]))', '((n >= 1) AND (n <= 10))'],
    ["(s <> ALL (ARRAY['a'::text, 'b'::text]))", "(s <> 'a'::text)"],
    ['(length(s) <= 20)', '(length(s) <= 40)'],
    [
      "(t > '2020-01-01 00:00:00+00'::timestamp with time zone)",
      "(t > '2019-01-01 00:00:00+00'::timestamp with time zone)",
    ],
    ['((n > 0) AND (length(s) > 2))', '((n > 0) OR f)'],
    ['((n > 0) OR (n IS NULL))', '(n > (-1))'],
    ["((s = 'a'::text) OR (n > 5))", "((s = ANY (ARRAY['a'::text, 'b'::text])) OR (n > 2))"],
    ["(s ~ '^[a-z]{2,5}$'::text)", "(s ~ '^[a-z]{2,9}$'::text)"],
    ["(s = 'ab'::text)", "(s ~ '^[a-z]{2,5}$'::text)"],
    ["(s !~~ '%a%'::text)", "(s !~~ '%ab%'::text)"],
    ["(tags <@ ARRAY['r'::text, 'w'::text])", "(tags <@ ARRAY['r'::text, 'w'::text, 'x'::text])"],
    ["(e = 'high'::prio)", "(e >= 'mid'::prio)"],
    ["((e = 'low'::prio) = (n IS NOT NULL))", "((e = 'low'::prio) = (n IS NOT NULL))"],
  ])('%s → %s', (before, after) => {
    expect(admits(facts({ c: before }), facts({ c: after }), 'c')).toBe(true);
  });

  it('a part of what several said before, or of another name', () => {
    const old = facts({ a: '(n > 5)', b: '((length(s) > 1) AND (n < 10))' });
    expect(admits(old, facts({ x: '((n > 0) AND (n < 20))' }), 'x')).toBe(true);
    expect(admits(old, facts({ x: '((n > 0) AND (n < 9))' }), 'x')).toBe(false);
  });

  it('of a column’s domain', () => {
    const of = (sql: string): TableFacts => facts({ 'share (percent.percent_check)': sql });
    const name = 'share (percent.percent_check)';
    const half = of('((VALUE >= 0) AND (VALUE <= 50))');
    const whole = of('((VALUE >= 0) AND (VALUE <= 100))');
    expect(admits(half, whole, name)).toBe(true);
    expect(admits(whole, half, name)).toBe(false);
    // The value of one column is not another's.
    expect(admits(facts({ a: '(n >= 0)' }), of('(VALUE >= 0)'), name)).toBe(false);
  });
});

describe('a check that refuses something, or that says something else', () => {
  it.each([
    ["(s = ANY (ARRAY['a'::text, 'b'::text]))", "(s = 'a'::text)"],
    ['(n > 0)', '(n > 5)'],
    ['(n >= 0)', '(n > 0)'],
    ['(n > 0)', '(n < 5)'],
    ['(n > 0)', '(d > (0)::numeric)'],
    ["((s = 'a'::text) OR (n > 5))", '(n > 5)'],
    ['((n > 0) OR f)', '((n > 0) AND f)'],
    ['(n > 0)', '((n > 0) AND (n IS NOT NULL))'],
    ["(s ~ '^[a-z]{2,5}$'::text)", "(s ~ '^[a-z]{3,5}$'::text)"],
    ["(e >= 'mid'::prio)", "(e = 'high'::prio)"],
    ["(tags <@ ARRAY['r'::text, 'w'::text])", "(tags <@ ARRAY['r'::text])"],
    ['(mine(n) > 0)', '(mine(n) >= length(s))'],
  ])('%s → %s', (before, after) => {
    expect(admits(facts({ c: before }), facts({ c: after }), 'c')).toBe(false);
  });

  it('a check where there was none', () => {
    expect(admits(facts({}), facts({ c: '(n > 0)' }), 'c')).toBe(false);
    expect(admits(facts({}), facts({ c: '(1 = 1)' }), 'c')).toBe(true);
  });
});

it('what is said to follow holds of every row', () => {
  let told = 0;
  fc.assert(
    fc.property(conditions, conditions, fc.array(rows, { minLength: 50 }), (a, b, tried) => {
      const [given, wanted] = [normalize(a), normalize(b)];
      if (!implies([given], wanted)) return;
      told++;
      for (const row of tried) {
        if (evaluate(given, row) !== false) expect(evaluate(wanted, row)).not.toBe(false);
      }
    }),
    { numRuns: 5000 },
  );
  expect(told).toBeGreaterThan(40);
});
