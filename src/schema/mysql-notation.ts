import type { BytesType, ColumnType, SpatialShape, TextType } from './column-type.ts';
import type { TypeReader } from './type-reader.ts';

/** A type by the numbers in the parentheses behind its name. */
export type NamedType = (numbers: readonly number[]) => ColumnType;

/**
 * A type in the words of MySQL and MariaDB, where those differ from the ones that all databases share.
 *
 * @returns undefined where they do not
 */
export function formatMysqlType(type: ColumnType): string | undefined {
  switch (type.kind) {
    case 'integer':
      if (type.year) return 'year';
      return type.bits === 32 ? `int${unsigned(type.unsigned)}` : undefined;
    case 'decimal':
      return `decimal${numbers(type.precision, type.scale)}${unsigned(type.unsigned)}`;
    case 'float': {
      const { digits } = type;
      const size = digits === undefined ? '' : numbers(digits.precision, digits.scale);
      return `${type.bits === 32 ? 'float' : 'double'}${size}${unsigned(type.unsigned)}`;
    }
    case 'text':
      return formatText(type);
    case 'bytes':
      return formatBytes(type);
    case 'timestamp':
      return `${type.zoned ? 'timestamp' : 'datetime'}${numbers(type.precision || null)}`;
    case 'time':
      return `time${numbers(type.precision || null)}`;
    default:
      return undefined;
  }
}

/** Types of one word that MySQL has, or understands otherwise than others. */
export const MYSQL_NAMES: Readonly<Record<string, NamedType>> = {
  year: () => ({ kind: 'integer', bits: 16, unsigned: true, year: true }),
  int: () => ({ kind: 'integer', bits: 32, unsigned: false }),
  float: (digits) => ({ kind: 'float', bits: 32, ...floatDigits(digits) }),
  double: (digits) => ({ kind: 'float', bits: 64, ...floatDigits(digits) }),
  varchar: ([length = 1]) => text({ length }),
  char: ([length = 1]) => text({ length, fixed: true }),
  tinytext: () => text({ bytes: 255 }),
  text: () => text({ bytes: 65_535 }),
  mediumtext: () => text({ bytes: 16_777_215 }),
  longtext: () => text({}),
  binary: ([length = 1]) => ({ kind: 'bytes', length, fixed: true }),
  varbinary: ([length = 1]) => ({ kind: 'bytes', length }),
  tinyblob: () => ({ kind: 'bytes', length: 255 }),
  blob: () => ({ kind: 'bytes', length: 65_535 }),
  mediumblob: () => ({ kind: 'bytes', length: 16_777_215 }),
  longblob: () => ({ kind: 'bytes', length: null }),
  bit: ([length = 1]) => ({ kind: 'bits', length, varying: false }),
  datetime: ([precision = 0]) => ({ kind: 'timestamp', precision, zoned: false }),
  timestamp: ([precision = 0]) => ({ kind: 'timestamp', precision, zoned: true, narrow: true }),
  time: ([precision = 0]) => ({ kind: 'time', precision, zoned: false }),
  ...Object.fromEntries(
    (
      [
        'geometry',
        'point',
        'linestring',
        'polygon',
        'multipoint',
        'multilinestring',
        'multipolygon',
        'geometrycollection',
      ] satisfies SpatialShape[]
    ).map((shape): [string, NamedType] => [shape, () => ({ kind: 'spatial', shape, srid: null })]),
  ),
};

/** Reads what may follow a type: `unsigned`, `character set latin1`, `binary`, `srid 4326`. */
export function readMysqlSuffixes(reader: TypeReader, type: ColumnType): ColumnType {
  switch (type.kind) {
    case 'integer':
      return reader.skip(' unsigned') ? { ...type, unsigned: true } : type;
    case 'decimal':
    case 'float':
      return reader.skip(' unsigned') ? { ...type, unsigned: true } : type;
    case 'text': {
      const charset = reader.skip(' character set ') ? { charset: reader.word() } : {};
      return { ...type, ...charset, caseless: !reader.skip(' binary') };
    }
    case 'spatial':
      return reader.skip(' srid ') ? { ...type, srid: reader.number() } : type;
    default:
      return type;
  }
}

/** What stands before `text` and `blob`, by the most bytes they take; the last takes any. */
const SIZES = new Map<number | null, string>([
  [255, 'tiny'],
  [65_535, ''],
  [16_777_215, 'medium'],
  [null, 'long'],
]);

/** Most collations fold case, so that those that do not are the ones to name, as MySQL's DDL does. */
function formatText({ length, fixed, bytes, charset, caseless }: TextType): string {
  const name =
    length === null
      ? `${SIZES.get(bytes ?? null) ?? 'long'}text`
      : `${fixed ? 'char' : 'varchar'}(${length})`;
  return (
    name + (charset === undefined ? '' : ` character set ${charset}`) + (caseless ? '' : ' binary')
  );
}

function formatBytes({ length, fixed }: BytesType): string {
  if (fixed) return `binary(${length})`;
  // A tinyblob is a varbinary(255) by another name, and the rarer one.
  const size = length === 255 ? undefined : SIZES.get(length);
  return size === undefined ? `varbinary(${length})` : `${size}blob`;
}

function text(type: Partial<TextType>): ColumnType {
  return { kind: 'text', length: null, fixed: false, caseless: true, ...type };
}

function floatDigits([precision, scale]: readonly number[]): {
  readonly digits?: { readonly precision: number; readonly scale: number };
} {
  return precision === undefined || scale === undefined ? {} : { digits: { precision, scale } };
}

function unsigned(is: boolean | undefined): string {
  return is === true ? ' unsigned' : '';
}

function numbers(...values: readonly (number | null)[]): string {
  const given = values.filter((value) => value !== null);
  return given.length === 0 ? '' : `(${given.join(',')})`;
}
