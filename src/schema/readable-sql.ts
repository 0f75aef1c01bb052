/** Operators that have words of their own. */
const LIKE: Readonly<Record<string, string>> = {
  '~~': 'LIKE',
  '~~*': 'ILIKE',
  '!~~': 'NOT LIKE',
  '!~~*': 'NOT ILIKE',
};

/** Numbers that are printed as texts. */
const NUMBER = /'(-?\d+(?:\.\d+)?)'::(?:smallint|integer|bigint|numeric|real|double precision)/g;

const CAST =
  /::(?:(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_]*)\.)*(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_]*(?: varying| precision| with(?:out)? time zone)*)(?:\(\d+(?:,\s*-?\d+)?\))?(?:\[\])*/g;

/**
 * A CHECK without the casts, brackets and operators that the database prints and nobody wrote.
 *
 * @example
 * ```ts
 * readableSql("((status)::text = ANY ((ARRAY['a'::character varying])::text[]))"); // "status IN ('a')"
 * ```
 */
export function readableSql(sql: string): string {
  let text = sql
    .replaceAll(NUMBER, '$1')
    .replaceAll(CAST, '')
    .replaceAll(/(?<![\w"]|ANY |ALL )\(('[^']*'|-?[\d.]+|"?\w+"?)\)/g, '$1');
  while (isBracketed(text)) text = text.slice(1, -1);
  text = text
    .replaceAll(/ = ANY (?:\(ARRAY\[([^\]]*)\]\)|\(\(ARRAY\[([^\]]*)\]\)\))/g, ' IN ($1$2)')
    .replaceAll(/ <> ALL (?:\(ARRAY\[([^\]]*)\]\)|\(\(ARRAY\[([^\]]*)\]\)\))/g, ' NOT IN ($1$2)')
    .replaceAll(/ OPERATOR\([\w"]+\.([^)\w]+)\) /g, ' $1 ')
    .replaceAll(/ ~ similar_to_escape\(?('(?:[^']|'')*')\)?/g, ' SIMILAR TO $1')
    .replaceAll(/ (!?~~\*?) /g, (_, operator: string) => ` ${LIKE[operator]!} `)
    .replaceAll(/TRIM\(BOTH FROM ("?\w+"?)\)/g, 'trim($1)');
  // Each side of an AND or OR is in brackets, whether it needs them or not.
  const sides = text.split(/(?<=\)) (AND|OR) (?=\()/);
  const plain = sides.every(
    (side, at) => at % 2 === 1 || (isBracketed(side) && !/ (?:AND|OR) /.test(side)),
  );
  return plain && new Set(sides.filter((_, at) => at % 2 === 1)).size < 2
    ? sides
        .map((side, at) => (at % 2 === 1 ? side : isBracketed(side) ? side.slice(1, -1) : side))
        .join(' ')
    : text;
}

/** One pair of brackets around the whole. */
function isBracketed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at++) {
    depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
    if (depth === 0) return false;
  }
  return true;
}
