import type { ColumnType, GeometricName, NetworkName } from '../../../src/schema/column-type.ts';
import type { EnumDescription } from '../description.ts';
import { spellName } from './postgres-names.ts';

/** A type as a schema file spells it, taken apart. */
interface Spelled {
  /** In lower case, by the one name that PostgreSQL prints. */
  readonly name: string;
  readonly args: readonly string[];
  /** As it is written. */
  readonly whole: string;
}

const SPELLED = /^\s*("?[\w. ]+?"?)\s*(?:\(([^)]*)\))?\s*(with(?:out)? time zone)?\s*$/i;

/** Names that stand for others. */
const SAME: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  smallserial: 'smallint',
  serial2: 'smallint',
  int: 'integer',
  int4: 'integer',
  serial: 'integer',
  serial4: 'integer',
  int8: 'bigint',
  bigserial: 'bigint',
  serial8: 'bigint',
  decimal: 'numeric',
  float4: 'real',
  float8: 'double precision',
  float: 'double precision',
  varchar: 'character varying',
  char: 'character',
  bpchar: 'character',
  varbit: 'bit varying',
  timetz: 'time with time zone',
  timestamptz: 'timestamp with time zone',
  'time without time zone': 'time',
  'timestamp without time zone': 'timestamp',
};

function takeApart(text: string): Spelled {
  const [, name = text, args, zone = ''] = SPELLED.exec(text) ?? [];
  const written = name.trim().toLowerCase();
  // A zone is said after the digits, or in the word itself.
  const zoned = zone.toLowerCase() === 'with time zone' ? `${written} with time zone` : written;
  return {
    name: SAME[zoned] ?? zoned,
    args: args === undefined ? [] : args.split(',').map((arg) => arg.trim()),
    whole: text.trim(),
  };
}

/**
 * The type of a column by the text that drizzle has for it.
 *
 * @param sqlType - `varchar(20)`, `timestamp (3) with time zone`, `integer[]`
 * @param enumType - where it is one of the file's
 */
export function postgresType(sqlType: string, enumType: EnumDescription | null): ColumnType {
  const element = sqlType.replace(/(?:\s*\[\d*\])+$/, '');
  // However many dimensions a list has, to PostgreSQL it is a list.
  if (element !== sqlType) return { kind: 'array', element: postgresType(element, enumType) };
  if (enumType !== null) return { kind: 'enum', labels: enumType.labels };
  const spelled = takeApart(sqlType);
  return TYPES[spelled.name]?.(spelled) ?? RANGES[spelled.name] ?? other(spelled);
}

function other({ name, args, whole }: Spelled): ColumnType {
  if (NETWORK.has(name)) return { kind: 'network', name: name as NetworkName };
  if (GEOMETRIC.has(name)) return { kind: 'geometric', name: name as GeometricName };
  if (name === 'geometry' || name === 'geography')
    return { kind: 'other', name: postgis(name, args) };
  return { kind: 'other', name: whole };
}

/** PostGIS writes shapes with a capital. */
function postgis(name: string, [shape, srid]: readonly string[]): string {
  if (shape === undefined) return name;
  const shown = SHAPES.find((each) => each.toLowerCase() === shape.toLowerCase()) ?? shape;
  return `${name}(${shown}${srid === undefined ? '' : `,${srid}`})`;
}

const SHAPES = [
  ...['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'],
  ...['GeometryCollection', 'Geometry'],
];

const NETWORK = new Set(['inet', 'cidr', 'macaddr', 'macaddr8']);
const GEOMETRIC = new Set(['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle']);

const integer = (bits: 16 | 32 | 64): ColumnType => ({ kind: 'integer', bits, unsigned: false });

const text = (length: string | undefined, fixed = false): ColumnType => ({
  kind: 'text',
  length: length === undefined ? null : Number(length),
  fixed,
  caseless: false,
});

function time(kind: 'time' | 'timestamp', zoned: boolean): (spelled: Spelled) => ColumnType {
  return ({ args: [precision = '6'] }) => ({ kind, precision: Number(precision), zoned });
}

