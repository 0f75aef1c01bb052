/**
 * `$1`: table OIDs. Every index that refuses rows: primary keys, unique constraints and indexes,
 * exclusion constraints.
 *
 * @param major - the server's version
 */
export function indexesQuery(major: number): string {
  return `
  SELECT i.indrelid AS relation, c.relname::text AS name,
         i.indisprimary AS primary, i.indisvalid AS valid,
         ARRAY (
           SELECT a.attname::text
           FROM unnest(i.indkey) WITH ORDINALITY AS key (number, position)
           LEFT JOIN pg_attribute a
             ON a.attrelid = i.indrelid AND a.attnum = key.number AND key.number > 0
           WHERE key.position <= i.indnkeyatts
           ORDER BY key.position) AS columns,
         ARRAY (
           SELECT pg_get_indexdef(i.indexrelid, key.position::int, false)
           FROM unnest(i.indkey) WITH ORDINALITY AS key (number, position)
           WHERE key.position <= i.indnkeyatts AND key.number = 0
           ORDER BY key.position) AS expressions,
         i.indexprs::text AS expression_trees,
         CASE WHEN i.indexprs IS NOT NULL THEN ARRAY (
           SELECT a.attname::text FROM pg_attribute a
           WHERE a.attrelid = i.indrelid AND a.attnum > 0
           ORDER BY a.attnum) END AS attributes,
         pg_get_expr(i.indpred, i.indrelid) AS predicate,
         ${major >= 15 ? 'i.indnullsnotdistinct' : 'false'} AS nulls_equal,
         coalesce(k.condeferrable, false) AS deferrable, coalesce(k.condeferred, false) AS deferred,
         -- WITHOUT OVERLAPS has operators as an exclusion constraint has.
         ARRAY (
           SELECT o.oprname::text
           FROM unnest(k.conexclop) WITH ORDINALITY AS operator (oid, position)
           JOIN pg_operator o ON o.oid = operator.oid
           ORDER BY operator.position) AS operators
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  LEFT JOIN pg_constraint k
    ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
  WHERE i.indrelid = ANY ($1::text::oid[]) AND (i.indisunique OR i.indisexclusion)
  ORDER BY i.indrelid, c.relname`;
}

export interface IndexRow {
  readonly relation: number;
  readonly name: string;
  readonly primary: boolean;
  readonly valid: boolean;
  /** The key's parts, INCLUDE columns left out; null where a part is an expression. */
  readonly columns: readonly (string | null)[];
  /** One for each null in `columns`. */
  readonly expressions: readonly string[];
  /** The same as `pg_node_tree`. */
  readonly expression_trees: string | null;
  /** The table's columns by number, from 1 and dropped ones included; only with expressions. */
  readonly attributes: readonly string[] | null;
  readonly predicate: string | null;
  readonly nulls_equal: boolean;
  readonly deferrable: boolean;
  readonly deferred: boolean;
  /** One for each part, where rows are compared by other than equality; else empty. */
  readonly operators: readonly string[];
}
