import { NotRead } from '../not-read.ts';

/** A piece of a statement, and where in its text it is. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'symbol';
  /** Of a name and of a text without quotes; of all others as it is written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SKIPPED = /(?:\s+|--(?=\s|$)[^\n]*|#[^\n]*|\/\*[^]*?\*\/)+/y;
const FORMS: readonly (readonly [SqlToken['kind'], RegExp])[] = [
  ['number', /0x[0-9a-f]+|[xb]'[0-9a-f]*'|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?![\p{L}_$])/iuy],
  ['name', /`(?:[^`]|``)*`/y],
  ['text', /'(?:[^'\\]|''|\\[^])*'|"(?:[^"\\]|""|\\[^])*"/y],
  ['word', /[\p{L}\p{N}_$@]+/uy],
  ['symbol', /<=>|->>|->|<<|>>|<=|>=|<>|!=|&&|\|\||:=|[^\s\p{L}\p{N}]/uy],
];

/**
 * Cuts a statement into tokens; comments and spaces are none.
 *
 * @throws {NotRead} at what begins no token
 */
export function tokenize(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < sql.length;) {
    SKIPPED.lastIndex = at;
    const skipped = SKIPPED.exec(sql);
    if (skipped !== null) {
      at = SKIPPED.lastIndex;
      continue;
    }
    const token = tokenAt(sql, at);
    if (token === undefined)
      throw new NotRead(`It is not clear what begins at ${sql.slice(at, at + 20)}`);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(sql: string, start: number): SqlToken | undefined {
  for (const [kind, form] of FORMS) {
    form.lastIndex = start;
    const [text] = form.exec(sql) ?? [];
    if (text === undefined) continue;
    return { kind, text: valueOf(kind, text), start, end: start + text.length };
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\x1a',
};

function valueOf(kind: SqlToken['kind'], text: string): string {
  if (kind === 'name') return text.slice(1, -1).replaceAll('``', '`');
  if (kind !== 'text') return text;
  const quote = text[0]!;
  return text
    .slice(1, -1)
    .replaceAll(/\\([^])|''|""/g, (whole: string, letter: string | undefined) => {
      if (letter !== undefined) return ESCAPES[letter] ?? letter;
      return whole[0] === quote ? quote : whole;
    });
}
