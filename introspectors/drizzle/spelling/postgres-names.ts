/** Words of PostgreSQL's that are no names without quotes: all keywords but the unreserved. */
const KEYWORDS = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint
  create current_catalog current_date current_role current_time current_timestamp current_user default
  deferrable desc distinct do else end except false fetch for foreign from grant group having in
  initially intersect into lateral leading limit localtime localtimestamp not null offset on only or
  order placing primary references returning select session_user some symmetric system_user table then
  to trailing true union unique user using variadic when where window with
  authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull
  join left like natural notnull outer overlaps right similar tablesample verbose
  between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping
  inout int integer interval json json_array json_arrayagg json_exists json_object json_objectagg
  json_query json_scalar json_serialize json_table json_value least merge_action national nchar none
  normalize nullif numeric out overlay position precision real row setof smallint substring time
  timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest
  xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`.split(/\s+/),
);

/** A name as PostgreSQL prints it: in quotes only where it needs them. */
export function spellName(name: string): string {
  const plain = /^[a-z_][a-z0-9_]*$/.test(name) && !KEYWORDS.has(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The most bytes of a name. */
const LONGEST = 63;

/** A name as PostgreSQL keeps it, which cuts off what is too long. */
export function clipName(name: string): string {
  return clipTo(name, LONGEST);
}

function clipTo(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let clipped = '';
  for (const character of text) {
    if (Buffer.byteLength(clipped + character) > bytes) break;
    clipped += character;
  }
  return clipped;
}

/**
 * The name that PostgreSQL makes up for what belongs to a table: `users_id_seq`, `users_pkey`. The longer
 * of the two parts is cut first.
 *
 * @param table - its name
 * @param column - empty for none
 * @param label - the end of the name
 */
export function madeName(table: string, column: string, label: string): string {
  const room = LONGEST - label.length - 1 - (column === '' ? 0 : 1);
  let [first, second] = [Buffer.byteLength(table), Buffer.byteLength(column)];
  while (first + second > room) {
    if (first > second) first--;
    else second--;
  }
  const parts = [clipTo(table, first), clipTo(column, second), label];
  return parts.filter((part) => part !== '').join('_');
}
