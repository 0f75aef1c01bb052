import type { ColumnType, GeometricName, SpatialShape } from '../../../src/schema/column-type.ts';
import type { ProviderName } from '../declarations/declared.ts';

/**
 * The type of a column that Prisma has no word for, which the schema has in the database's.
 *
 * @param sql - of `Unsupported("…")`
 * @example
 * ```ts
 * unsupportedType('tsvector', 'postgresql'); // { kind: 'search', name: 'tsvector' }
 * unsupportedType('vector(3)', 'postgresql'); // { kind: 'other', name: 'vector(3)' }
 * ```
 */
export function unsupportedType(sql: string, provider: ProviderName): ColumnType {
  const [, name = '', args = ''] = /^([^(]*?)\s*(?:\((.*)\))?$/s.exec(sql.trim()) ?? [];
  const word = name.toLowerCase().replaceAll(/\s+/g, ' ');
  const known =
    provider === 'mysql' ? MYSQL[word] : provider === 'postgresql' ? POSTGRES[word] : undefined;
  if (known !== undefined) return known(args);
  // PostgreSQL has no blank behind the commas of what a type takes.
  return {
    kind: 'other',
    name: args === '' ? word : `${word}(${args.replaceAll(/\s*,\s*/g, ',')})`,
  };
}

type Read = (args: string) => ColumnType;

function number(args: string): number | null {
  return /^\s*\d+\s*$/.test(args) ? Number(args) : null;
}

function geometric(name: GeometricName): Read {
  return () => ({ kind: 'geometric', name });
}

function spatial(shape: SpatialShape): Read {
  return () => ({ kind: 'spatial', shape, srid: null });
}

function range(element: ColumnType, multi = false): Read {
  return () => ({ kind: 'range', element, multi });
}

const INT: ColumnType = { kind: 'integer', bits: 32, unsigned: false };
const BIGINT: ColumnType = { kind: 'integer', bits: 64, unsigned: false };
const NUMERIC: ColumnType = { kind: 'decimal', precision: null, scale: null };
const TIMESTAMP: ColumnType = { kind: 'timestamp', precision: 6, zoned: false };
const TIMESTAMPTZ: ColumnType = { kind: 'timestamp', precision: 6, zoned: true };
const TEXT = { kind: 'text', length: null, fixed: false, caseless: false } as const;

const POSTGRES: Readonly<Record<string, Read>> = {
  tsvector: () => ({ kind: 'search', name: 'tsvector' }),
  tsquery: () => ({ kind: 'search', name: 'tsquery' }),
  interval: (args) => ({ kind: 'interval', precision: number(args) }),
  point: geometric('point'),
  line: geometric('line'),
  lseg: geometric('lseg'),
  box: geometric('box'),
  path: geometric('path'),
  polygon: geometric('polygon'),
  circle: geometric('circle'),
  cidr: () => ({ kind: 'network', name: 'cidr' }),
  macaddr: () => ({ kind: 'network', name: 'macaddr' }),
  macaddr8: () => ({ kind: 'network', name: 'macaddr8' }),
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
  // Types that Prisma does know may be written so as well.
  text: () => TEXT,
  varchar: (args) => ({ ...TEXT, length: number(args) }),
  'character varying': (args) => ({ ...TEXT, length: number(args) }),
  'double precision': () => ({ kind: 'float', bits: 64 }),
  real: () => ({ kind: 'float', bits: 32 }),
  smallint: () => ({ kind: 'integer', bits: 16, unsigned: false }),
  integer: () => INT,
  bigint: () => BIGINT,
  boolean: () => ({ kind: 'boolean' }),
  date: () => ({ kind: 'date' }),
  uuid: () => ({ kind: 'uuid' }),
  jsonb: () => ({ kind: 'json', binary: true }),
  json: () => ({ kind: 'json', binary: false }),
  bytea: () => ({ kind: 'bytes', length: null }),
};

const MYSQL: Readonly<Record<string, Read>> = {
  geometry: spatial('geometry'),
  point: spatial('point'),
  linestring: spatial('linestring'),
  polygon: spatial('polygon'),
  multipoint: spatial('multipoint'),
  multilinestring: spatial('multilinestring'),
  multipolygon: spatial('multipolygon'),
  geometrycollection: spatial('geometrycollection'),
  geomcollection: spatial('geometrycollection'),
  set: (args) => ({
    kind: 'set',
    labels: [...args.matchAll(/'((?:[^']|'')*)'/g)].map(([, label = '']) =>
      label.replaceAll("''", "'"),
    ),
  }),
};
