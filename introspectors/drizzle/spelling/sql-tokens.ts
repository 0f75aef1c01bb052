/** Texts, names with whatever they are qualified by, and numbers; all else stands as it is. */
const TOKENS =
  /'(?:[^']|'')*'|\$(\w*)\$.*?\$\1\$|--[^\n]*|(?:(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_$]*)\s*\.\s*)*(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_$]*)/gsu;

const PART = /"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|[\p{L}_][\p{L}\p{N}_$]*/gu;

/** A name in SQL, part by part: `"users"."id"`. */
export interface NamePart {
  /** As it is written without quotes. */
  readonly text: string;
  readonly quoted: boolean;
}

/** Where a name stands. */
export interface NameInSql {
  readonly parts: readonly NamePart[];
  /** It is called: `lower(`. */
  readonly called: boolean;
  /** It is a type: `::text`. */
  readonly cast: boolean;
}

/**
 * SQL with its names in another spelling; texts are left alone.
 *
 * @param spell - undefined for a name that stays as it is
 */
export function respellNames(sql: string, spell: (name: NameInSql) => string | undefined): string {
  return sql.replaceAll(TOKENS, (token: string, ...rest: readonly unknown[]) => {
    if (/^['$]|^--/.test(token)) return token;
    const [at, whole] = rest.slice(-2) as [number, string];
    const parts = [...token.matchAll(PART)].map(([part, double, back]) => {
      const quoted = double ?? back;
      return quoted === undefined
        ? { text: part, quoted: false }
        : { text: quoted.replaceAll('""', '"').replaceAll('``', '`'), quoted: true };
    });
    const called = /^\s*\(/.test(whole.slice(at + token.length));
    const cast = /::\s*$/.test(whole.slice(0, at));
    return spell({ parts, called, cast }) ?? token;
  });
}

/** SQL without the parentheses that are around all of it. */
export function withoutParentheses(sql: string): string {
  const text = sql.trim();
  return text.startsWith('(') && isOnePair(text) ? withoutParentheses(text.slice(1, -1)) : text;
}

/** Whether the first parenthesis is closed by the last. */
function isOnePair(sql: string): boolean {
  let depth = 0;
  let place = 0;
  for (const [token] of sql.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|./gs)) {
    place += token.length;
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (depth === 0 && place < sql.length) return false;
  }
  return depth === 0;
}
