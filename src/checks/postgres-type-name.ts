import { INTERVAL_FIELDS, type ColumnType, type IntervalFields } from '../schema/column-type.ts';

/** A type as a cast names it. */
export interface TypeName {
  /** Without `pg_catalog`. */
  readonly name: string;
  readonly modifiers: readonly number[];
  readonly array: boolean;
}

/**
 * The column type a cast leads to. Enums, domains and what else the database's users made are
 * `other`, by name: a check knows only how they are called.
 *
 * @param typeName - as the parser found it: `int4`, `varchar` with 40, …
 */
export function columnTypeOf(typeName: TypeName): ColumnType {
  const [first = null, second = null] = typeName.modifiers;
  const element = NAMED[typeName.name]?.(first, second) ?? { kind: 'other', name: typeName.name };
  return typeName.array ? { kind: 'array', element } : element;
}

/** The bit that stands for a field in an interval's first modifier. */
const FIELD_BITS: Readonly<Record<string, number>> = {
  month: 1,
  year: 2,
  day: 3,
  hour: 10,
  minute: 11,
  second: 12,
};
const FIELD_ORDER = ['year', 'month', 'day', 'hour', 'minute', 'second'];

/** `day to second` sets the bits of all fields from the day to the second. */
const FIELDS_BY_MASK: ReadonlyMap<number, IntervalFields> = new Map(
  INTERVAL_FIELDS.map((fields) => {
    const [from = '', to = from] = fields.split(' to ');
    const kept = FIELD_ORDER.slice(FIELD_ORDER.indexOf(from), FIELD_ORDER.indexOf(to) + 1);
    return [kept.reduce((mask, field) => mask | (1 << FIELD_BITS[field]!), 0), fields] as const;
  }),
);

type Make = (first: number | null, second: number | null) => ColumnType;

const NAMED: Readonly<Record<string, Make>> = {
  int2: () => ({ kind: 'integer', bits: 16, unsigned: false }),
  int4: () => ({ kind: 'integer', bits: 32, unsigned: false }),
  int8: () => ({ kind: 'integer', bits: 64, unsigned: false }),
  oid: () => ({ kind: 'integer', bits: 32, unsigned: true }),
  numeric: (precision, scale) => ({
    kind: 'decimal',
    precision,
    scale: precision === null ? null : (scale ?? 0),
  }),
  float4: () => ({ kind: 'float', bits: 32 }),
  float8: () => ({ kind: 'float', bits: 64 }),
  money: () => ({ kind: 'money' }),
  text: () => ({ kind: 'text', length: null, fixed: false, caseless: false }),
  name: () => ({ kind: 'text', length: null, fixed: false, caseless: false }),
  citext: () => ({ kind: 'text', length: null, fixed: false, caseless: true }),
  varchar: (length) => ({ kind: 'text', length, fixed: false, caseless: false }),
  bpchar: (length) => ({ kind: 'text', length, fixed: true, caseless: false }),
  bool: () => ({ kind: 'boolean' }),
  date: () => ({ kind: 'date' }),
  timestamp: (precision) => ({ kind: 'timestamp', precision: precision ?? 6, zoned: false }),
  timestamptz: (precision) => ({ kind: 'timestamp', precision: precision ?? 6, zoned: true }),
  time: (precision) => ({ kind: 'time', precision: precision ?? 6, zoned: false }),
  timetz: (precision) => ({ kind: 'time', precision: precision ?? 6, zoned: true }),
  interval: (mask, precision) => {
    const fields = mask === null ? undefined : FIELDS_BY_MASK.get(mask);
    return { kind: 'interval', precision, ...(fields && { fields }) };
  },
  uuid: () => ({ kind: 'uuid' }),
  json: () => ({ kind: 'json', binary: false }),
  jsonb: () => ({ kind: 'json', binary: true }),
  bytea: () => ({ kind: 'bytes', length: null }),
  xml: () => ({ kind: 'xml' }),
  inet: () => ({ kind: 'network', name: 'inet' }),
  cidr: () => ({ kind: 'network', name: 'cidr' }),
  macaddr: () => ({ kind: 'network', name: 'macaddr' }),
  macaddr8: () => ({ kind: 'network', name: 'macaddr8' }),
};
