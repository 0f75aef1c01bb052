import { describe, expect, it } from 'vitest';
import { readableSql } from '../../src/schema/readable-sql.ts';
import { lineOf, sketchSchema } from './tables.ts';

describe('a CHECK as somebody would have written it', () => {
  it.each([
    [
      "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
      "status IN ('a', 'b')",
    ],
    ["(s <> ALL (ARRAY['x'::text, 'y'::text]))", "s NOT IN ('x', 'y')"],
    [
      "((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))",
      'lat >= -90 AND lat <= 90',
    ],
    ["(lk ~~ 'refs/heads/%'::text)", "lk LIKE 'refs/heads/%'"],
    ["(lk !~~* '%@%'::text)", "lk NOT ILIKE '%@%'"],
    ["(s ~ similar_to_escape('[a-z]+'::text))", "s SIMILAR TO '[a-z]+'"],
    ["(e OPERATOR(public.<>) ''::citext)", "e <> ''"],
    ["(pg = ANY ('{1,2,3}'::integer[]))", "pg = ANY ('{1,2,3}')"],
    ["(v > '9007199254740993'::bigint)", 'v > 9007199254740993'],
    ['((length(TRIM(BOTH FROM title)) > 0))', 'length(trim(title)) > 0'],
  ])('%s', (sql, expected) => {
    expect(readableSql(sql)).toBe(expected);
  });
});

describe('what is said behind a line', () => {
  const said = async (
    column: string,
    type: string,
    ...checks: string[]
  ): Promise<string | undefined> => {
    const columns = { id: 'bigint not null identity', [column]: type };
    const line = await lineOf(sketchSchema({ things: { columns, checks } }), 'things', column);
    return /\/\/ (.*?)(?:$| (?=\w+: ))/.exec(line)?.[1];
  };

  it.each([
    ['a check that did not shape it', 'quantity', 'integer not null', '(quantity > 0)', undefined],
    [
      'a check that it spells out',
      'n',
      'integer not null',
      '((n >= 1) AND (n <= 5))',
      'from its CHECK',
    ],
    [
      'a list that it spells out',
      's',
      'text not null',
      "(s = ANY (ARRAY['a'::text, 'b'::text]))",
      'from its CHECK',
    ],
    [
      'a pattern that it spells out',
      's',
      'text not null',
      "(s ~ '^[A-Z][A-Z0-9]+$'::text)",
      'from its CHECK',
    ],
    ['a bound that it moves in', 'n', 'integer not null', '(n > 1)', 'CHECK (n > 1)'],
    [
      'a number that is part of another',
      'd',
      'decimal(4,2) not null',
      '(d > 0.5)',
      'CHECK (d > 0.5)',
    ],
    ['another condition', 's', 'text not null', '(length(s) = 7)', 'CHECK (length(s) = 7)'],
  ])('%s', async (_, column, type, check, expected) => {
    expect(await said(column, type, check)).toBe(expected);
  });
});
