/** `$1`: table OIDs. Their partitions, the partitions of those, and so on. */
export const PARTITIONS_QUERY = `
  WITH RECURSIVE below (oid, parent) AS (
    SELECT i.inhrelid, i.inhparent
    FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid AND c.relispartition
    WHERE i.inhparent = ANY ($1::text::oid[])
    UNION ALL
    SELECT i.inhrelid, i.inhparent
    FROM below
    JOIN pg_inherits i ON i.inhparent = below.oid
  )
  SELECT c.oid, below.parent, n.nspname::text AS schema, c.relname::text AS name,
         pg_get_expr(c.relpartbound, c.oid) AS bound
  FROM below
  JOIN pg_class c ON c.oid = below.oid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  ORDER BY n.nspname, c.relname`;

export interface PartitionRow {
  readonly oid: number;
  readonly parent: number;
  readonly schema: string;
  readonly name: string;
  readonly bound: string;
}

/** `$1`: OIDs of tables and partitions. */
export const PARTITION_KEYS_QUERY = `
  SELECT p.partrelid AS relation, p.partstrat::text AS strategy,
         ARRAY (
           SELECT a.attname::text
           FROM unnest(p.partattrs) WITH ORDINALITY AS key (number, position)
           LEFT JOIN pg_attribute a
             ON a.attrelid = p.partrelid AND a.attnum = key.number AND key.number > 0
           ORDER BY key.position) AS columns,
         pg_get_expr(p.partexprs, p.partrelid) AS expressions,
         p.partexprs::text AS expression_trees,
         CASE WHEN p.partexprs IS NOT NULL THEN ARRAY (
           SELECT a.attname::text FROM pg_attribute a
           WHERE a.attrelid = p.partrelid AND a.attnum > 0
           ORDER BY a.attnum) END AS attributes
  FROM pg_partitioned_table p
  WHERE p.partrelid = ANY ($1::text::oid[])`;

export interface PartitionKeyRow {
  readonly relation: number;
  /** r range, l list, h hash. */
  readonly strategy: 'r' | 'l' | 'h';
  /** Null where a part of the key is an expression. */
  readonly columns: readonly (string | null)[];
  /** The expressions, with a comma between. */
  readonly expressions: string | null;
  readonly expression_trees: string | null;
  /** See IndexRow. */
  readonly attributes: readonly string[] | null;
}
