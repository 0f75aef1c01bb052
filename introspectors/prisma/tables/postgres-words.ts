import type { ColumnType, GeometricName } from '../../../src/schema/column-type.ts';
import { POSTGRES_TYPES } from '../natives/postgres-types.ts';

/**
 * A type in PostgreSQL's own words, as far as it is one of its own.
 *
 * @param sql - as DDL has it: `timestamp(3) with time zone`
 * @returns null for an extension's type, a user's, and the rarest
 */
export function postgresType(sql: string): ColumnType | null {
  const [, before = '', args = '', after = ''] = /^([^(]*)(?:\(([^()]*)\)(.*))?$/s.exec(sql) ?? [];
  const words = `${before} ${after}`.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const numbers = args
    .split(',')
    .flatMap((each) => (/^\s*\d+\s*$/.test(each) ? [Number(each)] : []));
  if (/^interval\b/.test(words)) return interval(words, numbers);
  const native = Object.hasOwn(NATIVES, words) ? NATIVES[words] : undefined;
  if (native === undefined) return OTHERS[words] ?? null;
  // One number alone is of digits without any behind the point.
  const digits = native === 'Decimal' && numbers.length === 1 ? [...numbers, 0] : numbers;
  return POSTGRES_TYPES.types[native]!.type(digits, 'String');
}

/** The types that Prisma has a word for, by all of PostgreSQL's. */
const NATIVES: Readonly<Record<string, string>> = {
  smallint: 'SmallInt',
  int2: 'SmallInt',
  integer: 'Integer',
  int: 'Integer',
  int4: 'Integer',
  bigint: 'BigInt',
  int8: 'BigInt',
  numeric: 'Decimal',
  decimal: 'Decimal',
  real: 'Real',
  float4: 'Real',
  'double precision': 'DoublePrecision',
  float8: 'DoublePrecision',
  float: 'DoublePrecision',
  boolean: 'Boolean',
  bool: 'Boolean',
  text: 'Text',
  citext: 'Citext',
  'character varying': 'VarChar',
  varchar: 'VarChar',
  character: 'Char',
  char: 'Char',
  bit: 'Bit',
  'bit varying': 'VarBit',
  varbit: 'VarBit',
  'timestamp without time zone': 'Timestamp',
  timestamp: 'Timestamp',
  'timestamp with time zone': 'Timestamptz',
  timestamptz: 'Timestamptz',
  'time without time zone': 'Time',
  time: 'Time',
  'time with time zone': 'Timetz',
  timetz: 'Timetz',
  date: 'Date',
  uuid: 'Uuid',
  xml: 'Xml',
  inet: 'Inet',
  bytea: 'ByteA',
  json: 'Json',
  jsonb: 'JsonB',
  money: 'Money',
  oid: 'Oid',
};

const INT: ColumnType = { kind: 'integer', bits: 32, unsigned: false };
const BIGINT: ColumnType = { kind: 'integer', bits: 64, unsigned: false };
const NUMERIC: ColumnType = { kind: 'decimal', precision: null, scale: null };
const TIMESTAMP: ColumnType = { kind: 'timestamp', precision: 6, zoned: false };
const TIMESTAMPTZ: ColumnType = { kind: 'timestamp', precision: 6, zoned: true };

/** Those it has none for. */
const OTHERS: Readonly<Record<string, ColumnType>> = {
  tsvector: { kind: 'search', name: 'tsvector' },
  tsquery: { kind: 'search', name: 'tsquery' },
  cidr: { kind: 'network', name: 'cidr' },
  macaddr: { kind: 'network', name: 'macaddr' },
  macaddr8: { kind: 'network', name: 'macaddr8' },
  point: geometric('point'),
  line: geometric('line'),
  lseg: geometric('lseg'),
  box: geometric('box'),
  path: geometric('path'),
  polygon: geometric('polygon'),
  circle: geometric('circle'),
  int4range: range(INT),
  int8range: range(BIGINT),
  numrange: range(NUMERIC),
  tsrange: range(TIMESTAMP),
  tstzrange: range(TIMESTAMPTZ),
  daterange: range({ kind: 'date' }),
  int4multirange: range(INT, true),
  int8multirange: range(BIGINT, true),
  nummultirange: range(NUMERIC, true),
  tsmultirange: range(TIMESTAMP, true),
  tstzmultirange: range(TIMESTAMPTZ, true),
  datemultirange: range({ kind: 'date' }, true),
};

function geometric(name: GeometricName): ColumnType {
  return { kind: 'geometric', name };
}

function range(element: ColumnType, multi = false): ColumnType {
  return { kind: 'range', element, multi };
}

/** One of fields that end above the second has no fractions of it to be precise in. */
function interval(words: string, [precision = null]: readonly (number | null)[]): ColumnType {
  const isWhole = words !== 'interval' && !words.includes('second');
  return { kind: 'interval', precision: isWhole ? 0 : precision };
}
