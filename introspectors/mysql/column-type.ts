import type {
  ColumnType,
  FloatType,
  SpatialShape,
  TextType,
} from '../../src/schema/column-type.ts';

/** What the catalogue says of a column's type. */
export interface TypeRow {
  /** `int(10) unsigned`, `enum('a','it''s')`: the type with its arguments and attributes. */
  readonly column_type: string;
  readonly charset: string | null;
  readonly collation: string | null;
  /** MySQL only. */
  readonly srid: number | null;
}

/**
 * The type of a column.
 *
 * @param row - of the catalogue
 * @example
 * ```ts
 * columnType({ column_type: 'tinyint(1)', charset: null, collation: null, srid: null });
 * // { kind: 'boolean' }
 * ```
 */
export function columnType(row: TypeRow): ColumnType {
  const declared = readDeclaration(row.column_type);
  return TYPES[declared.name]?.(declared, row) ?? { kind: 'other', name: row.column_type };
}

/** A type as it is declared: its name, its arguments, the words behind. */
interface Declaration {
  readonly name: string;
  /** Numbers, or the labels of an ENUM or SET. */
  readonly args: readonly string[];
  readonly unsigned: boolean;
}

const DECLARATION = /^([a-z_0-9]+(?: precision)?)(?:\((.*)\))?([a-z ]*)/s;
/** A quote inside is doubled, and what MySQL escapes is escaped by a backslash. */
const LABEL = /'((?:[^'\\]|''|\\.)*)'/gs;

function readDeclaration(text: string): Declaration {
  const [, name = text, args, attributes = ''] = DECLARATION.exec(text) ?? [];
  const labels = name === 'enum' || name === 'set';
  return {
    name,
    args:
      args === undefined
        ? []
        : labels
          ? [...args.matchAll(LABEL)].map(([, label = '']) => unescapeLabel(label))
          : args.split(','),
    // ZEROFILL brings UNSIGNED with it, and the server says so.
    unsigned: attributes.includes('unsigned'),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { 0: '\0', n: '\n', r: '\r', Z: '\x1a' };

function unescapeLabel(text: string): string {
  return text.replaceAll(/''|\\(.)/gs, (_, escaped: string | undefined) =>
    escaped === undefined ? "'" : (ESCAPES[escaped] ?? escaped),
  );
}

type ReadType = (declared: Declaration, row: TypeRow) => ColumnType;

const TYPES: Readonly<Record<string, ReadType>> = {
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
    ...isUnsigned(unsigned),
  }),
  float: float(32),
  double: float(64),
  bit: ({ args }) => ({ kind: 'bits', length: Number(args[0] ?? 1), varying: false }),
  char: ({ args }, row) => text(row, { length: Number(args[0] ?? 1), fixed: true }),
  varchar: ({ args }, row) => text(row, { length: Number(args[0]) }),
  tinytext: (_, row) => text(row, { bytes: 255 }),
  text: (_, row) => text(row, { bytes: 65_535 }),
  mediumtext: (_, row) => text(row, { bytes: 16_777_215 }),
  longtext: (_, row) => text(row, {}),
  binary: ({ args }) => ({ kind: 'bytes', length: Number(args[0] ?? 1), fixed: true }),
  varbinary: ({ args }) => ({ kind: 'bytes', length: Number(args[0]) }),
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
  // MySQL's name for the same.
  geomcollection: spatial('geometrycollection'),
};

function integer(bits: 16 | 24 | 32 | 64): ReadType {
  return ({ unsigned }) => ({ kind: 'integer', bits, unsigned });
}

function float(bits: 32 | 64): ReadType {
  return ({ args: [precision, scale], unsigned }): FloatType => ({
    kind: 'float',
    bits,
    ...(precision !== undefined &&
      scale !== undefined && { digits: { precision: Number(precision), scale: Number(scale) } }),
    ...isUnsigned(unsigned),
  });
}

function spatial(shape: SpatialShape): ReadType {
  return (_, { srid }) => ({ kind: 'spatial', shape, srid });
}

function isUnsigned(unsigned: boolean): { readonly unsigned?: true } {
  return unsigned ? { unsigned: true } : {};
}

/** Character sets that take all of Unicode. */
const UNICODE = new Set(['utf8mb4', 'utf16', 'utf16le', 'utf32', 'gb18030']);

function text({ charset, collation }: TypeRow, type: Partial<TextType>): TextType {
  return {
    kind: 'text',
    length: null,
    fixed: false,
    caseless: isCaseless(collation),
    ...type,
    ...(charset !== null && !UNICODE.has(charset) && { charset: nameOfCharset(charset) }),
  };
}

/** Of `_bin` and `_cs` collations every character counts; all others fold at least case. */
function isCaseless(collation: string | null): boolean {
  return collation !== null && !/(?:_bin|_cs|^binary)$/.test(collation);
}

/** What newer servers call `utf8mb3`, older ones call `utf8`. */
function nameOfCharset(charset: string): string {
  return charset === 'utf8' ? 'utf8mb3' : charset;
}
