import type { MysqlColumn } from './draft.ts';
import type { MysqlFlavour } from './flavour.ts';
import { printExpression } from './spelling/print-expression.ts';

const NUMBER = /^(?:tinyint|smallint|mediumint|int|bigint|decimal|float|double|year)$/;

/** The SQL of a column's default as the live introspector has it; null where there is none. */
export function readDefaultText(column: MysqlColumn, flavour: MysqlFlavour): string | null {
  const { type, default: own } = column;
  if (own === null) return null;
  if (own.kind === 'expression') {
    if (/^CURRENT_TIMESTAMP\b/.test(own.sql)) return own.sql;
    return printExpression(own.sql, flavour);
  }
  const { text } = own;
  if (/^(?:b'[01]*'|0x[\da-f]*)$/i.test(text) && /^(?:bit|binary|varbinary)$/.test(type.name)) {
    return text;
  }
  if (NUMBER.test(type.name)) return numberText(text, type.name, type.args);
  return `'${timeText(text, type.name, type.args).replaceAll("'", "''")}'`;
}

/** A number is printed as its column keeps it. */
function numberText(text: string, type: string, [, scale = '0']: readonly string[]): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  if (type === 'decimal') return decimalText(text, Number(scale));
  if (type === 'float' || type === 'double') return String(value);
  return /^-?\d+$/.test(text) ? String(BigInt(text)) : String(Math.round(value));
}

/** Digits as they are written: they may be more than a number of JavaScript's has. */
function decimalText(text: string, scale: number): string {
  const [, sign = '', whole = '0', part = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (part.length > scale) return Number(text).toFixed(scale);
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${digits}${scale === 0 ? '' : `.${part.padEnd(scale, '0')}`}`;
}

/** A day alone is midnight. */
function timeText(text: string, type: string, [precision = '0']: readonly string[]): string {
  const isMoment = type === 'datetime' || type === 'timestamp';
  if (!isMoment) return text;
  const whole = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text} 00:00:00` : text;
  const missing = Number(precision) - (/\.(\d+)$/.exec(whole)?.[1]?.length ?? 0);
  if (Number(precision) === 0 || missing <= 0) return whole;
  return `${whole}${whole.includes('.') ? '' : '.'}${'0'.repeat(missing)}`;
}
