import type { ColumnType, DomainCheck } from '../../src/schema/column-type.ts';
import type { DomainCheckRow, FieldRow, TypeRow } from './catalog/types.ts';
import { groupBy } from '../../src/schema/group-by.ts';

/** A type as a column, a field or a domain names it. */
export interface TypeUse {
  readonly type: number;
  /** The type modifier: length, precision and scale, packed as the type will; -1 for none. */
  readonly modifier: number;
  /** As `format_type` has it, modifier included. */
  readonly spelling: string;
  /** Its collation does not tell case apart, or folds in some other way. */
  readonly caseless: boolean;
}

/** The types of a database, to look the use of one up in. */
export interface TypeCatalog {
  /** @throws RangeError for a type that is not among the rows it was made from */
  columnType(use: TypeUse): ColumnType;
  /** The default that a domain brings; null for other types. */
  defaultOf(type: number): string | null;
}

/**
 * Makes PostgreSQL's types readable as {@link ColumnType}s.
 *
 * @param types - every type that is asked for later, and every type these are made of
 * @param fields - of the composite types among them
 * @param checks - of the domains among them
 */
export function typeCatalog(
  types: readonly TypeRow[],
  fields: readonly FieldRow[],
  checks: readonly DomainCheckRow[],
): TypeCatalog {
  const byOid = new Map(types.map((row) => [row.oid, row]));
  const fieldsOf = groupBy(fields, (row) => row.type);
  const checksOf = groupBy(checks, (row) => row.type);

  const columnType = (use: TypeUse): ColumnType => {
    const row = byOid.get(use.type);
    if (row === undefined) throw new RangeError(`Type ${use.spelling} (${use.type}) was not read`);
    switch (row.kind) {
      case 'a':
        return { kind: 'array', element: columnType(element(row, use)) };
      case 'c':
        return { kind: 'composite', fields: compositeFields(row.oid) };
      case 'd':
        return {
          kind: 'domain',
          schema: row.schema,
          name: row.name,
          base: columnType({ ...part(row), caseless: use.caseless }),
          notNull: row.not_null,
          checks: (checksOf.get(row.oid) ?? []).map(domainCheck),
        };
      case 'e':
        return { kind: 'enum', labels: row.labels };
      case 'r':
      case 'm':
        return { kind: 'range', element: columnType(part(row)), multi: row.kind === 'm' };
      case 'b':
      case 'p':
        return baseType(row, use);
    }
  };
  const compositeFields = (oid: number) =>
    (fieldsOf.get(oid) ?? []).map((field) => ({
      name: field.name,
      type: columnType({ ...field, type: field.field_type }),
    }));
  return { columnType, defaultOf: (type) => byOid.get(type)?.default ?? null };
}

/** True where a value of the type cannot be NULL: a domain that says so, at any depth of its chain. */
export function refusesNull(type: ColumnType): boolean {
  return type.kind === 'domain' && (type.notNull || refusesNull(type.base));
}

/** An array's modifier and collation are its elements'. */
function element(row: TypeRow, use: TypeUse): TypeUse {
  return { ...use, type: row.part ?? 0, spelling: use.spelling.replace(/\[\]$/, '') };
}

function part(row: TypeRow): TypeUse {
  return {
    type: row.part ?? 0,
    modifier: row.part_modifier,
    spelling: row.part_spelling ?? '',
    caseless: false,
  };
}

function domainCheck({ name, expression }: DomainCheckRow): DomainCheck {
  return { name, expression };
}

function baseType(row: TypeRow, use: TypeUse): ColumnType {
  if (row.schema === 'pg_catalog') {
    const known = BASE_TYPES[row.name];
    return known?.(use) ?? { kind: 'other', name: use.spelling };
  }
  if (row.of_extension && row.name === 'citext') return text(null, false, true);
  // Which schema an extension was installed in is no part of its types' names.
  const known = row.of_extension && use.spelling.startsWith(row.qualifier);
  return { kind: 'other', name: known ? use.spelling.slice(row.qualifier.length) : use.spelling };
}

