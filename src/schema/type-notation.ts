import {
  INTERVAL_FIELDS,
  type ColumnType,
  type CompositeField,
  type GeometricName,
} from './column-type.ts';
import { BSON_NAMES, formatBsonType } from './mongodb-notation.ts';
import {
  formatMysqlType,
  MYSQL_NAMES,
  readMysqlSuffixes,
  type NamedType,
} from './mysql-notation.ts';
import type { Dialect } from './schema.ts';
import { TypeReader } from './type-reader.ts';

/**
 * The short spelling that generated files use for a column type: the database's own words where they
 * exist (`varchar(255)`, `timestamptz(3)`, `text[]`), a call where they do not (`enum('a','b')`,
 * `range(integer)`, `row(street text, zip varchar(5))`). {@link parseType} reads it back without loss.
 *
 * @param type - the type to spell; domains are spelled as what they are stored as
 * @param dialect - whose words; PostgreSQL's by default
 * @example
 * ```ts
 * formatType({ kind: 'array', element: { kind: 'text', length: 40, fixed: false, caseless: false } });
 * // 'varchar(40)[]'
 * ```
 */
export function formatType(type: ColumnType, dialect: Dialect = 'postgres'): string {
  return formatOwn(type, dialect) ?? formatShared(type, dialect);
}

/** A type in the dialect's own words, where those are not the ones that others use too. */
function formatOwn(type: ColumnType, dialect: Dialect): string | undefined {
  switch (dialect) {
    case 'mysql':
      return formatMysqlType(type);
    case 'mongodb':
      return formatBsonType(type);
    case 'postgres':
      return undefined;
  }
}

/** The dialects' own names. */
const OWN_NAMES: Readonly<Record<Dialect, Readonly<Record<string, NamedType>>>> = {
  postgres: {},
  mysql: MYSQL_NAMES,
  mongodb: BSON_NAMES,
};

function formatShared(type: ColumnType, dialect: Dialect): string {
  switch (type.kind) {
    case 'integer':
      return INTEGER_NAMES[type.bits] + (type.unsigned ? ' unsigned' : '');
    case 'decimal':
      return 'decimal' + args(type.precision, type.scale);
    case 'float':
      return type.bits === 32 ? 'real' : 'double';
    case 'text':
      return formatText(type.length, type.fixed, type.caseless);
    case 'timestamp':
    case 'time':
      return (
        type.kind + (type.zoned ? 'tz' : '') + args(type.precision === 6 ? null : type.precision)
      );
    case 'interval':
      return ['interval', type.fields].filter(Boolean).join(' ') + args(type.precision);
    case 'json':
      return type.binary ? 'jsonb' : 'json';
    case 'bytes':
      return 'bytea' + args(type.length);
    case 'bits':
      return (type.varying ? 'varbit' : 'bit') + args(type.length);
    case 'enum':
    case 'set':
      return `${type.kind}(${type.labels.map(quoteText).join(',')})`;
    case 'spatial':
      return type.shape + (type.srid === null ? '' : ` srid ${type.srid}`);
    case 'array':
      return `${formatType(type.element, dialect)}[]`;
    case 'range':
      return `${type.multi ? 'multirange' : 'range'}(${formatType(type.element, dialect)})`;
    case 'map':
      return `map(${type.key ? `${formatType(type.key, dialect)}, ` : ''}${formatType(type.value, dialect)})`;
    case 'union':
      return `union(${type.of.map((each) => formatType(each, dialect)).join(', ')})`;
    case 'document':
    case 'objectid':
      return type.kind;
    case 'composite':
      return `row(${type.fields.map((field) => `${quoteName(field.name)} ${formatType(field.type, dialect)}`).join(', ')})`;
    case 'domain':
      return formatType(type.base, dialect);
    case 'network':
    case 'geometric':
    case 'search':
    case 'other':
      return type.name;
    case 'boolean':
    case 'money':
    case 'uuid':
    case 'date':
    case 'xml':
      return type.kind;
  }
}

/**
 * Reads one type from the front of a text, and says what follows it.
 *
 * @param text - a type as {@link formatType} spells it, and anything after it
 * @param dialect - the one it was spelled in
 * @returns the type and the rest of the text, without the space between
 * @throws GenFactoriesError `DEFINITION_INVALID` where the text does not begin with a type
 * @example
 * ```ts
 * parseType('varchar(40)[] not null').rest; // 'not null'
 * ```
 */
export function parseType(
  text: string,
  dialect: Dialect = 'postgres',
): { readonly type: ColumnType; readonly rest: string } {
  const reader = new TypeReader(text);
  const type = readType(reader, dialect);
  return { type, rest: reader.rest() };
}

const INTEGER_NAMES = {
  8: 'tinyint',
  16: 'smallint',
  24: 'mediumint',
  32: 'integer',
  64: 'bigint',
} as const;

function args(...values: (number | null)[]): string {
  const given = values.filter((value) => value !== null);
  return given.length === 0 ? '' : `(${given.join(',')})`;
}

