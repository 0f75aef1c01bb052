/** Schemas a user may have made: not the system's, not our ledger's. */
export const SCHEMAS_QUERY = `
  SELECT n.nspname::text AS name
  FROM pg_namespace n
  WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'gen_factories')
  ORDER BY n.nspname`;

export interface SchemaRow {
  readonly name: string;
}

/** `$1`: schema names, as an array literal. Partitions are left to their parents. */
export const RELATIONS_QUERY = `
  SELECT c.oid, n.nspname::text AS schema, c.relname::text AS name, c.relkind::text AS kind,
         c.relrowsecurity AS row_security, c.relforcerowsecurity AS forced_row_security,
         has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'INSERT') AS insertable,
         d.description AS comment
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_description d
    ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
  WHERE n.nspname = ANY ($1::text::text[])
    AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT c.relispartition
    AND NOT EXISTS (
      SELECT FROM pg_depend e
      WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')`;

export interface RelationRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** r table, p partitioned table, v view, m materialized view, f foreign table. */
  readonly kind: 'r' | 'p' | 'v' | 'm' | 'f';
  readonly row_security: boolean;
  readonly forced_row_security: boolean;
  readonly insertable: boolean;
  readonly comment: string | null;
}

/** `$1`: table OIDs. */
export const COLUMNS_QUERY = `
  SELECT a.attrelid AS relation, a.attnum AS number, a.attname::text AS name,
         a.atttypid AS type, a.atttypmod AS modifier,
         format_type(a.atttypid, a.atttypmod) AS spelling,
         NOT coalesce(o.collisdeterministic, true) AS caseless,
         a.attnotnull AS not_null, a.attidentity::text AS identity, a.attgenerated::text AS generated,
         pg_get_expr(x.adbin, x.adrelid) AS expression,
         s.schema AS sequence_schema, s.name AS sequence_name,
         d.description AS comment
  FROM pg_attribute a
  LEFT JOIN pg_attrdef x ON x.adrelid = a.attrelid AND x.adnum = a.attnum
  LEFT JOIN pg_collation o ON o.oid = a.attcollation
  LEFT JOIN pg_description d
    ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
  LEFT JOIN LATERAL (
    SELECT n.nspname::text AS schema, c.relname::text AS name
    FROM pg_depend e
    JOIN pg_class c ON c.oid = e.objid AND c.relkind = 'S'
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE e.classid = 'pg_class'::regclass AND e.refclassid = 'pg_class'::regclass
      AND e.refobjid = a.attrelid AND e.refobjsubid = a.attnum
      AND e.deptype IN ('a', 'i')
    -- An identity's own sequence ('i') before one that was merely given to the column ('a').
    ORDER BY e.deptype DESC, n.nspname, c.relname
    LIMIT 1) s ON true
  WHERE a.attrelid = ANY ($1::text::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attrelid, a.attnum`;

export interface ColumnRow {
  readonly relation: number;
  readonly number: number;
  readonly name: string;
  readonly type: number;
  readonly modifier: number;
  readonly spelling: string;
  readonly caseless: boolean;
  readonly not_null: boolean;
  /** a always, d by default. */
  readonly identity: 'a' | 'd' | '';
  /** s stored, v virtual (PostgreSQL 18). */
  readonly generated: 's' | 'v' | '';
  /** Of the default, or of the generated column. */
  readonly expression: string | null;
  readonly sequence_schema: string | null;
  readonly sequence_name: string | null;
  readonly comment: string | null;
}

/** `$1`: table OIDs, none of them a partition. */
export const PARENTS_QUERY = `
  SELECT i.inhrelid AS relation, n.nspname::text AS schema, c.relname::text AS name
  FROM pg_inherits i
  JOIN pg_class c ON c.oid = i.inhparent
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE i.inhrelid = ANY ($1::text::oid[])
  ORDER BY i.inhrelid, i.inhseqno`;

export interface ParentRow {
  readonly relation: number;
  readonly schema: string;
  readonly name: string;
}
