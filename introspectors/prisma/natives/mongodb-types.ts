import type { NativeTypes } from './native-types.ts';

/** What Prisma knows of BSON's types. */
export const MONGODB_TYPES: NativeTypes = {
  types: {
    String: {
      of: ['String'],
      type: () => ({ kind: 'text', length: null, fixed: false, caseless: false }),
    },
    ObjectId: { of: ['String', 'Bytes'], type: () => ({ kind: 'objectid' }) },
    Bool: { of: ['Boolean'], type: () => ({ kind: 'boolean' }) },
    Int: { of: ['Int'], type: () => ({ kind: 'integer', bits: 32, unsigned: false }) },
    Long: { of: ['Int', 'BigInt'], type: () => ({ kind: 'integer', bits: 64, unsigned: false }) },
    Double: { of: ['Float'], type: () => ({ kind: 'float', bits: 64 }) },
    Date: { of: ['DateTime'], type: () => ({ kind: 'timestamp', precision: 3, zoned: true }) },
    // BSON's own timestamps are for the server's replication.
    Timestamp: { of: ['DateTime'], type: () => ({ kind: 'other', name: 'timestamp' }) },
    BinData: { of: ['Bytes'], type: () => ({ kind: 'bytes', length: null }) },
    Json: { of: ['Json'], type: () => ({ kind: 'json', binary: false }) },
  },
  defaults: {
    String: { name: 'String', args: [] },
    Boolean: { name: 'Bool', args: [] },
    Int: { name: 'Int', args: [] },
    BigInt: { name: 'Long', args: [] },
    Float: { name: 'Double', args: [] },
    // Prisma keeps no decimals in MongoDB.
    Decimal: { name: 'Double', args: [] },
    DateTime: { name: 'Date', args: [] },
    Json: { name: 'Json', args: [] },
    Bytes: { name: 'BinData', args: [] },
  },
};
