import type { Table } from '../schema/schema.ts';

/** The rule that shaped a line: in its own words where they are few, otherwise by name. */
export function checkComment(table: Table, names: readonly string[]): string | undefined {
  const distinct = [...new Set(names)];
  const [only] = distinct;
  if (only === undefined) return undefined;
  const own = table.checks.find((check) => check.name === only)?.expression;
  if (distinct.length === 1 && own !== undefined && readable(own).length <= 60) {
    return `CHECK (${readable(own)})`;
  }
  return `CHECK ${distinct.join(', ')}`;
}

const CAST =
  /::(?:(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_]*)\.)*(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_]*(?: varying| precision| with(?:out)? time zone)*)(?:\(\d+(?:,\s*-?\d+)?\))?(?:\[\])*/g;

/** A CHECK without the casts and brackets that the database prints and nobody wrote. */
function readable(sql: string): string {
  let text = sql.replaceAll(CAST, '').replaceAll(/(?<![\w"])\(('[^']*'|-?[\d.]+|"?\w+"?)\)/g, '$1');
  while (isBracketed(text)) text = text.slice(1, -1);
  // Of two sides of AND and OR each is in brackets, whether it needs them or not.
  return text.replaceAll(/\(([^()]*)\)(?= (?:AND|OR) |$)/g, (whole, inner: string, at: number) =>
    /^$|(?:AND|OR) $/.test(text.slice(0, at)) && !/ (?:AND|OR) /.test(inner) ? inner : whole,
  );
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
