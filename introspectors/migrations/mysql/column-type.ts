import type {
  ColumnType,
  FloatType,
  SpatialShape,
  TextType,
} from '../../../src/schema/column-type.ts';
import type { MysqlTable, MysqlType } from './draft.ts';
import type { MysqlFlavour } from './flavour.ts';

/** The type of a column in the model's terms, as the live introspector reads it. */
export function columnType(type: MysqlType, table: MysqlTable, flavour: MysqlFlavour): ColumnType {
  const { args } = type;
  const written = `${type.name}${args.length === 0 ? '' : `(${args.join(',')})`}`;
  return TYPES[type.name]?.(type, { table, flavour }) ?? { kind: 'other', name: written };
}

interface Context {
  readonly table: MysqlTable;
  readonly flavour: MysqlFlavour;
}

type Make = (type: MysqlType, context: Context) => ColumnType;

const TYPES: Readonly<Record<string, Make>> = {
  tinyint: ({ args, unsigned }) =>
    args[0] === '1' && !unsigned ? { kind: 'boolean' } : { kind: 'integer', bits: 8, unsigned },
  smallint: integer(16),
  mediumint: integer(24),
  int: integer(32),
  bigint: integer(64),
  decimal: ({ args, unsigned }) => ({
    kind: 'decimal',
    precision: Number(args[0] ?? 10),
    scale: Number(args[1] ?? 0),
    ...(unsigned && { unsigned }),
  }),
  float: float(32),
  double: float(64),
  bit: ({ args }) => ({ kind: 'bits', length: Number(args[0] ?? 1), varying: false }),
  char: (type, context) => text(type, context, { length: Number(type.args[0] ?? 1), fixed: true }),
  varchar: (type, context) => text(type, context, { length: Number(type.args[0] ?? 0) }),
  tinytext: (type, context) => text(type, context, { bytes: 255 }),
  text: (type, context) => text(type, context, { bytes: 65_535 }),
  mediumtext: (type, context) => text(type, context, { bytes: 16_777_215 }),
  longtext: (type, context) => text(type, context, {}),
  binary: ({ args }) => ({ kind: 'bytes', length: Number(args[0] ?? 1), fixed: true }),
  varbinary: ({ args }) => ({ kind: 'bytes', length: Number(args[0] ?? 0) }),
  tinyblob: () => ({ kind: 'bytes', length: 255 }),
  blob: () => ({ kind: 'bytes', length: 65_535 }),
  mediumblob: () => ({ kind: 'bytes', length: 16_777_215 }),
  longblob: () => ({ kind: 'bytes', length: null }),
  enum: ({ args }) => ({ kind: 'enum', labels: args }),
  set: ({ args }) => ({ kind: 'set', labels: args }),
  json: () => ({ kind: 'json', binary: false }),
  date: () => ({ kind: 'date' }),
  year: () => ({ kind: 'integer', bits: 16, unsigned: true, year: true }),
  time: ({ args }) => ({ kind: 'time', precision: Number(args[0] ?? 0), zoned: false }),
  datetime: ({ args }) => ({ kind: 'timestamp', precision: Number(args[0] ?? 0), zoned: false }),
  timestamp: ({ args }) => ({
    kind: 'timestamp',
    precision: Number(args[0] ?? 0),
    zoned: true,
    narrow: true,
  }),
  uuid: () => ({ kind: 'uuid' }),
  inet4: () => ({ kind: 'network', name: 'inet4' }),
  inet6: () => ({ kind: 'network', name: 'inet6' }),
  geometry: spatial('geometry'),
  point: spatial('point'),
  linestring: spatial('linestring'),
  polygon: spatial('polygon'),
  multipoint: spatial('multipoint'),
  multilinestring: spatial('multilinestring'),
  multipolygon: spatial('multipolygon'),
  geometrycollection: spatial('geometrycollection'),
};

function integer(bits: 16 | 24 | 32 | 64): Make {
  return ({ unsigned }) => ({ kind: 'integer', bits, unsigned });
}

/** FLOAT with one number is of 32 or 64 bits by that number. */
function float(declared: 32 | 64): Make {
  return ({ args: [precision, scale], unsigned }): FloatType => ({
    kind: 'float',
    bits: scale === undefined && Number(precision ?? 0) > 24 ? 64 : declared,
    ...(precision !== undefined &&
      scale !== undefined && { digits: { precision: Number(precision), scale: Number(scale) } }),
    ...(unsigned && { unsigned }),
  });
}

/** MariaDB's catalogue has no SRID. */
function spatial(shape: SpatialShape): Make {
  return ({ srid }, { flavour }) => ({
    kind: 'spatial',
    shape,
    srid: flavour === 'mysql' ? srid : null,
  });
}

/** Character sets that take all of Unicode. */
const UNICODE = new Set(['utf8mb4', 'utf16', 'utf16le', 'utf32', 'gb18030']);

function text(type: MysqlType, { table }: Context, kind: Partial<TextType>): ColumnType {
  const { charset, collation } = characters(type, table);
  if (charset === 'binary') return asBytes(kind);
  return {
    kind: 'text',
    length: null,
    fixed: false,
    caseless: !/(?:_bin|_cs|^binary)$/.test(collation ?? ''),
    ...kind,
    ...(!UNICODE.has(charset) && { charset }),
  };
}

/** A text of bytes is none. */
function asBytes({ length = null, fixed, bytes }: Partial<TextType>): ColumnType {
  return { kind: 'bytes', length: length ?? bytes ?? null, ...(fixed && { fixed: true as const }) };
}

/** The table's character set and collation hold where the column says neither. */
function characters(type: MysqlType, table: MysqlTable) {
  // BINARY alone: the collation of bytes, whatever the character set.
  const own = type.charset ?? charsetOf(type.collation === '_bin' ? null : type.collation);
  const charset = own ?? charsetOf(table.collation) ?? table.charset;
  const collation = type.collation ?? (own === null ? table.collation : null);
  return { charset: charset === 'utf8' ? 'utf8mb3' : charset, collation };
}

/** A collation has the name of its character set before its own. */
function charsetOf(collation: string | null): string | null {
  return collation?.split('_')[0] ?? null;
}
