/**
 * What a program keeps in a column of JSON, as its types say: the database would take anything. A union of
 * nothing has no value.
 */
export type JsonType =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  /** A `Date`, which JSON has as text. */
  | { readonly kind: 'time' }
  /** One of these. */
  | JsonConstants
  | { readonly kind: 'list'; readonly element: JsonType }
  | { readonly kind: 'tuple'; readonly elements: readonly JsonType[] }
  /** An object whose keys are data. */
  | { readonly kind: 'map'; readonly value: JsonType }
  | JsonObject
  | JsonUnion
  | { readonly kind: 'anything' };

export type JsonConstant = string | number | boolean | null;

export interface JsonConstants {
  readonly kind: 'constants';
  readonly values: readonly JsonConstant[];
}

export interface JsonObject {
  readonly kind: 'object';
  readonly fields: readonly JsonField[];
}

export interface JsonField {
  readonly name: string;
  readonly type: JsonType;
  /** May be absent. */
  readonly optional: boolean;
}

export interface JsonUnion {
  readonly kind: 'union';
  readonly of: readonly JsonType[];
}
