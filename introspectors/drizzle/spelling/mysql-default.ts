import type { ColumnType } from '../../../src/schema/column-type.ts';
import { withoutParentheses } from './sql-tokens.ts';

const NOW = /^(?:now|current_timestamp|localtime|localtimestamp)(?:\((\d*)\))?$/i;

/**
 * A default as MySQL's catalogue has it: literals as the column stores them, `now()` by its standard name
 * unless it is an expression in parentheses.
 *
 * @param ddl - as drizzle-kit writes it
 * @param type - of the column
 * @returns null where it is no default at all
 */
export function spellMysqlDefault(ddl: string, type: ColumnType): string | null {
  const sql = withoutParentheses(ddl);
  if (/^null$/i.test(sql)) return null;
  const [now, digits = ''] = NOW.exec(sql) ?? [];
  if (now !== undefined) {
    if (ddl.trim().startsWith('(')) return `now(${digits})`;
    return digits === '' ? 'CURRENT_TIMESTAMP' : `CURRENT_TIMESTAMP(${digits})`;
  }
  const [literal, text = ''] = /^'((?:[^']|'')*)'$/.exec(sql) ?? [];
  if (literal !== undefined) return spellLiteral(text.replaceAll("''", "'"), type);
  if (/^(?:true|false)$/i.test(sql)) return sql.toLowerCase() === 'true' ? '1' : '0';
  if (/^[+-]?\d+(?:\.\d+)?$/.test(sql)) return spellNumber(sql, type);
  return sql.replace(/^(\w+)(?=\(\s*\)$)/, (name) => name.toLowerCase());
}

function spellLiteral(text: string, type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
    case 'boolean':
    case 'decimal':
    case 'float':
      return spellNumber(text, type);
    case 'timestamp':
      return `'${spellTime(text, type.precision)}'`;
    default:
      return `'${text.replaceAll("'", "''")}'`;
  }
}

/** A decimal has all the digits of its scale. */
function spellNumber(text: string, type: ColumnType): string {
  if (type.kind !== 'decimal') return text.replace(/^\+/, '');
  const [whole = '0', fraction = ''] = text.replace(/^\+/, '').split('.');
  const scale = type.scale ?? 0;
  return scale === 0 ? whole : `${whole}.${fraction.padEnd(scale, '0').slice(0, scale)}`;
}

function spellTime(text: string, precision: number): string {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2})(?:\.(\d+))?)?Z?$/.exec(text);
  if (found === null) return text;
  const [, day = '', time = '00:00:00', fraction = ''] = found;
  const digits = precision === 0 ? '' : `.${fraction.padEnd(precision, '0').slice(0, precision)}`;
  return `${day} ${time}${digits}`;
}
