import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate, type Truth } from '../../src/checks/evaluate.ts';
import { parseMysqlCheck } from '../../src/checks/parse-mysql.ts';
import { parseType } from '../../src/schema/type-notation.ts';
import { collectMysql, type MysqlExpression } from './support/collect-mysql.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/mysql/checks/expressions.json');

/** With `UPDATE=1` the servers of these URLs are asked anew: MySQL's and MariaDB's, with commas between. */
const urls = process.env.UPDATE === '1' ? (process.env.GEN_FACTORIES_MYSQL_CHECKS ?? '') : '';

if (urls !== '') {
  const found = await collectMysql(urls.split(','));
  const lines = found.map((expression) => JSON.stringify(expression));
  writeFileSync(FIXTURE, `[\n${lines.join(',\n')}\n]\n`);
}

const EXPRESSIONS = JSON.parse(readFileSync(FIXTURE, 'utf8')) as readonly MysqlExpression[];

const JUDGED = EXPRESSIONS.flatMap((expression) =>
  Object.entries(expression.servers).flatMap(([server, { printed, catalogue, verdicts }]) =>
    [printed, ...(catalogue === undefined ? [] : [catalogue])].map((sql) => ({
      ...expression,
      server,
      sql,
      verdicts,
    })),
  ),
);

const VERDICTS: Readonly<Record<string, Truth>> = { t: true, f: false, n: null };

describe('a check as a server prints it', () => {
  it.each(JUDGED)('$server: $sql', ({ sql, columns, rows, verdicts, opaque }) => {
    const types = new Map(
      Object.entries(columns).map(([name, type]) => [name, parseType(type, 'mysql').type]),
    );
    const check = parseMysqlCheck(sql, (name) => types.get(name));
    const found = rows.map((values, index) => {
      const row = Object.fromEntries(Object.keys(columns).map((name, at) => [name, values[at]]));
      return { values, verdict: verdicts[index] ?? '', truth: evaluate(check, row) };
    });
    expect(
      found
        .filter((each) => !isJust(each))
        .map(({ values, verdict, truth }) => ({ values, verdict, truth })),
    ).toEqual([]);
    if (opaque !== true) {
      const unknown = found.filter(
        ({ values, truth }) => truth === 'unknown' && values.every(isPlain),
      );
      expect(unknown.filter(({ verdict }) => verdict !== 'e')).toEqual([]);
    }
  });
});

/** Not knowing is never wrong. A row that fails is refused, as one for which the check is false. */
function isJust({ verdict, truth }: { verdict: string; truth: Truth }): boolean {
  if (truth === 'unknown') return true;
  return verdict === 'e' ? truth === false : truth === VERDICTS[verdict];
}

/** A value that all collations treat alike. */
function isPlain(value: unknown): boolean {
  return typeof value !== 'string' || (/^[ -~]*$/.test(value) && !value.endsWith(' '));
}
