import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { parseMysqlCheck } from '../../src/checks/parse-mysql.ts';
import { solveTable } from '../../src/checks/solve.ts';
import { forEachMysql } from '../support/servers.ts';
import { acceptsRows, collectMysql, type MysqlExpression } from './support/collect-mysql.ts';
import { drawRow } from './support/draw-row.ts';
import { misjudged, mysqlTable } from './support/judge-mysql.ts';
import { randomNumbers } from './support/random.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/mysql/checks/expressions.json');

const servers = inject('servers').filter(({ kind }) => kind === 'mysql' || kind === 'mariadb');

if (process.env.UPDATE === '1' && servers.length > 0) {
  const found = await collectMysql(servers.map(({ url }) => url));
  const lines = found.map((expression) => JSON.stringify(expression));
  writeFileSync(FIXTURE, `[\n${lines.join(',\n')}\n]\n`);
}

const EXPRESSIONS = JSON.parse(readFileSync(FIXTURE, 'utf8')) as readonly MysqlExpression[];

describe('checks as MySQL and MariaDB printed and judged them', () => {
  it.each(EXPRESSIONS.map((expression) => [expression.written, expression] as const))(
    '%s',
    (_written, expression) => {
      const judgements = Object.values(expression.servers);
      expect(judgements.flatMap((judgement) => misjudged(expression, judgement))).toEqual([]);
    },
  );

  it('are rows on both sides of what they say, but for those that any row passes', () => {
    const onesided = EXPRESSIONS.filter(({ servers: judged }) =>
      Object.values(judged).some(({ verdicts }) => !/t/.test(verdicts) || !/[fe]/.test(verdicts)),
    );
    expect(onesided.map(({ written }) => written)).toEqual([
      'a in (1, null)',
      't in (0, 1)',
      'rtrim(s) = s',
      'upper(s) = s',
      String.raw`s like 'a\\%' escape ''`,
      "en <> 'w'",
      'json_valid(j)',
      'bt > 3',
      'st_x(g) > 0',
    ]);
  });
});

forEachMysql((server) => {
  it('prints and judges them so that the tree says the same', async () => {
    const found = await collectMysql([server.url]);
    const wrong = found.flatMap((expression) =>
      Object.values(expression.servers).flatMap((judgement) => misjudged(expression, judgement)),
    );
    expect(wrong).toEqual([]);
    const isPrinted = ({ servers: judged }: MysqlExpression): boolean =>
      Object.keys(judged).length > 0;
    expect(found.filter(isPrinted).length).toBeGreaterThan(200);
  }, 120_000);

  it('takes every row that is drawn for them', async () => {
    const found = EXPRESSIONS.flatMap((expression) => {
      const judged = Object.entries(expression.servers);
      const own = judged.find(([name]) => name.toLowerCase().startsWith(server.kind));
      if (own === undefined) return [];
      const table = mysqlTable(expression, own[1]);
      const solution = solveTable(table, parseMysqlCheck);
      if (solution.unsolved.length > 0) return [];
      const next = randomNumbers(11);
      const rows = Array.from({ length: 10 }, () => drawRow(table, solution, next));
      return [{ expression, rows }];
    });
    expect(found.length).toBeGreaterThan(200);
    expect(await acceptsRows(server.url, found)).toEqual([]);
  }, 120_000);
});
