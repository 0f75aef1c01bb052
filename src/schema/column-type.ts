/**
 * The type of a column in words that every database shares. Introspectors translate their catalogue
 * into it, the runtime reads it back from the generated files (see type-notation.ts), generators and
 * engines decide by it. What a database has and this union does not is kept by name as `other`.
 */
export type ColumnType =
  | IntegerType
  | DecimalType
  | FloatType
  | TextType
  | TimeType
  | EnumType
  | SetType
  | ArrayType
  | RangeType
  | CompositeType
  | DocumentType
  | MapType
  | UnionType
  | DomainType
  | { readonly kind: 'boolean' }
  | { readonly kind: 'money' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'objectid' }
  | { readonly kind: 'date' }
  | IntervalType
  | { readonly kind: 'json'; readonly binary: boolean }
  | { readonly kind: 'xml' }
  | BytesType
  | BitsType
  | { readonly kind: 'network'; readonly name: NetworkName }
  | { readonly kind: 'geometric'; readonly name: GeometricName }
  | SpatialType
  | { readonly kind: 'search'; readonly name: 'tsvector' | 'tsquery' }
  | OtherType;

/** `inet` takes addresses and networks of both versions, `inet4` and `inet6` (MariaDB's) addresses of one. */
export type NetworkName = 'inet' | 'inet4' | 'inet6' | 'cidr' | 'macaddr' | 'macaddr8';

export type GeometricName = 'point' | 'line' | 'lseg' | 'box' | 'path' | 'polygon' | 'circle';

export interface IntegerType {
  readonly kind: 'integer';
  readonly bits: 8 | 16 | 24 | 32 | 64;
  readonly unsigned: boolean;
  /** MySQL's `year`: 1901 to 2155, whatever the bits would hold. */
  readonly year?: true;
}

/**
 * The smallest and the largest number that a type holds.
 *
 * @example
 * ```ts
 * integerBounds({ kind: 'integer', bits: 8, unsigned: true }); // { min: 0n, max: 255n }
 * ```
 */
export function integerBounds({ bits, unsigned, year }: IntegerType): {
  readonly min: bigint;
  readonly max: bigint;
} {
  if (year) return { min: 1901n, max: 2155n };
  const span = 2n ** BigInt(bits);
  const min = unsigned ? 0n : -span / 2n;
  return { min, max: min + span - 1n };
}

export interface DecimalType {
  readonly kind: 'decimal';
  /** Digits in all; null where the database sets no bound. */
  readonly precision: number | null;
  /** Digits after the point. */
  readonly scale: number | null;
  /** Takes no negative number. */
  readonly unsigned?: true;
}

export interface FloatType {
  readonly kind: 'float';
  readonly bits: 32 | 64;
  /** MySQL's `float(7,4)`: rounded to 4 digits after the point, 3 before it. */
  readonly digits?: { readonly precision: number; readonly scale: number };
  /** Takes no negative number. */
  readonly unsigned?: true;
}

export interface TextType {
  readonly kind: 'text';
  /** Characters, not bytes; null for no bound, as in a bare `bpchar`. */
  readonly length: number | null;
  /** `char(n)`: padded to its length, trailing spaces do not count in a comparison. */
  readonly fixed: boolean;
  /** Compared without regard to case: citext, or a collation that folds. */
  readonly caseless: boolean;
  /** The most bytes, where that is less than the characters could take: MySQL's `tinytext`. */
  readonly bytes?: number;
  /** The characters it takes, by MySQL's name, where those are not all of Unicode. */
  readonly charset?: string;
}

export interface TimeType {
  readonly kind: 'timestamp' | 'time';
  /** Digits of a second, 0 to 6. */
  readonly precision: number;
  readonly zoned: boolean;
  /** Takes only what 32 bits of seconds hold: MySQL's `timestamp`, from 1970 to January 2038. */
  readonly narrow?: true;
}

/** What a column of intervals may keep, as SQL writes it. */
export const INTERVAL_FIELDS = [
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'year to month',
  'day to hour',
  'day to minute',
  'day to second',
  'hour to minute',
  'hour to second',
  'minute to second',
] as const;

export type IntervalFields = (typeof INTERVAL_FIELDS)[number];

