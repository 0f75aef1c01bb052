import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printExpression } from '../../../introspectors/migrations/mysql/spelling/print-expression.ts';

interface Stored {
  readonly written: string;
  readonly servers: Readonly<Record<string, { readonly printed?: string }>>;
}

const FILE = '../../../fixtures/mysql/checks/expressions.json';
const STORED = JSON.parse(readFileSync(join(import.meta.dirname, FILE), 'utf8')) as Stored[];

/** What is spelled in another way than the server's, or left as it is written. */
const OTHERWISE: Readonly<Record<'mysql' | 'mariadb', readonly string[]>> = {
  mysql: [
    '(a, b) = (1, 2)',
    "substring(s from 2 for 2) = 'bc'",
    'ts2 > date_add(ts, interval 1 month)',
    "json_value(j, '$.a') = 'x'",
    'interval(a, 1, 5) = 1',
    "convert(s using latin1) = 'x'",
  ],
  mariadb: [
    "substring(s from 2 for 2) = 'bc'",
    'ts2 > date_add(ts, interval 1 month)',
    // The year of two digits is turned into one of four.
    'yr > 90',
    'interval(a, 1, 5) = 1',
    "convert(s using latin1) = 'x'",
  ],
};

describe.each(['mysql', 'mariadb'] as const)('expressions for %s', (flavour) => {
  it('are printed as the server prints them, but for a few', () => {
    const printed = STORED.flatMap(({ written, servers }) => {
      const [, server] =
        Object.entries(servers).find(([name]) => name.toLowerCase().startsWith(flavour)) ?? [];
      return server?.printed === undefined ? [] : [{ written, printed: server.printed }];
    });
    expect(printed.length).toBeGreaterThan(200);
    const differ = printed.filter(
      (each) => printExpression(each.written, flavour) !== asIntrospected(each.printed, flavour),
    );
    expect(differ.map(({ written }) => written)).toEqual(OTHERWISE[flavour]);
  });
});

const TOKENS = /'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`|\b_(?!binary)[a-z0-9]+(?=')|[^'`]/gs;

/** Without the character sets of literals, and the pair of parentheses around the whole. */
function asIntrospected(printed: string, flavour: 'mysql' | 'mariadb'): string {
  if (flavour === 'mariadb') return printed;
  const tokens = [...printed.matchAll(TOKENS)].map(([token]) => token);
  const sql = tokens.filter((token) => !/^_[a-z0-9]+$/.test(token));
  let depth = 0;
  const closes = sql.findIndex((token) => {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    return depth === 0;
  });
  const bracketed = sql[0] === '(' && closes === sql.length - 1;
  return (bracketed ? sql.slice(1, -1) : sql).join('');
}
