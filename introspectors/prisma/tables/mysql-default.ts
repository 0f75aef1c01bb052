import type { Literal, ScalarField } from '../declarations/declared.ts';
import { columnTypeOf } from '../natives/column-type.ts';
import { readTime } from './date-time.ts';
import { NO_DEFAULT, type ColumnDefault } from './postgres-default.ts';

/**
 * A field's default, in the words of MySQL's catalogue. JSON and bytes have none: Prisma Client fills them.
 *
 * @param field - a column
 */
export function mysqlDefault(field: ScalarField): ColumnDefault {
  const value = field.default;
  switch (value?.kind) {
    case 'value':
      return { ...NO_DEFAULT, default: mysqlLiteral(value.value, field) };
    case 'counter':
      return { ...NO_DEFAULT, identity: 'by default' };
    case 'now':
      return { ...NO_DEFAULT, default: currentTimestamp(field) };
    case 'sql':
      return { ...NO_DEFAULT, default: value.sql === null ? null : tidied(value.sql) };
    default:
      return NO_DEFAULT;
  }
}

function currentTimestamp(field: ScalarField): string {
  const type = columnOf(field);
  const precision = type?.kind === 'timestamp' || type?.kind === 'time' ? type.precision : 0;
  return precision === 0 ? 'CURRENT_TIMESTAMP' : `CURRENT_TIMESTAMP(${precision})`;
}

/** Parentheses around the whole, which MySQL asks for, are not in its catalogue. */
function tidied(sql: string): string {
  const text = sql.trim().replace(/^\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/, '$1');
  return text
    .replace(/^(?:now\(\)|current_timestamp(?:\(\))?)$/i, 'CURRENT_TIMESTAMP')
    .replace(/^(?:now|current_timestamp)\((\d)\)$/i, 'CURRENT_TIMESTAMP($1)');
}

function columnOf({ type, native }: ScalarField) {
  return type.kind === 'scalar' ? columnTypeOf(type.name, native, 'mysql') : null;
}

function mysqlLiteral(value: Literal, field: ScalarField): string | null {
  const type = columnOf(field);
  switch (value.kind) {
    case 'label':
      return quoted(value.text);
    case 'boolean':
      return type?.kind === 'bits' ? `b'${Number(value.value)}'` : String(Number(value.value));
    case 'number':
      return numberOf(value.text, type);
    case 'text':
      break;
  }
  switch (type?.kind) {
    case 'decimal':
      return numberOf(value.text, type);
    case 'timestamp':
    case 'time':
    case 'date':
      return quoted(timeOf(value.text, type));
    case 'json':
    case 'bytes':
    case 'bits':
      return null;
    default:
      return quoted(value.text);
  }
}

type Column = ReturnType<typeof columnOf>;

/** Decimals have as many digits as their column. */
function numberOf(text: string, type: Column): string {
  if (type?.kind === 'float') return String(Number(text));
  if (type?.kind !== 'decimal') return text;
  const [whole = '0', fraction = ''] = text.split('.');
  const scale = type.scale ?? 0;
  return scale === 0 ? whole : `${whole}.${fraction.padEnd(scale, '0').slice(0, scale)}`;
}

function timeOf(text: string, type: NonNullable<Column>): string {
  const { date, time, fraction } = readTime(text).utc;
  if (type.kind === 'date') return date;
  const precision = type.kind === 'timestamp' || type.kind === 'time' ? type.precision : 0;
  const digits = fraction.padEnd(precision, '0').slice(0, precision);
  const clock = digits === '' ? time : `${time}.${digits}`;
  return type.kind === 'time' ? clock : `${date} ${clock}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
