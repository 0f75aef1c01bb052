import type { TableName } from '../../../src/schema/schema.ts';
import type { ScalarField } from '../declarations/declared.ts';
import { sequenceName } from './names.ts';
import { postgresArray } from './postgres-array.ts';
import { castOf, numberLiteral, postgresLiteral } from './postgres-literal.ts';
import { literal, qualified } from './postgres-sql.ts';
import { jsonbText } from './jsonb.ts';

/** What a database does where no value is given. */
export interface ColumnDefault {
  readonly default: string | null;
  readonly identity: 'by default' | null;
  readonly sequence: TableName | null;
}

/** Nothing. */
export const NO_DEFAULT: ColumnDefault = { default: null, identity: null, sequence: null };

/**
 * A field's default, in the words of PostgreSQL's catalogue.
 *
 * @param field - a column
 * @param table - that it is of
 */
export function postgresDefault(field: ScalarField, table: TableName): ColumnDefault {
  const value = field.default;
  switch (value?.kind) {
    case 'value':
      return { ...NO_DEFAULT, default: postgresLiteral(value.value, field) };
    case 'list':
      return { ...NO_DEFAULT, default: postgresArray(value.values, field) };
    case 'now':
      return { ...NO_DEFAULT, default: 'CURRENT_TIMESTAMP' };
    case 'sql':
      return { ...NO_DEFAULT, default: value.sql === null ? null : tidied(value.sql, field) };
    case 'counter': {
      const sequence = { schema: table.schema, name: sequenceName(table.name, field.column) };
      return { ...NO_DEFAULT, default: `nextval('${qualified(sequence)}'::regclass)`, sequence };
    }
    default:
      return NO_DEFAULT;
  }
}

/** SQL of a user's own, as far as it is simple, as the catalogue spells it; else as it is. */
function tidied(sql: string, field: ScalarField): string {
  const text = sql.trim();
  const [, quoted] = /^'((?:[^']|'')*)'$/.exec(text) ?? [];
  if (quoted !== undefined) return constant(quoted.replaceAll("''", "'"), field);
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return numberLiteral(text);
  if (/^(?:true|false)$/i.test(text) || /^[a-z_]\w*\(\)$/i.test(text)) return text.toLowerCase();
  return /^current_(?:timestamp|date|time)$/i.test(text) ? text.toUpperCase() : text;
}

/** A text without a type has that of its column. */
function constant(text: string, field: ScalarField): string {
  const cast = castOf(field.type, field.native);
  if (field.arity === 'list') return `${literal(text)}::${cast}[]`;
  return `${literal(cast === 'jsonb' && isJson(text) ? jsonbText(text) : text)}::${cast}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
