/**
 * JSON as `jsonb` gives it back: shorter keys first, blanks behind commas and colons, numbers with the
 * digits they were written with.
 *
 * @param text - valid JSON
 * @example
 * ```ts
 * jsonbText('{"bb":1.50,"a":[]}'); // '{"a": [], "bb": 1.50}'
 * ```
 */
export function jsonbText(text: string): string {
  return spell(JSON.parse(text.replaceAll(TOKENS, marked)));
}

/** Texts are matched whole, so that a number in one is none. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** No text of a value begins so: PostgreSQL's have no such character. */
const MARK = '\u0000';

/** Numbers go through as texts, or JavaScript would round them. */
function marked(token: string): string {
  return token.startsWith('"') ? token : JSON.stringify(MARK + token);
}

function spell(value: unknown): string {
  if (typeof value === 'string') {
    return value.startsWith(MARK) ? value.slice(MARK.length) : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(spell).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).sort(([a], [b]) => compareKeys(a, b));
  return `{${members.map(([key, of]) => `${JSON.stringify(key)}: ${spell(of)}`).join(', ')}}`;
}

function compareKeys(a: string, b: string): number {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length - second.length || first.compare(second);
}
