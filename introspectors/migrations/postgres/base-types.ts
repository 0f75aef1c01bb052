import type { ColumnType, GeometricName, NetworkName } from '../../../src/schema/column-type.ts';
import type { NamedType } from './draft-types.ts';

/**
 * The type of a name that no statement made: PostgreSQL's own, or else `other`, as the catalogue would
 * spell it.
 *
 * @param folds - a collation of the column's does not tell all texts apart
 */
export function namedType({ named, schema, modifiers }: NamedType, folds: boolean): ColumnType {
  const own = schema === null || schema === 'pg_catalog';
  const make = own ? BASE_TYPES[named] : undefined;
  if (make !== undefined) return make(modifiers.map(Number), folds);
  if (named === 'citext') return text(null, false, true);
  // Which schema an extension was installed in is no part of its types' names.
  const args = modifiers.length === 0 ? '' : `(${modifiers.join(',')})`;
  return { kind: 'other', name: `${named === 'char' ? '"char"' : named}${args}` };
}

type Make = (modifiers: readonly number[], folds: boolean) => ColumnType;

const BASE_TYPES: Readonly<Record<string, Make>> = {
  bool: () => ({ kind: 'boolean' }),
  int2: integer(16),
  int4: integer(32),
  int8: integer(64),
  oid: () => ({ kind: 'integer', bits: 32, unsigned: true }),
  numeric: ([precision = null, scale = 0]) => ({
    kind: 'decimal',
    precision,
    scale: precision === null ? null : scale,
  }),
  float4: () => ({ kind: 'float', bits: 32 }),
  float8: () => ({ kind: 'float', bits: 64 }),
  money: () => ({ kind: 'money' }),
  text: (_, folds) => text(null, false, folds),
  varchar: ([length = null], folds) => text(length, false, folds),
  bpchar: ([length = null], folds) => text(length, true, folds),
  bytea: () => ({ kind: 'bytes', length: null }),
  bit: ([length = null]) => ({ kind: 'bits', length, varying: false }),
  varbit: ([length = null]) => ({ kind: 'bits', length, varying: true }),
  uuid: () => ({ kind: 'uuid' }),
  date: () => ({ kind: 'date' }),
  time: time('time', false),
  timetz: time('time', true),
  timestamp: time('timestamp', false),
  timestamptz: time('timestamp', true),
  interval: ([fields, precision = null]) => ({
    kind: 'interval',
    // What ends above the second has no fractions of it.
    precision: fields !== undefined && (fields & SECOND) === 0 ? 0 : precision,
  }),
  json: () => ({ kind: 'json', binary: false }),
  jsonb: () => ({ kind: 'json', binary: true }),
  xml: () => ({ kind: 'xml' }),
  ...named(['inet', 'cidr', 'macaddr', 'macaddr8'], (name: NetworkName) => ({
    kind: 'network',
    name,
  })),
  ...named(
    ['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle'],
    (name: GeometricName) => ({ kind: 'geometric', name }),
  ),
  ...named(['tsvector', 'tsquery'], (name: 'tsvector' | 'tsquery') => ({ kind: 'search', name })),
  ...ranges('int4', integer(32)),
  ...ranges('int8', integer(64)),
  ...ranges('num', () => ({ kind: 'decimal', precision: null, scale: null })),
  ...ranges('ts', time('timestamp', false)),
  ...ranges('tstz', time('timestamp', true)),
  ...ranges('date', () => ({ kind: 'date' })),
};

/** The bit of an interval's fields that stands for its seconds. */
const SECOND = 1 << 12;

function integer(bits: 16 | 32 | 64): Make {
  return () => ({ kind: 'integer', bits, unsigned: false });
}

function time(kind: 'time' | 'timestamp', zoned: boolean): Make {
  return ([precision = 6]) => ({ kind, precision, zoned });
}

function text(length: number | null, fixed: boolean, caseless: boolean): ColumnType {
  return { kind: 'text', length, fixed, caseless };
}

function named<Name extends string>(
  names: readonly Name[],
  make: (name: Name) => ColumnType,
): Readonly<Record<string, Make>> {
  return Object.fromEntries(names.map((name) => [name, () => make(name)]));
}

function ranges(name: string, element: Make): Readonly<Record<string, Make>> {
  const range = (multi: boolean): Make => {
    return () => ({ kind: 'range', element: element([], false), multi });
  };
  return { [`${name}range`]: range(false), [`${name}multirange`]: range(true) };
}
