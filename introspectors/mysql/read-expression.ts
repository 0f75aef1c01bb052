import type { MysqlFlavour } from '../../src/connections/mysql-connection.ts';

/** What decides how a server spells an expression. */
export interface Spelling {
  readonly flavour: MysqlFlavour;
  /** The database that is read: MariaDB writes it before the names of sequences. */
  readonly database: string;
}

/**
 * An expression as the server's catalogue has it, as the user would have written it: MySQL escapes the
 * text once more than its own DDL does, names the character set of every literal, and puts the whole in
 * parentheses.
 *
 * @example
 * ```ts
 * readExpression(String.raw`(\`a\` <> _utf8mb4\'x\')`, { flavour: 'mysql', database: 'shop' });
 * // "`a` <> 'x'"
 * ```
 */
export function readExpression(text: string, { flavour, database }: Spelling): string {
  if (flavour === 'mariadb') return text.replaceAll(`\`${database}\`.`, '');
  return withoutOuterParentheses(withoutIntroducers(encodedOnce(text).replaceAll(/\\(.)/gs, '$1')));
}

/** MySQL's catalogue has the bytes of UTF-8 as if each were a character, and encodes them once more. */
function encodedOnce(text: string): string {
  // oxlint-disable-next-line no-control-regex -- every character that one byte stands for
  if (!/[\u0080-\u00ff]/.test(text) || !/^[\u0000-\u00ff]*$/.test(text)) return text;
  const decoded = Buffer.from(text, 'latin1').toString('utf8');
  return decoded.includes('\uFFFD') ? text : decoded;
}

/** Literals and quoted names, which are left as they are, and what stands before literals. */
const TOKENS = /'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`|\b_[a-z0-9]+(?=')/gs;

/** A binary literal is what it is by its introducer; of text it says nothing that the column does not. */
function withoutIntroducers(sql: string): string {
  return sql.replaceAll(TOKENS, (token) =>
    token.startsWith('_') && token !== '_binary' ? '' : token,
  );
}

function withoutOuterParentheses(sql: string): string {
  return sql.startsWith('(') && isOnePair(sql) ? sql.slice(1, -1) : sql;
}

/** Whether the first parenthesis is closed by the last. */
function isOnePair(sql: string): boolean {
  let depth = 0;
  let place = 0;
  for (const [token] of sql.matchAll(/'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`|[^'`]/gs)) {
    place += token.length;
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (depth === 0 && place < sql.length) return false;
  }
  return true;
}

/**
 * The columns that an expression reads, in ordinal order. Servers print every name in backquotes.
 *
 * @param columns - all of the table
 */
export function columnsIn(sql: string, columns: readonly string[]): readonly string[] {
  const names = new Set(
    [...sql.matchAll(TOKENS)]
      .filter(([token]) => token.startsWith('`'))
      .map(([token]) => token.slice(1, -1).replaceAll('``', '`').toLowerCase()),
  );
  return columns.filter((column) => names.has(column.toLowerCase()));
}
