import { describe, expect, it } from 'vitest';
import { printPattern, type Pattern } from '../../src/patterns/pattern.ts';
import { domain, parse, solve, tableOf } from './support/catalogue.ts';
import { solveTable } from '../../src/checks/solve.ts';

/** A check over one column `v` of a type, and the facets that solve it. */
const FACETS: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['integer', '((v > 0) AND (v < 150))', { min: closed(1), max: closed(149) }],
  ['bigint', '(v < 9223372036854775807)', { max: closed('9223372036854775806') }],
  ['decimal(5,2)', '((v >= (0)::numeric) AND (v < 0.5))', { min: closed(0), max: open(0.5) }],
  ['double', "(v >= ('-90'::integer)::double precision)", { min: closed(-90) }],
  ['integer', '(abs(v) <= 5)', { min: closed(-5), max: closed(5) }],
  ['date', "(v > '2020-02-28'::date)", { min: closed('2020-02-29') }],
  [
    'date',
    '(EXTRACT(year FROM v) = (2020)::numeric)',
    { min: closed('2020-01-01'), max: closed('2020-12-31') },
  ],
  ['text', "(v = ANY (ARRAY['a'::text, 'b'::text]))", { values: ['a', 'b'] }],
  ['text', "((v = 'a'::text) OR (v IS NULL))", { values: ['a'] }],
  ['text', "(v <> ALL (ARRAY['x'::text, 'y'::text]))", { excluded: ['x', 'y'] }],
  ["enum('low','mid','high')", "(v >= 'mid'::prio)", { values: ['mid', 'high'] }],
  ["enum('low','mid','high')", "((v)::text ~~ '%i%'::text)", { values: ['mid', 'high'] }],
  ['boolean', 'v', { values: [true] }],
  ['boolean', '(v IS NOT FALSE)', { values: [true] }],
  ['text', '(char_length(v) >= 3)', { length: { min: 3, max: null } }],
  ['text', "(v <> ''::text)", { length: { min: 1, max: null } }],
  ['text', '(octet_length(v) < 10)', { octets: { min: 0, max: 9 } }],
  ['bytea', '(octet_length(v) = 32)', { octets: { min: 32, max: 32 } }],
  ['text', "(TRIM(BOTH FROM v) <> ''::text)", { notBlank: true }],
  ['text', '(length(TRIM(BOTH FROM v)) > 0)', { notBlank: true }],
  ['char(2)', '((v)::text = upper((v)::text))', { letterCase: 'upper' }],
  [
    'text',
    "((v = lower(v)) AND (v ~ '^[a-zA-Z]+$'::text))",
    { letterCase: 'lower', pattern: '^[a-z]+$' },
  ],
  [
    'text',
    '((v = lower(btrim(v))) AND (length(v) >= 3))',
    { letterCase: 'lower', forbidden: ['^(?: .*|.* )$'], length: { min: 3, max: null } },
  ],
  ['text', "(v ~ '^[A-Z]{3}-\\d+$'::text)", { pattern: '^[A-Z]{3}-[0-9]+$' }],
  ['text', "((v ~~ 'a%'::text) AND (v ~~ '%z'::text))", { pattern: '^a.*z$' }],
  ['text', "(v ~ similar_to_escape('[a-z]+'::text))", { pattern: '^[a-z]+$' }],
  ['text', "(v !~~ '%@%'::text)", { forbidden: ['@'] }],
  ['text', "(SUBSTRING(v FROM 1 FOR 2) = 'ab'::text)", { pattern: '^ab' }],
  ['text', "(POSITION(('@'::text) IN (v)) > 1)", { pattern: '^[^@].*@' }],
  ['integer', '((v % 100) = 0)', { step: { kind: 'multiple', of: 100, offset: 0 } }],
  ['timestamptz', "(date_trunc('day'::text, v) = v)", { step: { kind: 'time', unit: 'day' } }],
  [
    'jsonb',
    "(jsonb_typeof(v) = ANY (ARRAY['object'::text, 'array'::text]))",
    { json: { types: ['object', 'array'] } },
  ],
  [
    'text[]',
    '((cardinality(v) >= 1) AND (cardinality(v) <= 3))',
    { elements: { count: { min: 1, max: 3 } } },
  ],
  [
    'text[]',
    "(v <@ ARRAY['r'::text, 'w'::text])",
    { elements: { allowed: ['r', 'w'], nulls: 'never' } },
  ],
  ['text[]', "('none'::text <> ALL (v))", { elements: { excluded: ['none'], nulls: 'never' } }],
  ['integer[]', '(0 < ALL (v))', { elements: { each: { min: open(0) }, nulls: 'never' } }],
  ['text[]', '(array_position(v, NULL::text) IS NULL)', { elements: { nulls: 'never' } }],
  ['inet', '((masklen(v) = 32) AND (family(v) = 4))', { network: { prefix: 32, family: 4 } }],
  ['integer', '(COALESCE(v, 0) >= 0)', { min: closed(0) }],
  // What every finite value meets.
  ['decimal', "(v <> 'NaN'::numeric)", {}],
  ['decimal', "((v >= (0)::numeric) AND (v < 'Infinity'::numeric))", { min: closed(0) }],
  ['double', "((v > '-inf'::double precision) AND (v <= 'NaN'::double precision))", {}],
  ['date', "(v < 'infinity'::date)", {}],
  ['timestamptz', "((v <> 'infinity'::timestamp with time zone) AND isfinite(v))", {}],
];

