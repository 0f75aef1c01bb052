/** `$1`: table OIDs. */
export const TRIGGERS_QUERY = `
  SELECT t.tgrelid AS relation, t.tgname::text AS name, t.tgtype AS type,
         quote_ident(n.nspname) || '.' || quote_ident(p.proname) AS function,
         t.tgfoid AS function_oid,
         -- Not those that are off (D) or fire for replication only (R).
         t.tgenabled IN ('O', 'A') AS enabled
  FROM pg_trigger t
  JOIN pg_proc p ON p.oid = t.tgfoid
  JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE t.tgrelid = ANY ($1::text::oid[]) AND NOT t.tgisinternal
  ORDER BY t.tgrelid, t.tgname`;

export interface TriggerRow {
  readonly relation: number;
  readonly name: string;
  /** The bits of pg_trigger.tgtype. */
  readonly type: number;
  readonly function: string;
  readonly function_oid: number;
  readonly enabled: boolean;
}

/** `$1`: table OIDs. Rules that are in force. */
export const RULES_QUERY = `
  SELECT r.ev_class AS relation, r.rulename::text AS name, r.ev_type::text AS event,
         r.is_instead AS instead
  FROM pg_rewrite r
  WHERE r.ev_class = ANY ($1::text::oid[]) AND r.ev_enabled IN ('O', 'A')
  ORDER BY r.ev_class, r.rulename`;

export interface RuleRow {
  readonly relation: number;
  readonly name: string;
  /** 1 select, 2 update, 3 insert, 4 delete. */
  readonly event: '1' | '2' | '3' | '4';
  readonly instead: boolean;
}
