import { scanSync } from 'libpg-query';

/** A piece of SQL that is neither space nor comment; places are bytes of UTF-8, as the parser's are. */
export interface SqlToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In capitals; empty for what is no word of the language, a name in quotes among it. */
  readonly keyword: string;
  /** The word cannot be a name without quotes. */
  readonly reserved: boolean;
}

/**
 * Cuts SQL into tokens.
 *
 * @throws where a literal, a name or a comment has no end
 */
export function tokenize(sql: string): readonly SqlToken[] {
  return scanSync(sql)
    .tokens.filter(({ tokenName }) => tokenName !== 'SQL_COMMENT' && tokenName !== 'C_COMMENT')
    .map(({ text, start, end, keywordName }) => ({
      text,
      start,
      end,
      keyword: keywordName === 'NO_KEYWORD' ? '' : text.toUpperCase(),
      reserved: keywordName !== 'NO_KEYWORD' && keywordName !== 'UNRESERVED_KEYWORD',
    }));
}

/**
 * Tokens as one line: comments are gone, and where there was space there is one.
 *
 * @param replaced - other texts for some of them, by index; an empty one takes its space with it
 */
export function joinTokens(
  tokens: readonly SqlToken[],
  replaced: ReadonlyMap<number, string> = new Map(),
): string {
  let sql = '';
  let end: number | null = null;
  for (const [index, token] of tokens.entries()) {
    const text = replaced.get(index) ?? token.text;
    if (end !== null && token.start > end && sql !== '') sql += ' ';
    sql += text;
    end = token.end;
  }
  return sql;
}

/**
 * The index of the parenthesis that closes one.
 *
 * @param open - the index of the one that opens
 */
export function closing(tokens: readonly SqlToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    depth += nesting(tokens[at]!);
    if (depth === 0) return at;
  }
  return tokens.length - 1;
}

/** By how much what follows a token is deeper in brackets. */
export function nesting({ text }: SqlToken): -1 | 0 | 1 {
  if (text === '(' || text === '[') return 1;
  return text === ')' || text === ']' ? -1 : 0;
}

/**
 * A name as SQL takes it: in quotes where it has to be.
 *
 * @example
 * ```ts
 * quoteName('users'); // 'users'
 * quoteName('Order'); // '"Order"'
 * ```
 */
export function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !isReserved(name)
    ? name
    : `"${name.replaceAll('"', '""')}"`;
}

/** Names are asked for again and again, and the parser takes its time. */
const RESERVED = new Map<string, boolean>();

function isReserved(name: string): boolean {
  const known = RESERVED.get(name);
  if (known !== undefined) return known;
  const reserved = tokenize(name)[0]?.reserved === true;
  RESERVED.set(name, reserved);
  return reserved;
}
