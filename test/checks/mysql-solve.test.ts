import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/checks/evaluate.ts';
import { parseMysqlCheck } from '../../src/checks/parse-mysql.ts';
import { parseChecks } from '../../src/checks/read-checks.ts';
import type { TableSolution } from '../../src/checks/solution.ts';
import { solveTable } from '../../src/checks/solve.ts';
import type { ColumnType } from '../../src/schema/column-type.ts';
import type { Table } from '../../src/schema/schema.ts';
import { solve } from './support/catalogue.ts';
import type { MysqlExpression } from './support/collect-mysql.ts';
import { drawRow } from './support/draw-row.ts';
import { mysqlTable } from './support/judge-mysql.ts';
import { randomNumbers } from './support/random.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/mysql/checks/expressions.json');
const EXPRESSIONS = new Map(
  (JSON.parse(readFileSync(FIXTURE, 'utf8')) as readonly MysqlExpression[]).map((expression) => [
    expression.written,
    expression,
  ]),
);

function expressionOf(written: string): MysqlExpression {
  const found = EXPRESSIONS.get(written);
  if (found === undefined) throw new Error(`the fixture has no ${written}`);
  return found;
}

/** The table, as each server printed its check. */
function tablesOf(expression: MysqlExpression): readonly (readonly [string, Table])[] {
  return Object.entries(expression.servers).map(([server, judgement]) => [
    server,
    mysqlTable(expression, judgement),
  ]);
}

const TYPES: Readonly<Record<string, string | ColumnType>> = {
  ...{ a: 'integer', b: 'integer', c: 'integer', u: 'integer unsigned', u2: 'integer unsigned' },
  ...{ t: 'boolean', t2: 'boolean', t3: 'boolean', d: 'decimal(10,2)', e: 'double' },
  ...{ s: 'varchar(40) caseless', s2: 'varchar(40) caseless', sb: 'varchar(40)' },
  ...{ dt: 'date', dt2: 'date', ts: 'timestamp(0)', ts2: 'timestamp(0)', j: 'jsonb' },
  en: { kind: 'enum', labels: ['x', 'y', 'z'] },
};

