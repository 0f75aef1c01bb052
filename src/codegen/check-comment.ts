import type { Column, Table } from '../schema/schema.ts';

/** The rule that shaped a line: in its own words where they are few, otherwise by name. */
export function checkComment(
  table: Table,
  column: Column,
  names: readonly string[],
): string | undefined {
  const distinct = [...new Set(names)];
  const [only] = distinct;
  if (only === undefined) return undefined;
  const own =
    table.checks.find((check) => check.name === only)?.expression ?? domainCheck(column, only);
  if (distinct.length === 1 && own !== undefined && readable(own).length <= 60) {
    return `CHECK (${readable(own)})`;
  }
  return `CHECK ${distinct.join(', ')}`;
}

/** A rule of the column's domain, said of the column. */
function domainCheck(column: Column, name: string): string | undefined {
  for (let { type } = column; type.kind === 'domain'; type = type.base) {
    const found = type.checks.find((check) => check.name === name);
    if (found !== undefined) return found.expression.replaceAll(/\bVALUE\b/g, column.name);
  }
  return undefined;
}

const CAST =
  /::(?:(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_]*)\.)*(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_]*(?: varying| precision| with(?:out)? time zone)*)(?:\(\d+(?:,\s*-?\d+)?\))?(?:\[\])*/g;

/** A CHECK without the casts and brackets that the database prints and nobody wrote. */
function readable(sql: string): string {
  let text = sql.replaceAll(CAST, '').replaceAll(/(?<![\w"])\(('[^']*'|-?[\d.]+|"?\w+"?)\)/g, '$1');
  while (isBracketed(text)) text = text.slice(1, -1);
  text = text
    .replaceAll(/ = ANY \(ARRAY\[([^\]]*)\]\)/g, ' IN ($1)')
    .replaceAll(/ <> ALL \(ARRAY\[([^\]]*)\]\)/g, ' NOT IN ($1)')
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