describe('one column', () => {
  it.each(FACETS)('%s: %s', (type, sql, facets) => {
    const { columns, fallbacks, unsolved } = solve({ v: type }, sql);
    expect([fallbacks, unsolved]).toEqual([[], []]);
    expect(printed(columns.get('v'))).toEqual({ nulls: 'free', ...facets, checks: ['c0'] });
  });

  it.each([
    ['text', "(NULLIF(v, ''::text) IS NOT NULL)"],
    ['range(timestamptz)', '((NOT isempty(v)) AND (lower(v) IS NOT NULL))'],
    ['jsonb', "((v ->> 'k'::text) IS NOT NULL)"],
    ['text', "((v ~ 'a'::text) IS TRUE)"],
    ['integer', '(v IS NOT NULL)'],
  ])('%s: %s is not NULL', (type, sql) => {
    expect(solve({ v: type }, sql).columns.get('v')?.nulls).toBe('never');
  });

  it('reads a chain of domains, their NOT NULL, and domains inside', () => {
    const small = domain('small', 'integer', { positive: '(VALUE > 0)' });
    const tiny = domain('tiny', small, { below: '((VALUE)::integer < 10)' }, true);
    const { columns } = solve({
      t: tiny,
      a: { kind: 'array', element: small },
      r: { kind: 'composite', fields: [{ name: 'n', type: tiny }] },
    });
    expect(columns.get('t')).toEqual({
      nulls: 'never',
      min: closed(1),
      max: closed(9),
      checks: ['positive', 'below'],
    });
    expect(columns.get('a')?.elements).toEqual({ each: { min: closed(1) } });
    expect(columns.get('r')?.fields).toEqual({ n: { min: closed(1), max: closed(9) } });
  });

  it('falls back to NULL for what it cannot solve, if that makes the check hold', () => {
    const { columns, fallbacks, unsolved } = solve({ v: 'text' }, '(reverse(v) = v)');
    expect(columns.get('v')?.nulls).toBe('always');
    expect([fallbacks.map(({ nulled }) => nulled), unsolved]).toEqual([[['v']], []]);
  });

  it('leaves a check unsolved that NULL may break, or that a column cannot be NULL for', () => {
    const reasons = (type: string, sql: string): unknown => {
      const { columns, unsolved } = solve({ v: type, other: 'text' }, sql, "(other <> ''::text)");
      expect(columns.get('other')?.length).toEqual({ min: 1, max: null });
      return unsolved.map(({ check, reason }) => [check, reason]);
    };
    expect(reasons('text not null', '(reverse(v) = v)')).toEqual([
      ['c0', 'values for reverse(v) cannot be chosen'],
    ]);
    expect(reasons('text', 'my_function(v)')).toEqual([
      ['c0', 'values for my_function(v) cannot be chosen'],
    ]);
    expect(reasons('text', 'what even is this')).toEqual([
      ['c0', 'it has a part that is not understood'],
    ]);
  });

  it('names both checks of a contradiction', () => {
    const { columns, unsolved } = solve({ v: 'integer not null' }, '(v > 5)', '(v < 3)');
    expect(unsolved).toMatchObject([{ check: 'c1', reason: 'it contradicts "c0"' }]);
    expect(columns.get('v')?.min).toEqual(closed(6));
  });
});

