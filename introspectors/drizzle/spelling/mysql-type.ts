import type { ColumnType, SpatialShape, TextType } from '../../../src/schema/column-type.ts';

/** A type as a schema file spells it, taken apart. */
interface Spelled {
  /** Numbers, or the labels of an ENUM or SET. */
  readonly args: readonly string[];
  readonly unsigned: boolean;
  /** What is said of its characters, which a type of one's own may. */
  readonly collation: string | undefined;
  readonly charset: string | undefined;
}

const SPELLED = /^\s*(\w+(?: precision)?)\s*(?:\((.*)\))?([\w ]*)$/s;
const LABEL = /'((?:[^']|'')*)'/gs;

/**
 * The type of a column by the text that drizzle has for it.
 *
 * @param sqlType - `varchar(20)`, `int unsigned`, `enum('a','b')`
 */
export function mysqlType(sqlType: string): ColumnType {
  const [, name = sqlType, args, attributes = ''] = SPELLED.exec(sqlType) ?? [];
  const type = name.toLowerCase();
  const spelled = {
    args: argsOf(type, args),
    unsigned: /\b(?:unsigned|zerofill)\b/i.test(attributes),
    collation: /\bcollate\s+(\w+)/i.exec(attributes)?.[1],
    charset: /\b(?:character set|charset)\s+(\w+)/i.exec(attributes)?.[1],
  };
  return TYPES[type]?.(spelled) ?? { kind: 'other', name: sqlType };
}

function argsOf(type: string, args: string | undefined): readonly string[] {
  if (args === undefined) return [];
  if (type !== 'enum' && type !== 'set') return args.split(',').map((arg) => arg.trim());
  return [...args.matchAll(LABEL)].map(([, label = '']) => label.replaceAll("''", "'"));
}

type ReadType = (spelled: Spelled) => ColumnType;

const integer =
  (bits: 16 | 24 | 32 | 64): ReadType =>
  ({ unsigned }) => ({ kind: 'integer', bits, unsigned });

/** `float(p)` is a double from 25 bits on; with a scale it is rounded. */
function float(bits: 32 | 64): ReadType {
  return ({ args: [precision, scale], unsigned }) => ({
    kind: 'float',
    bits: scale === undefined && Number(precision) > 24 ? 64 : bits,
    ...(scale !== undefined && { digits: { precision: Number(precision), scale: Number(scale) } }),
    ...(unsigned && { unsigned: true as const }),
  });
}

const decimal: ReadType = ({ args, unsigned }) => ({
  kind: 'decimal',
  precision: Number(args[0] ?? 10),
  scale: Number(args[1] ?? 0),
  ...(unsigned && { unsigned: true as const }),
});

/** Character sets that take all of Unicode. */
const UNICODE = new Set(['utf8mb4', 'utf16', 'utf16le', 'utf32', 'gb18030']);

/** Without a word on it, by the collation of every server's that nobody changed, which folds case. */
function text({ collation, charset }: Spelled, type: Partial<TextType>): ColumnType {
  const characters = (charset ?? collation?.split('_', 1)[0] ?? 'utf8mb4').toLowerCase();
  return {
    kind: 'text',
    length: null,
    fixed: false,
    caseless: collation === undefined || !/(?:_bin|_cs|^binary)$/i.test(collation),
    ...type,
    ...(!UNICODE.has(characters) && {
      charset: characters === 'utf8' ? 'utf8mb3' : characters,
    }),
  };
}

const bytes = (length: number | null): ReadType => {
  return () => ({ kind: 'bytes', length });
};

const SHAPES: readonly SpatialShape[] = [
  ...(['geometry', 'point', 'linestring', 'polygon', 'multipoint'] as const),
  ...(['multilinestring', 'multipolygon', 'geometrycollection'] as const),
];

const TYPES: Readonly<Record<string, ReadType>> = {
  boolean: () => ({ kind: 'boolean' }),
  bool: () => ({ kind: 'boolean' }),
  tinyint: ({ args, unsigned }) =>
    args[0] === '1' && !unsigned ? { kind: 'boolean' } : { kind: 'integer', bits: 8, unsigned },
  smallint: integer(16),
  mediumint: integer(24),
  int: integer(32),
  integer: integer(32),
  bigint: integer(64),
  serial: () => ({ kind: 'integer', bits: 64, unsigned: true }),
  decimal,
  numeric: decimal,
  float: float(32),
  double: float(64),
  'double precision': float(64),
  real: float(64),
  bit: ({ args }) => ({ kind: 'bits', length: Number(args[0] ?? 1), varying: false }),
  char: (spelled) => text(spelled, { length: Number(spelled.args[0] ?? 1), fixed: true }),
  varchar: (spelled) => text(spelled, { length: Number(spelled.args[0]) }),
  tinytext: (spelled) => text(spelled, { bytes: 255 }),
  text: (spelled) => text(spelled, { bytes: 65_535 }),
  mediumtext: (spelled) => text(spelled, { bytes: 16_777_215 }),
  longtext: (spelled) => text(spelled, {}),
  binary: ({ args }) => ({ kind: 'bytes', length: Number(args[0] ?? 1), fixed: true }),
  varbinary: ({ args }) => ({ kind: 'bytes', length: Number(args[0]) }),
  tinyblob: bytes(255),
  blob: bytes(65_535),
  mediumblob: bytes(16_777_215),
  longblob: bytes(null),
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
  ...Object.fromEntries(
    SHAPES.map((shape): [string, ReadType] => [
      shape,
      () => ({ kind: 'spatial', shape, srid: null }),
    ]),
  ),
};
