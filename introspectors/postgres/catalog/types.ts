/**
 * `$1`: table OIDs. Every type their columns are made of, down to the last: what a domain is over,
 * an array's elements, a range's bounds, a composite's fields. Types cannot contain themselves.
 */
export const TYPES_QUERY = `
  WITH RECURSIVE used (oid) AS (
    SELECT a.atttypid
    FROM pg_attribute a
    WHERE a.attrelid = ANY ($1::text::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
    UNION
    SELECT part.oid
    FROM used
    JOIN pg_type t ON t.oid = used.oid
    CROSS JOIN LATERAL (
      SELECT t.typbasetype WHERE t.typtype = 'd'
      UNION ALL SELECT t.typelem WHERE t.typelem <> 0
      UNION ALL SELECT r.rngsubtype FROM pg_range r WHERE t.oid IN (r.rngtypid, r.rngmultitypid)
      UNION ALL
      SELECT a.atttypid FROM pg_attribute a
      WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
    ) part (oid)
  )
  SELECT t.oid, n.nspname::text AS schema, t.typname::text AS name,
         -- int2vector and its like have elements too, but are not the array type of them.
         CASE WHEN e.typarray = t.oid THEN 'a' ELSE t.typtype::text END AS kind,
         CASE WHEN e.typarray = t.oid THEN t.typelem
              WHEN t.typtype = 'd' THEN t.typbasetype
              ELSE r.rngsubtype END AS part,
         t.typtypmod AS part_modifier,
         coalesce(format_type(nullif(t.typbasetype, 0), t.typtypmod),
                  format_type(r.rngsubtype, NULL)) AS part_spelling,
         t.typnotnull AS not_null,
         pg_get_expr(t.typdefaultbin, 0) AS default,
         ARRAY (SELECT l.enumlabel::text FROM pg_enum l WHERE l.enumtypid = t.oid
                ORDER BY l.enumsortorder) AS labels,
         EXISTS (SELECT FROM pg_depend d
                 WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid
                   AND d.deptype = 'e') AS of_extension,
         quote_ident(n.nspname) || '.' AS qualifier
  FROM used
  JOIN pg_type t ON t.oid = used.oid
  JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_type e ON e.oid = t.typelem
  LEFT JOIN pg_range r ON t.oid IN (r.rngtypid, r.rngmultitypid)`;

export interface TypeRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** a array, b base, c composite, d domain, e enum, r range, m multirange, p pseudo. */
  readonly kind: 'a' | 'b' | 'c' | 'd' | 'e' | 'r' | 'm' | 'p';
  /** An array's elements, what a domain is over, a range's bounds. */
  readonly part: number | null;
  readonly part_modifier: number;
  readonly part_spelling: string | null;
  readonly not_null: boolean;
  /** Of a domain. */
  readonly default: string | null;
  /** Of an enum, in its order. */
  readonly labels: readonly string[];
  readonly of_extension: boolean;
  /** The schema as `format_type` writes it before the name. */
  readonly qualifier: string;
}

/** `$1`: type OIDs. */
export const FIELDS_QUERY = `
  SELECT t.oid AS type, a.attname::text AS name, a.atttypid AS field_type, a.atttypmod AS modifier,
         format_type(a.atttypid, a.atttypmod) AS spelling,
         NOT coalesce(o.collisdeterministic, true) AS caseless
  FROM pg_type t
  JOIN pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_collation o ON o.oid = a.attcollation
  WHERE t.oid = ANY ($1::text::oid[]) AND t.typtype = 'c'
  ORDER BY t.oid, a.attnum`;

export interface FieldRow {
  readonly type: number;
  readonly name: string;
  readonly field_type: number;
  readonly modifier: number;
  readonly spelling: string;
  readonly caseless: boolean;
}

/** `$1`: type OIDs. PostgreSQL 17 keeps a domain's NOT NULL here too, as contype n. */
export const DOMAIN_CHECKS_QUERY = `
  SELECT k.contypid AS type, k.conname::text AS name, pg_get_expr(k.conbin, 0) AS expression
  FROM pg_constraint k
  WHERE k.contypid = ANY ($1::text::oid[]) AND k.contype = 'c'
  ORDER BY k.contypid, k.conname`;

export interface DomainCheckRow {
  readonly type: number;
  readonly name: string;
  readonly expression: string;
}
