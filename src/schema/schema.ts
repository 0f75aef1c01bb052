import type { ColumnType } from './column-type.ts';
import type { JsonType } from './json-type.ts';

/**
 * What an introspector found, whatever it read: readonly data, no methods, made by build-schema.ts
 * only. Tables are told apart by schema and name together. SQL kept as text is in the spelling of
 * `dialect`.
 */
export interface SchemaModel {
  readonly dialect: Dialect;
  /** By schema, then name, in code unit order. */
  readonly tables: readonly Table[];
  /** Relations that were seen and get no factory, with the reason. */
  readonly skipped: readonly SkippedRelation[];
  /** Of schema files: where they are, and what else was read. */
  readonly origin?: Origin;
}

/** Where a schema was read that no database told. */
export interface Origin {
  readonly tool: 'prisma' | 'drizzle';
  /** The file, or the folder of several, relative to the project. */
  readonly files: string;
  /** What was read for what such files cannot say: a folder of migrations, a live database; null for nothing. */
  readonly beside: string | null;
  /** Tables that only running the files tells of: what the program's types say of them was not seen. */
  readonly untyped?: readonly TableName[];
}

export type Dialect = 'postgres' | 'mysql' | 'mongodb';

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

export interface Table extends TableName {
  readonly kind: 'table' | 'partitioned';
  readonly comment: string | null;
  /** In ordinal order. */
  readonly columns: readonly Column[];
  readonly primaryKey: PrimaryKey | null;
  readonly uniques: readonly UniqueKey[];
  readonly references: readonly Reference[];
  readonly checks: readonly Check[];
  readonly exclusions: readonly Exclusion[];
  readonly partitioning: Partitioning | null;
  /** Parents by plain inheritance (not partitioning). */
  readonly inherits: readonly TableName[];
  readonly triggers: readonly Trigger[];
  readonly rules: readonly Rule[];
  readonly rowSecurity: 'off' | 'on' | 'forced';
  /** What else decides whether a document is taken, and stays: of collections of MongoDB's. */
  readonly limits?: readonly Limit[];
  /**
   * Documents were read to find what no validator says. There were at least so many, counted 1, 2, 5,
   * 10, 20 and so on; which columns and references come from them is said by each.
   */
  readonly inferred?: { readonly documents: number };
  /** Of a schema file: where the table is written. */
  readonly at?: Place;
}

/** A line of a file, the file relative to the project: `src/db/schema.ts`, 12. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface Column {
  /** Of a field in a document inside a document its path: `address.street`. */
  readonly name: string;
  readonly type: ColumnType;
  /** False for NOT NULL, primary keys and domains that refuse NULL. */
  readonly nullable: boolean;
  /** May be absent, as a field of a document may, which is not the same as NULL. */
  readonly optional?: boolean;
  /** The default's SQL; null where there is none. A serial's `nextval(…)` is here too. */
  readonly default: string | null;
  readonly identity: 'always' | 'by default' | null;
  readonly generated: Generated | null;
  /** The sequence the column owns (serial, identity). */
  readonly sequence: TableName | null;
  readonly comment: string | null;
  /** Nothing but documents, or an index, tells of it: an estimate, no part of what drift compares. */
  readonly inferred?: Inferred;
  /** The ORM fills it where a row is made through it, the database does not. */
  readonly client?: ClientDefault;
  /** The texts that the program uses, which the database does not enforce: of a list, its elements. */
  readonly values?: readonly string[];
  /** Of JSON: what the program keeps in it, which the database does not look into. */
  readonly shape?: JsonType;
  /** Of a schema file: where the column is written. */
  readonly at?: Place;
  /** Why not all of it could be read, with the place: a schema file decides it as it runs. */
  readonly unread?: string;
}

/** What an ORM makes for a column: an id of some kind, or the time it is. */
export type ClientDefault = 'uuid' | 'uuidv7' | 'cuid' | 'cuid2' | 'nanoid' | 'ulid' | 'now';

/**
 * What documents had in a field: nothing is in it where none did. No value of theirs is in it; shares are
 * in steps of 0.05.
 */
export interface Inferred {
  /** Share of the documents that have the field: of those it is in, for a field of a nested one. */
  readonly present?: number;
  /** Share of NULLs among those. */
  readonly nulls?: number;
  /** Shares of a union's types, in its order. */
  readonly types?: readonly number[];
  /** How many elements lists have, or keys maps: most of them, counted 0, 1, 2, 5, 10, 20 and so on. */
  readonly length?: { readonly min: number; readonly max: number };
}

export interface Generated {
  readonly expression: string;
  readonly stored: boolean;
}

export interface PrimaryKey {
  readonly name: string;
  /** In key order. */
  readonly columns: readonly string[];
  readonly deferrable: Deferrable;
  /** Of a schema file: where the key is written. */
  readonly at?: Place;
}

