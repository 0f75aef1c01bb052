/** Comments, texts, white space and words in one piece; of anything else, a character. */
const TOKEN =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?<space>[\s;]+)|[\p{L}\p{N}\p{M}_$.]+|./gsu;

interface Token {
  readonly kind: 'comment' | 'text' | 'other';
  /** As it is compared. */
  readonly text: string;
}

/**
 * A generated file's text without its header and without what formatters change: white space between
 * words, semicolons, quotes, trailing commas, the `|` that leads a list of alternatives. What is inside
 * of texts stays as it is.
 *
 * @param text - of a generated file
 * @returns text that is equal for files that say the same
 */
export function withoutLayout(text: string): string {
  const body = text.replace(/^\/\/ (?:header|Written by gen-factories)[^\n]*/, '');
  const tokens = [...body.matchAll(TOKEN)].flatMap(readToken);
  const bodies = bodyParentheses(tokens);
  const kept: string[] = [];
  // Backwards, so that what follows a token is known.
  let next = '';
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at]!;
    const previous = tokens[at - 1]?.text ?? '';
    if (token.text === ',' && /^[)\]}]$/.test(next)) continue;
    if (bodies.has(at)) continue;
    if (token.text === '|' && /^[:=(<,[]$/.test(previous)) continue;
    kept.push(token.kind === 'text' && next === ':' ? unquoted(token.text) : token.text);
    if (token.kind !== 'comment') next = token.text;
  }
  return kept.reverse().join('\n');
}

/** Where parentheses are around what a function gives: on one line a conditional has them. */
function bodyParentheses(tokens: readonly Token[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open: number[] = [];
  tokens.forEach(({ kind, text }, at) => {
    if (kind === 'other' && text === '(') open.push(at);
    if (kind !== 'other' || text !== ')') return;
    const start = open.pop() ?? 0;
    if (tokens[start - 2]?.text !== '=' || tokens[start - 1]?.text !== '>') return;
    found.add(start).add(at);
  });
  return found;
}

function readToken(match: RegExpExecArray): Token[] {
  const { comment, text, space } = match.groups!;
  if (space !== undefined) return [];
  if (comment !== undefined) {
    return [{ kind: 'comment', text: comment.replaceAll(/\s+/g, ' ').trimEnd() }];
  }
  if (text !== undefined) return [{ kind: 'text', text: `'${withoutQuotes(text)}'` }];
  return [{ kind: 'other', text: match[0] }];
}

/** A text's inside; quotes in it are escaped or not, depending on those around it. */
function withoutQuotes(text: string): string {
  return text
    .slice(1, -1)
    .replaceAll(/\\(.)/gs, (whole, escaped: string) => (/['"]/.test(escaped) ? escaped : whole));
}

/** A member's name is quoted or not, as formatters please. */
function unquoted(text: string): string {
  const name = text.slice(1, -1);
  return /^[\p{L}\p{N}\p{M}_$]+$/u.test(name) ? name : text;
}