function interval(precision: string | undefined, fields = ''): ColumnType {
  if (precision !== undefined) return { kind: 'interval', precision: Number(precision) };
  // Fields that end above the second leave no fractions of it.
  const whole = fields !== '' && !fields.endsWith('second');
  return { kind: 'interval', precision: whole ? 0 : null };
}

const INTERVAL_FIELDS = [
  ...['year', 'month', 'day', 'hour', 'minute', 'second', 'year to month', 'day to hour'],
  ...['day to minute', 'day to second', 'hour to minute', 'hour to second', 'minute to second'],
];

const TYPES: Readonly<Record<string, (spelled: Spelled) => ColumnType>> = {
  boolean: () => ({ kind: 'boolean' }),
  smallint: () => integer(16),
  integer: () => integer(32),
  bigint: () => integer(64),
  oid: () => ({ kind: 'integer', bits: 32, unsigned: true }),
  numeric: ({ args: [precision, scale] }) => ({
    kind: 'decimal',
    precision: precision === undefined ? null : Number(precision),
    scale: precision === undefined ? null : Number(scale ?? 0),
  }),
  real: () => ({ kind: 'float', bits: 32 }),
  'double precision': () => ({ kind: 'float', bits: 64 }),
  money: () => ({ kind: 'money' }),
  text: () => text(undefined),
  citext: () => ({ kind: 'text', length: null, fixed: false, caseless: true }),
  'character varying': ({ args: [length] }) => text(length),
  character: ({ args: [length = '1'] }) => text(length, true),
  bytea: () => ({ kind: 'bytes', length: null }),
  bit: ({ args: [length = '1'] }) => ({ kind: 'bits', length: Number(length), varying: false }),
  'bit varying': ({ args: [length] }) => ({
    kind: 'bits',
    length: length === undefined ? null : Number(length),
    varying: true,
  }),
  uuid: () => ({ kind: 'uuid' }),
  date: () => ({ kind: 'date' }),
  time: time('time', false),
  'time with time zone': time('time', true),
  timestamp: time('timestamp', false),
  'timestamp with time zone': time('timestamp', true),
  interval: ({ args: [precision] }) => interval(precision),
  ...Object.fromEntries(
    INTERVAL_FIELDS.map((fields) => [
      `interval ${fields}`,
      ({ args: [precision] }: Spelled) => interval(precision, fields),
    ]),
  ),
  json: () => ({ kind: 'json', binary: false }),
  jsonb: () => ({ kind: 'json', binary: true }),
  xml: () => ({ kind: 'xml' }),
  tsvector: () => ({ kind: 'search', name: 'tsvector' }),
  tsquery: () => ({ kind: 'search', name: 'tsquery' }),
};

const ELEMENTS: Readonly<Record<string, ColumnType>> = {
  int4: integer(32),
  int8: integer(64),
  num: { kind: 'decimal', precision: null, scale: null },
  date: { kind: 'date' },
  ts: { kind: 'timestamp', precision: 6, zoned: false },
  tstz: { kind: 'timestamp', precision: 6, zoned: true },
};

const RANGES: Readonly<Record<string, ColumnType>> = Object.fromEntries(
  Object.entries(ELEMENTS).flatMap(([name, element]) => [
    [`${name}range`, { kind: 'range', element, multi: false }],
    [`${name}multirange`, { kind: 'range', element, multi: true }],
  ]),
);

/**
 * The name that PostgreSQL prints a type by where it casts to it: without length or digits.
 *
 * @param sqlType - as drizzle has it
 * @param enumType - where it is one of the file's
 */
export function castName(sqlType: string, enumType: EnumDescription | null): string {
  const element = sqlType.replace(/(?:\s*\[\d*\])+$/, '');
  if (element !== sqlType) return `${castName(element, enumType)}[]`;
  if (enumType !== null)
    return `${spellName(enumType.schema ?? 'public')}.${spellName(enumType.name)}`;
  const { name } = takeApart(sqlType);
  if (name === 'character') return 'bpchar';
  if (name === 'time' || name === 'timestamp') return `${name} without time zone`;
  if (name.startsWith('interval')) return 'interval';
  const known = TYPES[name] !== undefined && name !== 'citext';
  return known || NETWORK.has(name) || GEOMETRIC.has(name) || RANGES[name] !== undefined
    ? name
    : `public.${name}`;
}