describe('several columns', () => {
  it('orders columns, with room above the first', () => {
    const { dependencies, columns, order } = solve(
      { b: 'integer', a: 'integer not null' },
      '(a < b)',
      '(b <= 10)',
    );
    expect(dependencies).toEqual([
      { kind: 'order', earlier: 'a', later: 'b', strict: true, checks: ['c0'] },
    ]);
    expect(columns.get('a')?.max).toEqual(closed(9));
    expect(order).toEqual(['a', 'b']);
  });

  it('leaves out an order that follows, and puts what may be NULL between the two others', () => {
    const checks = ['(a <= b)', '(b <= c)', '(a <= c)'] as const;
    const present = { a: 'date not null', b: 'date not null', c: 'date not null' };
    expect(solve(present, ...checks).dependencies).toMatchObject([
      { kind: 'order', earlier: 'a', later: 'b' },
      { kind: 'order', earlier: 'b', later: 'c' },
    ]);
    const { dependencies, order } = solve({ ...present, b: 'date' }, ...checks);
    expect(order.slice(-3)).toEqual(['a', 'c', 'b']);
    expect(dependencies).toMatchObject([
      { kind: 'order', earlier: 'a', later: 'c' },
      { kind: 'order', earlier: 'a', later: 'b' },
      { kind: 'order', earlier: 'b', later: 'c', below: true },
    ]);
  });

  it('refuses to order in a circle', () => {
    const { columns, fallbacks } = solve({ a: 'integer', b: 'integer' }, '(a < b)', '(b < a)');
    expect(fallbacks).toMatchObject([
      { check: 'c1', reason: 'it orders b and a in a circle', nulled: ['b'] },
    ]);
    expect(columns.get('b')?.nulls).toBe('always');
  });

  it('keeps columns apart', () => {
    const { dependencies } = solve(
      { a: 'integer', b: 'integer', c: 'uuid', d: 'uuid' },
      '(a <> b)',
      '(c IS DISTINCT FROM d)',
    );
    expect(dependencies).toEqual([
      { kind: 'differs', column: 'b', from: 'a', checks: ['c0'] },
      {
        kind: 'alternatives',
        columns: ['c', 'd'],
        present: [['d'], ['c'], ['c', 'd']],
        checks: ['c1'],
      },
      { kind: 'differs', column: 'd', from: 'c', checks: ['c1'] },
    ]);
  });

  it('finds masks of NULL', () => {
    const columns = { a: 'text', b: 'text', c: 'text' };
    expect(solve(columns, '((a IS NULL) = (b IS NULL))').dependencies).toEqual([
      { kind: 'together', columns: ['a', 'b'], checks: ['c0'] },
    ]);
    expect(solve(columns, '(num_nonnulls(a, b, c) = 1)').dependencies).toEqual([
      {
        kind: 'alternatives',
        columns: ['a', 'b', 'c'],
        present: [['c'], ['b'], ['a']],
        checks: ['c0'],
      },
    ]);
    const both = solve(columns, '(num_nonnulls(a, b, c) = 1)', '((a IS NULL) = (b IS NULL))');
    expect(both.dependencies).toEqual([]);
    expect([...both.columns.values()].map(({ nulls }) => nulls)).toEqual([
      'always',
      'always',
      'never',
    ]);
  });

  it('decides a column by the status of another', () => {
    const status = "enum('todo','doing','done') not null";
    const { dependencies, columns } = solve(
      { status, done_at: 'timestamptz', aborted: 'boolean not null' },
      "((status = 'done'::state) = (done_at IS NOT NULL))",
      "(NOT ((status = 'todo'::state) AND (aborted = true)))",
    );
    expect(dependencies).toMatchObject([
      {
        column: 'aborted',
        on: ['status'],
        cases: [
          {
            when: [{ null: false, present: { kind: 'only', values: ['todo'] } }],
            domain: { values: [false] },
          },
          {
            when: [{ null: false, present: { kind: 'only', values: ['doing', 'done'] } }],
            domain: { nulls: 'never' },
          },
        ],
      },
      {
        column: 'done_at',
        on: ['status'],
        cases: [
          {
            when: [{ null: false, present: { kind: 'only', values: ['todo', 'doing'] } }],
            domain: { nulls: 'always' },
          },
          {
            when: [{ null: false, present: { kind: 'only', values: ['done'] } }],
            domain: { nulls: 'never' },
          },
        ],
      },
    ]);
    expect(columns.get('aborted')?.values).toBeUndefined();
  });

  it('tells texts apart that a check names, without a list of all', () => {
    const { dependencies } = solve(
      { kind: 'text not null', iban: 'text' },
      "((kind <> 'bank'::text) OR ((iban IS NOT NULL) AND (length(iban) >= 15)))",
    );
    expect(dependencies).toMatchObject([
      {
        column: 'iban',
        cases: [
          {
            when: [{ present: { kind: 'only', values: ['bank'] } }],
            domain: { nulls: 'never', length: { min: 15 } },
          },
          { when: [{ present: { kind: 'except', values: ['bank'] } }], domain: { nulls: 'free' } },
        ],
      },
    ]);
  });

  it('gives up as few columns as it can, keys last', () => {
    const { columns } = solve({ a: 'integer', b: 'integer', c: 'integer' }, '(a = (b % c))');
    expect([...columns.values()].map(({ nulls }) => nulls)).toEqual(['free', 'free', 'always']);
  });

  it('leaves keys and references alone where another column will do', () => {
    const table = tableOf({
      columns: { a: 'integer', b: 'integer' },
      checks: [{ name: 'c0', sql: '(a = (b * 2))' }],
    });
    const reference: (typeof table)['references'][number] = {
      name: 'b_fkey',
      columns: ['b'],
      target: { table: { schema: 'public', name: 't' }, columns: ['a'] },
      onDelete: 'no action',
      onUpdate: 'no action',
      match: 'simple',
      deferrable: 'no',
      validated: true,
    };
    const { fallbacks } = solveTable({ ...table, references: [reference] }, parse);
    expect(fallbacks).toMatchObject([{ check: 'c0', nulled: ['a'] }]);
  });

  it('reads a generated column as its expression, and no check that is not enforced', () => {
    const table = tableOf({
      columns: { a: 'integer', b: 'integer' },
      checks: [
        { name: 'c0', sql: '(b > 10)' },
        { name: 'c1', sql: '(a > 100)' },
      ],
    });
    const [a, b] = table.columns;
    const [c0, c1] = table.checks;
    if (!a || !b || !c0 || !c1) throw new Error('the table lacks what it was made of');
    const generated = { ...b, generated: { expression: '(a + 1)', stored: true } };
    const { columns } = solveTable(
      { ...table, columns: [a, generated], checks: [c0, { ...c1, enforced: false }] },
      parse,
    );
    expect(columns.get('a')).toEqual({ nulls: 'free', min: closed(10), checks: ['c0'] });
  });

  it('reports a contradiction between columns, and keeps the first check', () => {
    const { unsolved, dependencies } = solve(
      { a: 'text', b: 'text' },
      '((a IS NULL) = (b IS NULL))',
      '((a IS NULL) <> (b IS NULL))',
    );
    expect(unsolved).toMatchObject([{ check: 'c1', reason: 'it contradicts "c0"' }]);
    expect(dependencies).toMatchObject([{ kind: 'together' }]);
  });
});

function closed(value: number | string): unknown {
  return { value, inclusive: true };
}

function open(value: number | string): unknown {
  return { value, inclusive: false };
}

/** A domain with its patterns printed. */
function printed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(printed);
  if (typeof part !== 'object' || part === null) return part;
  if ('node' in part) return printPattern(part as Pattern);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, printed(value)]));
}
