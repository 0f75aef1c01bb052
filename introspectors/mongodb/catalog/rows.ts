import type { Observation } from '../documents/observation.ts';

/** A collection as `listCollections` lists it. */
export interface CollectionRow {
  readonly name: string;
  readonly type?: string;
  readonly options?: CollectionOptions;
}

export interface CollectionOptions {
  readonly validator?: Readonly<Record<string, unknown>>;
  readonly validationLevel?: 'off' | 'strict' | 'moderate';
  readonly validationAction?: 'error' | 'warn' | 'errorAndLog';
  readonly collation?: Collation;
  readonly capped?: boolean;
  /** In bytes. */
  readonly size?: number;
  /** In documents. */
  readonly max?: number;
  readonly clusteredIndex?: unknown;
  readonly encryptedFields?: unknown;
  readonly timeseries?: { readonly timeField: string; readonly metaField?: string };
  readonly expireAfterSeconds?: number;
  readonly viewOn?: string;
}

export interface Collation {
  readonly locale?: string;
  readonly strength?: number;
}

/** An index as `listIndexes` lists it. */
export interface IndexRow {
  readonly name: string;
  /** By path: 1, -1 or a kind of index. */
  readonly key: Readonly<Record<string, unknown>>;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
  readonly expireAfterSeconds?: number;
  readonly collation?: Collation;
  /** Of a text index: the fields that it reads. */
  readonly weights?: Readonly<Record<string, unknown>>;
  readonly language_override?: string;
}

/** What documents of a collection had. */
export interface Sample {
  /** How many were read. */
  readonly documents: number;
  readonly observation: Observation;
}

/** A collection that documents can be put into, with all that is known of it. */
export interface CollectionRows extends CollectionRow {
  readonly indexes: readonly IndexRow[];
  /** Null where nothing was left to find out. */
  readonly sample: Sample | null;
}

/** What one database holds. */
export interface CatalogRows {
  /** Major and minor of the server. */
  readonly version: readonly [number, number];
  readonly collections: readonly CollectionRows[];
  /** Views, and collections that no documents are put into. */
  readonly others: readonly CollectionRow[];
}