export interface IntervalType {
  readonly kind: 'interval';
  /** Digits of a second, 0 to 6; null where nothing is said of them. */
  readonly precision: number | null;
  /** The fields that are kept, where not all are: what is finer is cut off. */
  readonly fields?: IntervalFields;
}

export interface BitsType {
  readonly kind: 'bits';
  /** Exactly so many, at most so many where it varies; null where any number is taken. */
  readonly length: number | null;
  readonly varying: boolean;
}

export interface EnumType {
  readonly kind: 'enum';
  /** In the order the database compares them by. */
  readonly labels: readonly string[];
}

/** Any of some labels at once, in their order: MySQL's `set`. */
export interface SetType {
  readonly kind: 'set';
  readonly labels: readonly string[];
}

export interface BytesType {
  readonly kind: 'bytes';
  /** The most; null for no bound. */
  readonly length: number | null;
  /** Always so many: what is shorter is filled up with zeros. */
  readonly fixed?: true;
}

/** A shape on a plane or on the earth, as the Open Geospatial Consortium defines them. */
export interface SpatialType {
  readonly kind: 'spatial';
  readonly shape: SpatialShape;
  /** The reference system that every value must be in; null where it may be any. */
  readonly srid: number | null;
}

export type SpatialShape =
  | 'geometry'
  | 'point'
  | 'linestring'
  | 'polygon'
  | 'multipoint'
  | 'multilinestring'
  | 'multipolygon'
  | 'geometrycollection';

export interface ArrayType {
  readonly kind: 'array';
  readonly element: ColumnType;
}

export interface RangeType {
  readonly kind: 'range';
  readonly element: ColumnType;
  readonly multi: boolean;
}

export interface CompositeType {
  readonly kind: 'composite';
  readonly fields: readonly CompositeField[];
}

export interface CompositeField {
  readonly name: string;
  readonly type: ColumnType;
}

/**
 * A document inside a document. In a schema model and in facts its fields are columns of their own, by
 * their path (`address.street`); put together they are here.
 */
export interface DocumentType {
  readonly kind: 'document';
  readonly fields: readonly DocumentField[];
}

export interface DocumentField {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** May be absent, which is not the same as NULL. */
  readonly optional: boolean;
}

/** A document whose keys are data: values by id, by day, by language. */
export interface MapType {
  readonly kind: 'map';
  readonly value: ColumnType;
  /** What its keys look like, where they do: ids, days, numbers. They are text all the same. */
  readonly key?: ColumnType;
}

/** Values of several types. */
export interface UnionType {
  readonly kind: 'union';
  readonly of: readonly ColumnType[];
}

/** A named type over another, with rules of its own. {@link storageType} looks through it. */
export interface DomainType {
  readonly kind: 'domain';
  readonly schema: string;
  readonly name: string;
  readonly base: ColumnType;
  readonly notNull: boolean;
  /** Each in the database's own language, about a value called `VALUE`. */
  readonly checks: readonly DomainCheck[];
}

export interface DomainCheck {
  readonly name: string;
  readonly expression: string;
}

/** A type no rule here covers: an extension's, or one of the database's rarest. */
export interface OtherType {
  readonly kind: 'other';
  /** As the database spells it, with its modifiers: `vector(3)`, `ltree`, `pg_lsn`. */
  readonly name: string;
}

/**
 * The type a value is stored as: domains resolved, at every depth.
 *
 * @param type - a column's type
 * @returns the same type without any `domain` in it
 * @example
 * ```ts
 * storageType({ kind: 'domain', schema: 'public', name: 'posint', notNull: false, checks: [],
 *   base: { kind: 'integer', bits: 32, unsigned: false } });
 * // { kind: 'integer', bits: 32, unsigned: false }
 * ```
 */
export function storageType(type: ColumnType): Exclude<ColumnType, DomainType> {
  switch (type.kind) {
    case 'domain':
      return storageType(type.base);
    case 'array':
      return { ...type, element: storageType(type.element) };
    case 'range':
      return { ...type, element: storageType(type.element) };
    case 'map':
      return { ...type, value: storageType(type.value) };
    case 'union':
      return { ...type, of: type.of.map(storageType) };
    case 'composite':
      return {
        ...type,
        fields: type.fields.map((field) => ({ ...field, type: storageType(field.type) })),
      };
    default:
      return type;
  }
}