export type Deferrable = 'no' | 'immediate' | 'deferred';

/** A unique constraint or unique index other than the primary key. */
export interface UniqueKey {
  readonly name: string;
  /** In key order; INCLUDE columns are not part of the key. */
  readonly parts: readonly KeyPart[];
  /** Predicate of a partial index. */
  readonly where: string | null;
  /** NULLs are equal to each other (Postgres 15's NULLS NOT DISTINCT). */
  readonly nullsEqual: boolean;
  readonly deferrable: Deferrable;
  /**
   * A part is a list, or a field of documents in one: every element is a key of its own, that no other
   * document has. An empty list counts as NULL.
   */
  readonly multikey?: true;
  /** Of a schema file: where the key is written. */
  readonly at?: Place;
}

export type KeyPart =
  | {
      readonly kind: 'column';
      readonly column: string;
      /** Only so many characters (bytes, of bytes) of it count: MySQL's `email(20)`. */
      readonly prefix?: number;
    }
  | {
      readonly kind: 'expression';
      readonly sql: string;
      /** The columns the expression reads. */
      readonly columns: readonly string[];
    };

export interface Reference {
  readonly name: string;
  /** Pairs with `target.columns` by position. Of a column that is a list, each element refers. */
  readonly columns: readonly string[];
  readonly target: { readonly table: TableName; readonly columns: readonly string[] };
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match: 'simple' | 'full';
  readonly deferrable: Deferrable;
  /** False for NOT VALID: old rows may break it, new ones may not. */
  readonly validated: boolean;
  /** Found by its name, its type and what documents hold, or said by a schema file; the database keeps none. */
  readonly inferred?: true;
  /** Of a schema file: where the reference is written. */
  readonly at?: Place;
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface Check {
  readonly name: string;
  readonly expression: string;
  /** The columns it reads, in ordinal order; empty for a whole-row or constant check. */
  readonly columns: readonly string[];
  /** False for NOT ENFORCED. */
  readonly enforced: boolean;
  /** Of a schema file: where the check is written. */
  readonly at?: Place;
}

export interface Exclusion {
  readonly name: string;
  readonly elements: readonly { readonly part: KeyPart; readonly operator: string }[];
  readonly where: string | null;
  readonly deferrable: Deferrable;
}

export interface Partitioning {
  readonly strategy: 'range' | 'list' | 'hash';
  readonly key: readonly KeyPart[];
  readonly partitions: readonly Partition[];
}

export interface Partition extends TableName {
  /** `FOR VALUES FROM (…) TO (…)`, `DEFAULT`, … */
  readonly bound: string;
  /** Sub-partitioning, when the partition is itself partitioned. */
  readonly partitioning: Partitioning | null;
}

export interface Trigger {
  readonly name: string;
  readonly timing: 'before' | 'after' | 'instead of';
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[];
  readonly level: 'row' | 'statement';
  readonly function: string;
  readonly enabled: boolean;
  /** Tables that its text says it inserts rows into. */
  readonly inserts?: readonly TableName[];
}

/** What a collection of MongoDB's does with documents besides validating them. */
export type Limit =
  /** They vanish so many seconds after the time in the field: of a list, the earliest; without, never. */
  | {
      readonly kind: 'expires';
      readonly index: string;
      readonly column: string;
      readonly seconds: number;
    }
  /** The oldest make room for new ones. */
  | { readonly kind: 'capped'; readonly bytes: number; readonly documents: number | null }
  /** They lie in the order of `_id`. */
  | { readonly kind: 'clustered' }
  /** They are measurements: the time is a date and always there, what is measured goes by `meta`. */
  | {
      readonly kind: 'time series';
      readonly time: string;
      readonly meta: string | null;
      /** They vanish so many seconds after their time. */
      readonly seconds: number | null;
    }
  /** The field holds a place: GeoJSON, or longitude and latitude, as two numbers or a document of two. */
  | {
      readonly kind: 'place';
      readonly index: string;
      readonly column: string;
      readonly flat: boolean;
    }
  /** At most so many of the fields may be lists (or be in documents that are in one). */
  | {
      readonly kind: 'lists';
      readonly index: string;
      readonly columns: readonly string[];
      readonly most: 0 | 1;
    };

export interface Rule {
  readonly name: string;
  readonly event: 'select' | 'insert' | 'update' | 'delete';
  readonly instead: boolean;
}

export interface SkippedRelation extends TableName {
  /**
   * `constraint`: the relation was read, but for one constraint of its, which `reason` names.
   * `unread`: a schema file decides it as it runs; its name is the one it has there.
   */
  readonly kind:
    | 'view'
    | 'materialized view'
    | 'foreign table'
    | 'sequence'
    | 'not insertable'
    | 'constraint'
    | 'unread';
  readonly reason: string;
  /** The columns of a reference whose target was not read. */
  readonly columns?: readonly string[];
}
