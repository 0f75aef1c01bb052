import type { DraftName, DraftTable } from './draft.ts';

/** A type that statements made. */
export interface DraftType extends DraftName {
  readonly definition: TypeDefinition;
}

export type TypeDefinition =
  | EnumDefinition
  | DomainDefinition
  | CompositeDefinition
  | RangeDefinition
  /** Made in C: nothing is known of its values. */
  | { readonly kind: 'base' };

export interface EnumDefinition {
  readonly kind: 'enum';
  labels: string[];
}

export interface DomainDefinition {
  readonly kind: 'domain';
  readonly base: TypeUse;
  notNull: boolean;
  default: string | null;
  checks: DraftDomainCheck[];
}

export interface DraftDomainCheck {
  name: string;
  sql: string;
}

export interface CompositeDefinition {
  readonly kind: 'composite';
  fields: DraftField[];
}

export interface DraftField {
  name: string;
  type: TypeUse;
}

export interface RangeDefinition {
  readonly kind: 'range';
  readonly element: TypeUse;
  readonly multi: boolean;
}

/** A type as a column, a field or a domain names it. */
export interface TypeUse {
  readonly of: NamedType | DraftType | DraftTable;
  readonly array: boolean;
  /** By a collation of its own; null where the type decides. */
  readonly folds: boolean | null;
}

/** A type that no statement made: PostgreSQL's own, or an extension's. */
export interface NamedType {
  readonly named: string;
  readonly schema: string | null;
  readonly modifiers: readonly string[];
}
