import type { ColumnType, TextType } from '../../../src/schema/column-type.ts';
import type { ScalarName } from '../declarations/declared.ts';
import type { NativeType, NativeTypes } from './native-types.ts';

/** Prisma's tables have the collation utf8mb4_unicode_ci. */
const TEXT: TextType = { kind: 'text', length: null, fixed: false, caseless: true };

/** What Prisma knows of MySQL's types. */
export const MYSQL_TYPES: NativeTypes = {
  types: {
    Int: integer('Int', 32),
    UnsignedInt: integer('Int', 32, true),
    SmallInt: integer('Int', 16),
    UnsignedSmallInt: integer('Int', 16, true),
    MediumInt: integer('Int', 24),
    UnsignedMediumInt: integer('Int', 24, true),
    BigInt: integer('BigInt', 64),
    UnsignedBigInt: integer('BigInt', 64, true),
    TinyInt: {
      of: ['Boolean', 'Int'],
      // MySQL's boolean is `tinyint(1)`.
      type: (_, scalar) =>
        scalar === 'Boolean' ? { kind: 'boolean' } : { kind: 'integer', bits: 8, unsigned: false },
    },
    UnsignedTinyInt: {
      of: ['Boolean', 'Int'],
      type: () => ({ kind: 'integer', bits: 8, unsigned: true }),
    },
    Year: {
      of: ['Int'],
      type: () => ({ kind: 'integer', bits: 16, unsigned: true, year: true }),
    },
    Decimal: {
      of: ['Decimal'],
      counts: [0, 2],
      type: ([precision = 10, scale = 0]) => ({ kind: 'decimal', precision, scale }),
    },
    Float: { of: ['Float'], type: () => ({ kind: 'float', bits: 32 }) },
    Double: { of: ['Float'], type: () => ({ kind: 'float', bits: 64 }) },
    Bit: {
      of: ['Boolean', 'Bytes'],
      counts: [1],
      type: ([length = 1]) => ({ kind: 'bits', length, varying: false }),
    },
    Char: sized(['String'], (length) => ({ ...TEXT, length, fixed: true })),
    VarChar: sized(['String'], (length) => ({ ...TEXT, length })),
    TinyText: { of: ['String'], type: () => ({ ...TEXT, bytes: 255 }) },
    Text: { of: ['String'], type: () => ({ ...TEXT, bytes: 65_535 }) },
    MediumText: { of: ['String'], type: () => ({ ...TEXT, bytes: 16_777_215 }) },
    LongText: { of: ['String'], type: () => TEXT },
    Binary: sized(['Bytes'], (length) => ({ kind: 'bytes', length, fixed: true })),
    VarBinary: sized(['Bytes'], (length) => ({ kind: 'bytes', length })),
    TinyBlob: bytes(255),
    Blob: bytes(65_535),
    MediumBlob: bytes(16_777_215),
    LongBlob: bytes(null),
    Date: { of: ['DateTime'], type: () => ({ kind: 'date' }) },
    Time: time((precision) => ({ kind: 'time', precision, zoned: false })),
    DateTime: time((precision) => ({ kind: 'timestamp', precision, zoned: false })),
    Timestamp: time((precision) => ({ kind: 'timestamp', precision, zoned: true, narrow: true })),
    Json: { of: ['Json'], type: () => ({ kind: 'json', binary: false }) },
  },
  defaults: {
    String: { name: 'VarChar', args: [191] },
    Boolean: { name: 'TinyInt', args: [] },
    Int: { name: 'Int', args: [] },
    BigInt: { name: 'BigInt', args: [] },
    Float: { name: 'Double', args: [] },
    Decimal: { name: 'Decimal', args: [65, 30] },
    DateTime: { name: 'DateTime', args: [3] },
    Json: { name: 'Json', args: [] },
    Bytes: { name: 'LongBlob', args: [] },
  },
};

function integer(of: 'Int' | 'BigInt', bits: 16 | 24 | 32 | 64, unsigned = false): NativeType {
  return { of: [of], type: () => ({ kind: 'integer', bits, unsigned }) };
}

function sized(of: readonly ScalarName[], type: (length: number) => ColumnType): NativeType {
  return { of, counts: [1], type: ([length = 1]) => type(length) };
}

function bytes(length: number | null): NativeType {
  return { of: ['Bytes'], type: () => ({ kind: 'bytes', length }) };
}

function time(type: (precision: number) => ColumnType): NativeType {
  return { of: ['DateTime'], counts: [0, 1], type: ([precision = 0]) => type(precision) };
}
