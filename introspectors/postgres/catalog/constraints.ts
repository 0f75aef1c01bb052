/**
 * `$1`: table OIDs. A table that inherits has its own copy of each inherited check.
 *
 * @param major - the server's version
 */
export function checksQuery(major: number): string {
  return `
  SELECT k.conrelid AS relation, k.conname::text AS name,
         pg_get_expr(k.conbin, k.conrelid) AS expression,
         ${major >= 18 ? 'k.conenforced' : 'true'} AS enforced,
         -- Number 0 stands for the whole row.
         CASE WHEN 0 = ANY (k.conkey) THEN '{}'::text[] ELSE ARRAY (
           SELECT a.attname::text FROM pg_attribute a
           WHERE a.attrelid = k.conrelid AND a.attnum > 0 AND a.attnum = ANY (k.conkey)
           ORDER BY a.attnum) END AS columns
  FROM pg_constraint k
  WHERE k.conrelid = ANY ($1::text::oid[]) AND k.contype = 'c'
  ORDER BY k.conrelid, k.conname`;
}

export interface CheckRow {
  readonly relation: number;
  readonly name: string;
  readonly expression: string;
  readonly enforced: boolean;
  readonly columns: readonly string[];
}

/**
 * `$1`: table OIDs. Rows with a parent are left out: a reference to a partitioned table has one more
 * for each of the partitions.
 */
export const REFERENCES_QUERY = `
  SELECT k.conrelid AS relation, k.conname::text AS name,
         ${columnNames('k.conrelid', 'k.conkey')} AS columns,
         k.confrelid AS target, n.nspname::text AS target_schema, c.relname::text AS target_name,
         ${columnNames('k.confrelid', 'k.confkey')} AS target_columns,
         k.confupdtype::text AS on_update, k.confdeltype::text AS on_delete,
         k.confmatchtype::text AS match, k.condeferrable AS deferrable, k.condeferred AS deferred,
         k.convalidated AS validated
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.confrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE k.conrelid = ANY ($1::text::oid[]) AND k.contype = 'f' AND k.conparentid = 0
  ORDER BY k.conrelid, k.conname`;

export interface ReferenceRow {
  readonly relation: number;
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: number;
  readonly target_schema: string;
  readonly target_name: string;
  readonly target_columns: readonly string[];
  readonly on_update: ActionCode;
  readonly on_delete: ActionCode;
  /** s simple, f full. */
  readonly match: 's' | 'f';
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly validated: boolean;
}

/** a no action, r restrict, c cascade, n set null, d set default. */
export type ActionCode = 'a' | 'r' | 'c' | 'n' | 'd';

/**
 * `$1`: partition OIDs. What a partition demands and its parent does not: nothing of it is a
 * partition's copy of the parent's.
 */
export const PARTITION_CONSTRAINTS_QUERY = `
  SELECT k.conrelid AS relation, k.conname::text AS name
  FROM pg_constraint k
  WHERE k.conrelid = ANY ($1::text::oid[])
    AND (k.contype = 'c' AND k.coninhcount = 0
         OR k.contype IN ('f', 'p', 'u', 'x') AND k.conparentid = 0)
  UNION
  SELECT i.indrelid, c.relname::text
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid = ANY ($1::text::oid[]) AND i.indisunique AND NOT c.relispartition
  ORDER BY relation, name`;

export interface PartitionConstraintRow {
  readonly relation: number;
  readonly name: string;
}

/** SQL for the names of a table's columns, in the order of their numbers in an array. */
function columnNames(table: string, numbers: string): string {
  return `ARRAY (
           SELECT a.attname::text
           FROM unnest(${numbers}) WITH ORDINALITY AS key (number, position)
           JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = key.number
           ORDER BY key.position)`;
}
