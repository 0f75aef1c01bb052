import type { ColumnRow } from './catalog/queries.ts';
import { readExpression, type Spelling } from './read-expression.ts';

/**
 * The SQL of a column's default; null where there is none. MySQL's catalogue has the value of a literal
 * and says beside it whether it is an expression; MariaDB's has SQL, and the word NULL for none.
 */
export function readDefault(row: ColumnRow, spelling: Spelling): string | null {
  const text = row.default_text;
  if (text === null) return null;
  if (spelling.flavour === 'mariadb') {
    return text === 'NULL' ? null : spelled(readExpression(text, spelling));
  }
  if (/\bdefault_generated\b/i.test(row.extra)) return spelled(readExpression(text, spelling));
  if (/^(?:b'[01]*'|0x[\da-f]*)$/i.test(text) && BINARY.test(row.column_type)) return text;
  return NUMBER.test(row.column_type) ? text : `'${text.replaceAll("'", "''")}'`;
}

const BINARY = /^(?:bit|binary|varbinary)\b/;
const NUMBER = /^(?:tinyint|smallint|mediumint|int|bigint|decimal|float|double|year)\b/;

/** Both flavours have the same word for now, in two spellings. */
function spelled(sql: string): string {
  return sql
    .replace(/^current_timestamp(?:\(\))?$/i, 'CURRENT_TIMESTAMP')
    .replace(/^current_timestamp\((\d)\)$/i, 'CURRENT_TIMESTAMP($1)');
}
