import type { ColumnType } from './column-type.ts';

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
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** False for NOT NULL, primary keys and domains that refuse NULL. */
  readonly nullable: boolean;
  /** The default's SQL; null where there is none. A serial's `nextval(…)` is here too. */
  readonly default: string | null;
  readonly identity: 'always' | 'by default' | null;
  readonly generated: Generated | null;
  /** The sequence the column owns (serial, identity). */
  readonly sequence: TableName | null;
  readonly comment: string | null;
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
}

export type KeyPart =
  | { readonly kind: 'column'; readonly column: string }
  | {
      readonly kind: 'expression';
      readonly sql: string;
      /** The columns the expression reads. */
      readonly columns: readonly string[];
    };

export interface Reference {
  readonly name: string;
  /** Pairs with `target.columns` by position. */
  readonly columns: readonly string[];
  readonly target: { readonly table: TableName; readonly columns: readonly string[] };
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match: 'simple' | 'full';
  readonly deferrable: Deferrable;
  /** False for NOT VALID: old rows may break it, new ones may not. */
  readonly validated: boolean;
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface Check {
  readonly name: string;
  readonly expression: string;
  /** The columns it reads, in ordinal order; empty for a whole-row or constant check. */
  readonly columns: readonly string[];
  /** False for NOT ENFORCED. */
  readonly enforced: boolean;
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
}

export interface Rule {
  readonly name: string;
  readonly event: 'select' | 'insert' | 'update' | 'delete';
  readonly instead: boolean;
}

export interface SkippedRelation extends TableName {
  /** `constraint`: the relation was read, but for one constraint of its, which `reason` names. */
  readonly kind:
    'view' | 'materialized view' | 'foreign table' | 'sequence' | 'not insertable' | 'constraint';
  readonly reason: string;
  /** The columns of a reference whose target was not read. */
  readonly columns?: readonly string[];
}
