import type { ColumnType, TimeType } from '../../../src/schema/column-type.ts';
import type { NativeType, NativeTypes } from './native-types.ts';

const TEXT = { kind: 'text', length: null, fixed: false, caseless: false } as const;

/** Digits of a second that a time keeps where nothing is said of them. */
const FULL_PRECISION = 6;

/** What Prisma knows of PostgreSQL's types. */
export const POSTGRES_TYPES: NativeTypes = {
  types: {
    SmallInt: integer('Int', 16),
    Integer: integer('Int', 32),
    BigInt: integer('BigInt', 64),
    Oid: {
      of: ['Int'],
      type: () => ({ kind: 'integer', bits: 32, unsigned: true }),
    },
    Decimal: {
      of: ['Decimal'],
      counts: [0, 2],
      type: ([precision = null, scale = null]) => ({ kind: 'decimal', precision, scale }),
    },
    Money: { of: ['Decimal'], type: () => ({ kind: 'money' }) },
    Real: { of: ['Float'], type: () => ({ kind: 'float', bits: 32 }) },
    DoublePrecision: { of: ['Float'], type: () => ({ kind: 'float', bits: 64 }) },
    Text: text(() => TEXT),
    Citext: text(() => ({ ...TEXT, caseless: true })),
    VarChar: { ...text(([length = null]) => ({ ...TEXT, length })), counts: [0, 1] },
    Char: { ...text(([length = 1]) => ({ ...TEXT, length, fixed: true })), counts: [0, 1] },
    Bit: {
      ...text(([length = 1]) => ({ kind: 'bits', length, varying: false })),
      counts: [0, 1],
    },
    VarBit: {
      ...text(([length = null]) => ({ kind: 'bits', length, varying: true })),
      counts: [0, 1],
    },
    Uuid: text(() => ({ kind: 'uuid' })),
    Xml: text(() => ({ kind: 'xml' })),
    Inet: text(() => ({ kind: 'network', name: 'inet' })),
    Timestamp: time('timestamp', false),
    Timestamptz: time('timestamp', true),
    Time: time('time', false),
    Timetz: time('time', true),
    Date: { of: ['DateTime'], type: () => ({ kind: 'date' }) },
    Boolean: { of: ['Boolean'], type: () => ({ kind: 'boolean' }) },
    ByteA: { of: ['Bytes'], type: () => ({ kind: 'bytes', length: null }) },
    Json: { of: ['Json'], type: () => ({ kind: 'json', binary: false }) },
    JsonB: { of: ['Json'], type: () => ({ kind: 'json', binary: true }) },
  },
  defaults: {
    String: { name: 'Text', args: [] },
    Boolean: { name: 'Boolean', args: [] },
    Int: { name: 'Integer', args: [] },
    BigInt: { name: 'BigInt', args: [] },
    Float: { name: 'DoublePrecision', args: [] },
    Decimal: { name: 'Decimal', args: [65, 30] },
    DateTime: { name: 'Timestamp', args: [3] },
    Json: { name: 'JsonB', args: [] },
    Bytes: { name: 'ByteA', args: [] },
  },
};

function integer(of: 'Int' | 'BigInt', bits: 16 | 32 | 64): NativeType {
  return { of: [of], type: () => ({ kind: 'integer', bits, unsigned: false }) };
}

function text(type: (args: readonly number[]) => ColumnType): NativeType {
  return { of: ['String'], type };
}

function time(kind: TimeType['kind'], zoned: boolean): NativeType {
  return {
    of: ['DateTime'],
    counts: [0, 1],
    type: ([precision = FULL_PRECISION]) => ({ kind, precision, zoned }),
  };
}