/** Checks of MySQL, and how they are written for PostgreSQL. */
const SAME: readonly (readonly [mysql: string, postgres: string])[] = [
  ['a > 0', 'a > 0'],
  ['0 < a', '0 < a'],
  ['a between 1 and 5', 'a BETWEEN 1 AND 5'],
  ['a not between -5 and 5', 'a NOT BETWEEN -5 AND 5'],
  ['a in (1, 2, 5)', 'a IN (1, 2, 5)'],
  ['a not in (1, 2, 5)', 'a NOT IN (1, 2, 5)'],
  ['a = 0x0A', 'a = 10'],
  ["a >= '5'", 'a >= 5'],
  ['a <> b', 'a <> b'],
  ['a < b or b is null', 'a < b OR b IS NULL'],
  ['a > 0 and (b is null or b > a)', 'a > 0 AND (b IS NULL OR b > a)'],
  ['a < b and b > 1 or c = 4', 'a < b AND b > 1 OR c = 4'],
  ['(a < b or b > 1) and c = 4', '(a < b OR b > 1) AND c = 4'],
  ['not (a = 1 or b = 2)', 'NOT (a = 1 OR b = 2)'],
  ['(a, b) = (1, 2)', 'a = 1 AND b = 2'],
  ['(a, b) in ((1, 2), (5, 0))', '(a = 1 AND b = 2) OR (a = 5 AND b = 0)'],
  ['d >= 0 and d <= 99.99', 'd >= 0 AND d <= 99.99'],
  ['d > -0.5', 'd > -0.5'],
  ['d in (1.5, 2)', 'd IN (1.5, 2)'],
  ['e > 1.5e3', 'e > 1500'],
  ['e between -1.5 and 0.1', 'e BETWEEN -1.5 AND 0.1'],
  ['a is null', 'a IS NULL'],
  ['a is not null', 'a IS NOT NULL'],
  ['(a is null) <> (b is null)', '(a IS NULL) <> (b IS NULL)'],
  ['(a is null) = (b is null)', '(a IS NULL) = (b IS NULL)'],
  ['(a is null) <= (b is null)', 'a IS NOT NULL OR b IS NULL'],
  ['a is null xor b is null', '(a IS NULL) <> (b IS NULL)'],
  ['(a is null) + (b is null) + (c is null) = 1', 'num_nulls(a, b, c) = 1'],
  ['(a is not null) + (b is not null) >= 1', 'num_nonnulls(a, b) >= 1'],
  ['if(a is null, 1, 0) + if(b is null, 1, 0) = 1', 'num_nulls(a, b) = 1'],
  [
    'case when a is null then 0 else 1 end + case when b is null then 0 else 1 end = 1',
    'num_nonnulls(a, b) = 1',
  ],
  ['t = 1', 't'],
  ['t is true', 't IS TRUE'],
  ['t is not true', 't IS NOT TRUE'],
  ['t is false', 't IS FALSE'],
  ['t is unknown', 't IS UNKNOWN'],
  ['not t', 'NOT t'],
  ['t or t2', 't OR t2'],
  ['not (t and t2)', 'NOT (t AND t2)'],
  ['t xor t2', 't <> t2'],
  ['t + t2 = 1', 't::int + t2::int = 1'],
  ['t + t2 + t3 <= 1', 't::int + t2::int + t3::int <= 1'],
  ['t = (a is not null)', 't = (a IS NOT NULL)'],
  ['coalesce(t, 0) = 1', 'coalesce(t, false)'],
  ['(not t) or a is not null', 'NOT t OR a IS NOT NULL'],
  ['a + 1 > 6', 'a + 1 > 6'],
  ['a % 5 = 0', 'a % 5 = 0'],
  ['mod(a, 3) = 2', 'a % 3 = 2'],
  ['abs(a) <= 5', 'abs(a) <= 5'],
  ['floor(d) = d', 'floor(d) = d'],
  ['round(d) = d', 'round(d) = d'],
  ['u - u2 >= 0', 'u >= u2'],
  ['coalesce(a, b, 0) > 0', 'coalesce(a, b, 0) > 0'],
  ['ifnull(a, 0) > 0', 'coalesce(a, 0) > 0'],
  ['nullif(a, 5) is null', 'nullif(a, 5) IS NULL'],
  ["(en = 'x') = (a is not null)", "(en = 'x') = (a IS NOT NULL)"],
  ["en <> 'x' or a is not null", "en <> 'x' OR a IS NOT NULL"],
  [
    "case when en = 'x' then a is not null when en = 'y' then b is not null else true end = 1",
    "CASE WHEN en = 'x' THEN a IS NOT NULL WHEN en = 'y' THEN b IS NOT NULL ELSE true END",
  ],
  [
    "case en when 'x' then a > 0 else a is null end = 1",
    "CASE en WHEN 'x' THEN a > 0 ELSE a IS NULL END",
  ],
  ["en in ('x', 'y')", "en IN ('x', 'y')"],
  ["s in ('abc', 'x')", "s IN ('abc', 'x')"],
  ["s not in ('abc', 'x')", "s NOT IN ('abc', 'x')"],
  ["sb = 'abc'", "sb = 'abc'"],
  ['char_length(s) between 2 and 3', 'char_length(s) BETWEEN 2 AND 3'],
  ['length(s) >= 3', 'octet_length(s) >= 3'],
  ["trim(s) <> ''", "btrim(s) <> ''"],
  ['char_length(trim(s)) > 0', 'length(btrim(s)) > 0'],
  ['rtrim(s) = s', 'rtrim(s) = s'],
  ['lower(sb) = sb', 'lower(sb) = sb'],
  ['upper(left(sb, 1)) = left(sb, 1)', 'upper(left(sb, 1)) = left(sb, 1)'],
  ["substr(sb, 1, 2) = 'ab'", "substr(sb, 1, 2) = 'ab'"],
  ["locate('@', s) > 1", "position('@' in s) > 1"],
  ["instr(s, '@') = 0", "position('@' in s) = 0"],
  ["s like 'a%'", "s ILIKE 'a%'"],
  ["sb like 'a_c%'", "sb LIKE 'a_c%'"],
  ["s regexp '^[a-z]+$'", "s ~* '^[a-z]+$'"],
  ["sb regexp '^[A-Z][a-z]*$'", "sb ~ '^[A-Z][a-z]*$'"],
  ["s not regexp 'b'", "s !~* 'b'"],
  ["dt > '2000-01-01'", "dt > '2000-01-01'"],
  ["dt in ('2020-02-29', '2021-01-01')", "dt IN ('2020-02-29', '2021-01-01')"],
  ["ts >= '2020-01-01'", "ts >= '2020-01-01'"],
  ['dt < dt2', 'dt < dt2'],
  ['ts2 is null or ts2 > ts', 'ts2 IS NULL OR ts2 > ts'],
  ['cast(ts as date) = ts', "date_trunc('day', ts) = ts"],
  ['year(dt) > 1999', 'extract(year from dt) > 1999'],
  ['extract(year from dt) <= 2020', 'extract(year from dt) <= 2020'],
  ['datediff(dt2, dt) > 0', 'dt2 > dt'],
  ["json_type(j) = 'OBJECT'", "jsonb_typeof(j) = 'object'"],
  ["json_type(j) in ('OBJECT', 'ARRAY')", "jsonb_typeof(j) IN ('object', 'array')"],
  ["json_extract(j, '$.a') is not null", "j -> 'a' IS NOT NULL"],
  ["json_unquote(json_extract(j, '$.a')) = 'x'", "j ->> 'a' = 'x'"],
];

describe('a check of MySQL', () => {
  it.each(SAME)('%s is solved as PostgreSQL’s %s', (mysql, postgres) => {
    const expression = expressionOf(mysql);
    const names = Object.keys(expression.columns);
    const columns = Object.fromEntries(names.map((name) => [name, TYPES[name] ?? 'integer']));
    const expected = solve(columns, postgres);
    expect([expected.unsolved, expected.fallbacks]).toEqual([[], []]);
    for (const [server, table] of tablesOf(expression)) {
      const solution = solveTable(table, parseMysqlCheck);
      expect([server, withoutLocale(solution)]).toEqual([server, withoutLocale(expected)]);
    }
  });

  it.each([...EXPRESSIONS.values()].map((expression) => [expression.written, expression] as const))(
    '%s is not false of any row that is drawn for it, and unknown only where it is reported',
    (_written, expression) => {
      for (const [, table] of tablesOf(expression)) {
        const solution = solveTable(table, parseMysqlCheck);
        if (solution.unsolved.length > 0) continue;
        const [check] = parseChecks(table, parseMysqlCheck);
        const next = randomNumbers(7);
        for (let index = 0; check !== undefined && index < 50; index += 1) {
          const row = drawRow(table, solution, next);
          const truth = evaluate(check.expression, row);
          const isJust = truth === true || truth === null;
          expect([row, isJust || (truth === 'unknown' && solution.fallbacks.length > 0)]).toEqual([
            row,
            true,
          ]);
        }
      }
    },
  );
});

/** Solutions are compared as they are printed: no functions, no order of keys. */
function withoutLocale({ columns, ...rest }: TableSolution): unknown {
  return JSON.parse(JSON.stringify({ ...rest, fallbacks: rest.fallbacks, columns: [...columns] }));
}
