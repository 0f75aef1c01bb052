/**
 * `$1`: table OIDs. The functions of their triggers, and what those call: whatever has its name in the text
 * of one. Not those of extensions, nor of other languages than the two that can be read.
 */
export const FUNCTIONS_QUERY = `
  WITH RECURSIVE own AS MATERIALIZED (
    SELECT p.oid, n.nspname::text AS schema, p.proname::text AS name, p.proconfig AS settings,
           coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) AS source
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_language l ON l.oid = p.prolang
    WHERE l.lanname IN ('plpgsql', 'sql') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND NOT EXISTS (
        SELECT FROM pg_depend d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
      )
  ), reached AS (
    SELECT own.* FROM own
    WHERE own.oid IN (
      SELECT t.tgfoid FROM pg_trigger t
      WHERE t.tgrelid = ANY ($1::text::oid[]) AND NOT t.tgisinternal
    )
    UNION
    SELECT own.* FROM reached JOIN own ON strpos(lower(reached.source), lower(own.name)) > 0
  )
  SELECT oid, schema, name, settings, source FROM reached ORDER BY schema, name, oid`;

export interface FunctionRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** `search_path=app` and others that it sets. */
  readonly settings: readonly string[] | null;
  readonly source: string;
}
