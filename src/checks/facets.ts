import type { LiteralValue } from './expression.ts';
import type { Pattern } from '../patterns/pattern.ts';
import type { TimeUnit } from './temporal.ts';

/**
 * What a value that is not NULL has to be like, besides being of its column's type. Every facet that
 * is there holds at once; none at all admits any value.
 */
export interface Facets {
  /** The only values there are; no other facet stands beside it. */
  readonly values?: readonly LiteralValue[];
  readonly excluded?: readonly LiteralValue[];
  readonly min?: Bound;
  readonly max?: Bound;
  /** In characters. */
  readonly length?: Extent;
  /** In bytes. */
  readonly octets?: Extent;
  /** Something is left when the spaces around it are gone. */
  readonly notBlank?: true;
  /** No letter of the other case. */
  readonly letterCase?: 'lower' | 'upper';
  readonly pattern?: Pattern;
  /** Patterns that must not match. */
  readonly forbidden?: readonly Pattern[];
  readonly step?: Step;
  readonly json?: JsonShape;
  readonly elements?: ElementsShape;
  readonly range?: RangeShape;
  readonly network?: NetworkShape;
  /** Of a composite's fields, by name. */
  readonly fields?: Readonly<Record<string, Facets>>;
}

/** A column, and what its value has to be like. */
export interface ColumnFacets {
  readonly column: string;
  readonly facets: Facets;
}

/** A number, or text: of an instant, an interval, or a number that JavaScript cannot hold. */
export interface Bound {
  readonly value: number | string;
  readonly inclusive: boolean;
}

export interface Extent {
  readonly min: number;
  /** Null for no bound. */
  readonly max: number | null;
}

export type Step =
  /** `offset` plus a whole multiple of `of`. */
  | { readonly kind: 'multiple'; readonly of: number | string; readonly offset: number | string }
  /** The beginning of a unit of time, in UTC. */
  | { readonly kind: 'time'; readonly unit: TimeUnit };

export type JsonType = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

export interface JsonShape {
  /** What it may be; absent for anything. */
  readonly types?: readonly JsonType[];
  /** Keys that an object must have, and what is under them. */
  readonly members?: Readonly<Record<string, JsonShape>>;
  /** Of a number or a string. */
  readonly value?: Facets;
  /** A number without a fraction. */
  readonly whole?: true;
}

/** Of an array's elements, or of a map's values. */
export interface ElementsShape {
  readonly count?: Extent;
  /** No two are equal. */
  readonly distinct?: true;
  /** Of a map's keys. */
  readonly keys?: Facets;
  readonly nulls?: 'never';
  readonly allowed?: readonly LiteralValue[];
  /** At least one each of these. */
  readonly required?: readonly LiteralValue[];
  readonly excluded?: readonly LiteralValue[];
  /** Of every element that is not NULL. */
  readonly each?: Facets;
}

export interface RangeShape {
  readonly notEmpty?: true;
  /** It has a lower, an upper bound. */
  readonly lower?: true;
  readonly upper?: true;
}

export interface NetworkShape {
  readonly family?: 4 | 6;
  /** Bits of the network's part. */
  readonly prefix?: number;
}

/** Whether facets admit every value of the type. */
export function isUnrestricted(facets: Facets): boolean {
  return Object.keys(facets).length === 0;
}