/** The one table from pg_catalog's names to column types; what is not in it is `other`. */
const BASE_TYPES: Readonly<Record<string, (use: TypeUse) => ColumnType>> = {
  bool: () => ({ kind: 'boolean' }),
  int2: () => ({ kind: 'integer', bits: 16, unsigned: false }),
  int4: () => ({ kind: 'integer', bits: 32, unsigned: false }),
  int8: () => ({ kind: 'integer', bits: 64, unsigned: false }),
  oid: () => ({ kind: 'integer', bits: 32, unsigned: true }),
  numeric: ({ modifier }) => ({ kind: 'decimal', ...numericDigits(modifier) }),
  float4: () => ({ kind: 'float', bits: 32 }),
  float8: () => ({ kind: 'float', bits: 64 }),
  money: () => ({ kind: 'money' }),
  text: ({ caseless }) => text(null, false, caseless),
  varchar: ({ modifier, caseless }) => text(textLength(modifier), false, caseless),
  bpchar: ({ modifier, caseless }) => text(textLength(modifier), true, caseless),
  bytea: () => ({ kind: 'bytes', length: null }),
  bit: ({ modifier }) => ({ kind: 'bits', length: bound(modifier), varying: false }),
  varbit: ({ modifier }) => ({ kind: 'bits', length: bound(modifier), varying: true }),
  uuid: () => ({ kind: 'uuid' }),
  date: () => ({ kind: 'date' }),
  time: ({ modifier }) => ({ kind: 'time', precision: bound(modifier) ?? 6, zoned: false }),
  timetz: ({ modifier }) => ({ kind: 'time', precision: bound(modifier) ?? 6, zoned: true }),
  timestamp: ({ modifier }) => ({
    kind: 'timestamp',
    precision: bound(modifier) ?? 6,
    zoned: false,
  }),
  timestamptz: ({ modifier }) => ({
    kind: 'timestamp',
    precision: bound(modifier) ?? 6,
    zoned: true,
  }),
  interval: ({ modifier }) => ({ kind: 'interval', precision: intervalPrecision(modifier) }),
  json: () => ({ kind: 'json', binary: false }),
  jsonb: () => ({ kind: 'json', binary: true }),
  xml: () => ({ kind: 'xml' }),
  inet: () => ({ kind: 'network', name: 'inet' }),
  cidr: () => ({ kind: 'network', name: 'cidr' }),
  macaddr: () => ({ kind: 'network', name: 'macaddr' }),
  macaddr8: () => ({ kind: 'network', name: 'macaddr8' }),
  point: () => ({ kind: 'geometric', name: 'point' }),
  line: () => ({ kind: 'geometric', name: 'line' }),
  lseg: () => ({ kind: 'geometric', name: 'lseg' }),
  box: () => ({ kind: 'geometric', name: 'box' }),
  path: () => ({ kind: 'geometric', name: 'path' }),
  polygon: () => ({ kind: 'geometric', name: 'polygon' }),
  circle: () => ({ kind: 'geometric', name: 'circle' }),
  tsvector: () => ({ kind: 'search', name: 'tsvector' }),
  tsquery: () => ({ kind: 'search', name: 'tsquery' }),
};

/** Type modifiers that store a length do so with the four bytes of its own header added. */
const HEADER = 4;

function text(length: number | null, fixed: boolean, caseless: boolean): ColumnType {
  return { kind: 'text', length, fixed, caseless };
}

function bound(modifier: number): number | null {
  return modifier < 0 ? null : modifier;
}

function textLength(modifier: number): number | null {
  return modifier < 0 ? null : modifier - HEADER;
}

/** Precision in the upper half, scale as eleven bits of two's complement (negative from 15 on). */
function numericDigits(modifier: number): { precision: number | null; scale: number | null } {
  if (modifier < 0) return { precision: null, scale: null };
  const packed = modifier - HEADER;
  return { precision: packed >> 16, scale: ((packed & 0x7ff) ^ 1024) - 1024 };
}

const INTERVAL_FULL_PRECISION = 0xffff;
const INTERVAL_SECOND = 1 << 12;

/**
 * Precision in the lower half, the fields in the upper. An interval of fields that end above the
 * second (`interval year to month`, `interval hour`) has no fractions of it to be precise in.
 */
function intervalPrecision(modifier: number): number | null {
  if (modifier < 0) return null;
  if (((modifier >> 16) & INTERVAL_SECOND) === 0) return 0;
  const precision = modifier & 0xffff;
  return precision === INTERVAL_FULL_PRECISION ? null : precision;
}
