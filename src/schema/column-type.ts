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
  | ArrayType
  | RangeType
  | CompositeType
  | DomainType
  | { readonly kind: 'boolean' }
  | { readonly kind: 'money' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'date' }
  | { readonly kind: 'interval'; readonly precision: number | null }
  | { readonly kind: 'json'; readonly binary: boolean }
  | { readonly kind: 'xml' }
  | { readonly kind: 'bytes'; readonly length: number | null }
  | { readonly kind: 'bits'; readonly length: number | null; readonly varying: boolean }
  | { readonly kind: 'network'; readonly name: 'inet' | 'cidr' | 'macaddr' | 'macaddr8' }
  | { readonly kind: 'geometric'; readonly name: GeometricName }
  | { readonly kind: 'search'; readonly name: 'tsvector' | 'tsquery' }
  | OtherType;

export type GeometricName = 'point' | 'line' | 'lseg' | 'box' | 'path' | 'polygon' | 'circle';

export interface IntegerType {
  readonly kind: 'integer';
  readonly bits: 8 | 16 | 24 | 32 | 64;
  readonly unsigned: boolean;
}

export interface DecimalType {
  readonly kind: 'decimal';
  /** Digits in all; null where the database sets no bound. */
  readonly precision: number | null;
  /** Digits after the point. */
  readonly scale: number | null;
}

export interface FloatType {
  readonly kind: 'float';
  readonly bits: 32 | 64;
}

export interface TextType {
  readonly kind: 'text';
  /** Characters, not bytes; null for no bound. */
  readonly length: number | null;
  /** `char(n)`: padded to its length, trailing spaces do not count in a comparison. */
  readonly fixed: boolean;
  /** Compared without regard to case: citext, or a collation that folds. */
  readonly caseless: boolean;
}

export interface TimeType {
  readonly kind: 'timestamp' | 'time';
  /** Digits of a second, 0 to 6. */
  readonly precision: number;
  readonly zoned: boolean;
}

export interface EnumType {
  readonly kind: 'enum';
  /** In the order the database compares them by. */
  readonly labels: readonly string[];
}

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
    case 'composite':
      return {
        ...type,
        fields: type.fields.map((field) => ({ ...field, type: storageType(field.type) })),
      };
    default:
      return type;
  }
}
