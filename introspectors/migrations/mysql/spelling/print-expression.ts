import { parseMysqlSyntax } from '../../../../src/checks/mysql-grammar.ts';
import type { MysqlFlavour } from '../flavour.ts';
import { canonical } from './canonical.ts';
import { MariadbPrinter } from './mariadb-printer.ts';
import { MysqlPrinter } from './mysql-printer.ts';
import { Unprintable } from './words.ts';

/**
 * An expression as the server's catalogue prints it, without the outermost parentheses. One that has
 * what is not known here is left as it was written.
 *
 * @example
 * ```ts
 * printExpression('A > 0 AND b IS NULL', 'mysql'); // '(`A` > 0) and (`b` is null)'
 * printExpression('A > 0 AND b IS NULL', 'mariadb'); // '`A` > 0 and `b` is null'
 * ```
 */
export function printExpression(sql: string, flavour: MysqlFlavour): string {
  const syntax = canonical(parseMysqlSyntax(sql), flavour);
  try {
    if (flavour === 'mariadb') return new MariadbPrinter().print(syntax, 0);
    return withoutPair(new MysqlPrinter().print(syntax));
  } catch (error) {
    if (error instanceof Unprintable) return sql;
    throw error;
  }
}

/** The printer puts every operation in parentheses; of the outermost the introspector leaves none. */
function withoutPair(sql: string): string {
  if (!sql.startsWith('(') || !sql.endsWith(')')) return sql;
  let depth = 0;
  let place = 0;
  for (const [token] of sql.matchAll(/'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`|[^'`]/gs)) {
    place += token.length;
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    if (depth === 0 && place < sql.length) return sql;
  }
  return sql.slice(1, -1);
}
