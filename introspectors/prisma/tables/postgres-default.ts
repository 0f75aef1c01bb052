import type { TableName } from '../../../src/schema/schema.ts';
import type { Literal, NativeUse, ScalarField } from '../declarations/declared.ts';
import { nativeOf } from '../natives/column-type.ts';
import { sequenceName } from './names.ts';
import { castOf, numberLiteral, postgresLiteral } from './postgres-literal.ts';
import { qualified } from './postgres-sql.ts';

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
      return { ...NO_DEFAULT, default: arrayOf(value.values, field) };
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
  if (quoted !== undefined && field.arity !== 'list') {
    return `'${quoted}'::${castOf(field.type, field.native)}`;
  }
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return numberLiteral(text);
  if (/^(?:true|false)$/i.test(text) || /^[a-z_]\w*\(\)$/i.test(text)) return text.toLowerCase();
  return /^current_(?:timestamp|date|time)$/i.test(text) ? text.toUpperCase() : text;
}

/** Types of elements, where those of constants would be converted: with what bounds them. */
function elementType(field: ScalarField): { readonly cast: string; readonly bound: string } {
  if (field.type.kind !== 'scalar') return { cast: castOf(field.type, field.native), bound: '' };
  const { name, args } = nativeOf(field.type.name, field.native, 'postgresql');
  const cast = ELEMENTS[name] ?? castOf(field.type, field.native);
  return { cast, bound: boundOf({ name, args }) };
}

function boundOf({ args }: NativeUse): string {
  return args.length === 0 ? '' : `(${args.join(',')})`;
}

const ELEMENTS: Readonly<Record<string, string>> = {
  Integer: 'integer',
  SmallInt: 'smallint',
  BigInt: 'bigint',
  Oid: 'oid',
  DoublePrecision: 'double precision',
  Real: 'real',
  Decimal: 'numeric',
  Money: 'money',
  Boolean: 'boolean',
};

/** `ARRAY['a'::text]`: types with bounds are those of the elements, and where there is none of the list. */
function arrayOf(values: readonly Literal[], field: ScalarField): string {
  const { cast, bound } = elementType(field);
  const items = values.map((value) => postgresLiteral(value, field));
  if (items.length === 0) return `ARRAY[]::${bounded(cast, bound)}[]`;
  return `ARRAY[${items.join(', ')}]`;
}

function bounded(cast: string, bound: string): string {
  // `timestamp(3) without time zone`
  const [, name, zone = ''] = /^(time(?:stamp)?)( with(?:out)? time zone)$/.exec(cast) ?? [];
  return name === undefined ? cast + bound : name + bound + zone;
}
