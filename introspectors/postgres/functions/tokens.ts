/** A word of a function's body: what it is, and its text without quotes. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'sign';
  /** Words in lower case, as PostgreSQL folds them; names in quotes and texts as they are. */
  readonly text: string;
}

/** Numbers are no words: nothing that is looked for has any. */
const TOKEN =
  /(?<comment>--[^\n]*|\/\*)|[eE]'(?<escaped>(?:[^'\\]|''|\\[^])*)'|'(?<text>(?:[^']|'')*)'|(?<tag>\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$)|"(?<name>(?:[^"]|"")*)"|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<sign><>|!=|:=|[^\s\p{N}])/gu;

/**
 * Splits SQL or PL/pgSQL into words, without comments. A text in dollars that ends nowhere ends the list.
 */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(source); match !== null; match = pattern.exec(source)) {
    const { comment, escaped, text = escaped, tag, name, word, sign } = match.groups!;
    if (comment === '/*') pattern.lastIndex = endOfComment(source, pattern.lastIndex);
    if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'") });
    if (name !== undefined) tokens.push({ kind: 'name', text: name.replaceAll('""', '"') });
    if (word !== undefined) tokens.push({ kind: 'word', text: word.toLowerCase() });
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    if (tag === undefined) continue;
    const end = source.indexOf(tag, pattern.lastIndex);
    if (end < 0) return tokens;
    tokens.push({ kind: 'text', text: source.slice(pattern.lastIndex, end) });
    pattern.lastIndex = end + tag.length;
  }
  return tokens;
}

/** Comments may be in comments. */
function endOfComment(source: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  for (let depth = 1; depth > 0;) {
    const match = mark.exec(source);
    if (match === null) return source.length;
    depth += match[0] === '/*' ? 1 : -1;
  }
  return mark.lastIndex;
}