function formatText(length: number | null, fixed: boolean, caseless: boolean): string {
  const suffix = caseless ? ' caseless' : '';
  if (fixed) return (length === null ? 'bpchar' : `char(${length})`) + suffix;
  if (length === null) return caseless ? 'citext' : 'text';
  return `varchar(${length})${suffix}`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Types of one word, by that word; the arguments in parentheses are read by the caller. */
const NAMED: Record<string, NamedType> = {
  tinyint: () => ({ kind: 'integer', bits: 8, unsigned: false }),
  smallint: () => ({ kind: 'integer', bits: 16, unsigned: false }),
  mediumint: () => ({ kind: 'integer', bits: 24, unsigned: false }),
  integer: () => ({ kind: 'integer', bits: 32, unsigned: false }),
  bigint: () => ({ kind: 'integer', bits: 64, unsigned: false }),
  decimal: ([precision, scale]) => ({
    kind: 'decimal',
    precision: precision ?? null,
    scale: scale ?? null,
  }),
  real: () => ({ kind: 'float', bits: 32 }),
  double: () => ({ kind: 'float', bits: 64 }),
  text: () => ({ kind: 'text', length: null, fixed: false, caseless: false }),
  citext: () => ({ kind: 'text', length: null, fixed: false, caseless: true }),
  varchar: ([length]) => ({ kind: 'text', length: length ?? null, fixed: false, caseless: false }),
  char: ([length]) => ({ kind: 'text', length: length ?? 1, fixed: true, caseless: false }),
  bpchar: () => ({ kind: 'text', length: null, fixed: true, caseless: false }),
  timestamp: ([digits]) => ({ kind: 'timestamp', precision: digits ?? 6, zoned: false }),
  timestamptz: ([digits]) => ({ kind: 'timestamp', precision: digits ?? 6, zoned: true }),
  time: ([digits]) => ({ kind: 'time', precision: digits ?? 6, zoned: false }),
  timetz: ([digits]) => ({ kind: 'time', precision: digits ?? 6, zoned: true }),
  json: () => ({ kind: 'json', binary: false }),
  jsonb: () => ({ kind: 'json', binary: true }),
  bytea: ([length]) => ({ kind: 'bytes', length: length ?? null }),
  bit: ([length]) => ({ kind: 'bits', length: length ?? null, varying: false }),
  varbit: ([length]) => ({ kind: 'bits', length: length ?? null, varying: true }),
  boolean: () => ({ kind: 'boolean' }),
  money: () => ({ kind: 'money' }),
  uuid: () => ({ kind: 'uuid' }),
  date: () => ({ kind: 'date' }),
  xml: () => ({ kind: 'xml' }),
};
for (const name of ['inet', 'inet4', 'inet6', 'cidr', 'macaddr', 'macaddr8'] as const) {
  NAMED[name] = () => ({ kind: 'network', name });
}
for (const name of ['tsvector', 'tsquery'] as const) {
  NAMED[name] = () => ({ kind: 'search', name });
}
const GEOMETRIC: readonly GeometricName[] = [
  'point',
  'line',
  'lseg',
  'box',
  'path',
  'polygon',
  'circle',
];
for (const name of GEOMETRIC) NAMED[name] = () => ({ kind: 'geometric', name });

function readType(reader: TypeReader, dialect: Dialect): ColumnType {
  let type = readElement(reader, dialect);
  while (reader.skip('[]')) type = { kind: 'array', element: type };
  return type;
}

function readElement(reader: TypeReader, dialect: Dialect): ColumnType {
  const start = reader.position;
  const word = reader.word();
  switch (word) {
    case 'enum':
    case 'set':
      return { kind: word, labels: reader.list(() => reader.quoted("'")) };
    case 'range':
    case 'multirange': {
      const [element] = reader.list(() => readType(reader, dialect));
      if (element === undefined) throw reader.error('an element type');
      return { kind: 'range', element, multi: word === 'multirange' };
    }
    case 'map': {
      const types = reader.list(() => readType(reader, dialect));
      const value = types.at(-1);
      if (value === undefined) throw reader.error('a type of values');
      const [key] = types.slice(0, -1);
      return { kind: 'map', value, ...(key && { key }) };
    }
    case 'union':
      return { kind: 'union', of: reader.list(() => readType(reader, dialect)) };
    case 'interval':
      return readInterval(reader);
    case 'row':
      return { kind: 'composite', fields: reader.list(() => readField(reader, dialect)) };
    default:
      return readNamed(reader, word, start, dialect);
  }
}

function readNamed(reader: TypeReader, word: string, start: number, dialect: Dialect): ColumnType {
  const named = OWN_NAMES[dialect][word] ?? NAMED[word];
  if (named === undefined) {
    reader.skipParentheses();
    return { kind: 'other', name: reader.since(start) };
  }
  const type = named(reader.peek('(') ? reader.list(() => reader.number()) : []);
  if (dialect === 'mysql') return readMysqlSuffixes(reader, type);
  if (type.kind === 'integer' && reader.skip(' unsigned')) return { ...type, unsigned: true };
  if (type.kind === 'text' && reader.skip(' caseless')) return { ...type, caseless: true };
  return type;
}

/** `interval day to second(3)`: the longest list of fields that is there. */
function readInterval(reader: TypeReader): ColumnType {
  const fields = LONGEST_FIRST.find((each) => reader.skip(` ${each}`));
  const [precision = null] = reader.peek('(') ? reader.list(() => reader.number()) : [];
  return { kind: 'interval', precision, ...(fields && { fields }) };
}

const LONGEST_FIRST = INTERVAL_FIELDS.toSorted((a, b) => b.length - a.length);

function readField(reader: TypeReader, dialect: Dialect): CompositeField {
  const name = reader.peek('"') ? reader.quoted('"') : reader.word();
  return { name, type: readType(reader, dialect) };
}
