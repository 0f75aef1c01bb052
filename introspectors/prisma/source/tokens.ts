import { sourceError, type SourceFile } from './source-file.ts';

/** A part of a schema file: comments and ends of lines are parts of it too, blanks are not. */
export interface Token {
  readonly kind: TokenKind;
  /** As it is written. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export type TokenKind =
  /** A name, or a path of names: `address.street`. */
  | 'word'
  | 'number'
  /** In double quotes, with its escapes. */
  | 'text'
  | 'mark'
  | 'comment'
  /** A comment of three slashes, which documents what is below or before it. */
  | 'doc'
  | 'end of line';

/**
 * Takes a schema file apart, as Prisma does: by its own rules for names, numbers, texts and comments.
 * What is none of these is an error here, where other lexers drop it.
 *
 * @param source - the file
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID` for a character that cannot be where it is
 * @example
 * ```ts
 * readTokens({ path: 'schema.prisma', text: 'id Int @id' }).map((token) => token.text);
 * // ['id', 'Int', '@', 'id']
 * ```
 */
export function readTokens(source: SourceFile): readonly Token[] {
  const tokens: Token[] = [];
  let [at, line, start] = [0, 1, 0];
  while (at < source.text.length) {
    const found = tokenAt(source.text, at);
    const place = { source, line, column: at - start + 1 };
    if (found === null) throw unexpected(place, source.text.slice(at));
    const { kind, text } = found;
    if (kind !== 'blank') tokens.push({ kind, text, line: place.line, column: place.column });
    at += text.length;
    if (opensBlock(tokens)) at += REST_OF_LINE.exec(source.text.slice(at))![0].length;
    // A comment between `/*` and `*/` may go over several lines.
    for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
      line += 1;
      start = at - text.length + index + end.length;
    }
  }
  return tokens;
}

/** Whatever is behind the `{` of a block, up to the end of the line, is nothing: no comment even. */
function opensBlock(tokens: readonly Token[]): boolean {
  const [name, brace] = tokens.slice(-2);
  return brace?.text === '{' && name?.kind === 'word' && name.line === brace.line;
}

const REST_OF_LINE = /^[^\n\r]*/;

/** A letter of any alphabet, or one of ten digits; marks that join letters are none. */
const LETTER = String.raw`[\p{L}0-9]`;
const NAME = String.raw`${LETTER}(?:${LETTER}|[_-])*`;

/** The first that fits is taken: a number is no name, though a name may begin with a digit. */
const PATTERNS: readonly (readonly [TokenKind | 'blank', RegExp])[] = [
  ['end of line', /\r\n|\n|\r/uy],
  ['blank', /[\p{Zs}\t]+/uy],
  ['doc', /\/\/\/[^\n\r]*/uy],
  ['comment', /\/\/[^\n\r]*|\/\*[^]*?\*\//uy],
  // Escapes are those of JSON; control characters have to be escaped.
  // oxlint-disable-next-line no-control-regex -- the very characters that are refused
  ['text', /"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/uy],
  ['number', new RegExp(String.raw`-?[0-9]+(?:\.[0-9]+)?(?!${LETTER}|[_.-])`, 'uy')],
  ['word', new RegExp(String.raw`${NAME}(?:\.${NAME})*`, 'uy')],
  ['mark', /@@|\[\]|[@()[\]{},:=?]/uy],
];

function tokenAt(
  text: string,
  at: number,
): { readonly kind: TokenKind | 'blank'; readonly text: string } | null {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { kind, text: found };
  }
  return null;
}

type At = Parameters<typeof sourceError>[0];

function unexpected(place: At, rest: string): ReturnType<typeof sourceError> {
  if (rest.startsWith('\uFEFF')) {
    const problem = 'A byte order mark, which Prisma does not take,';
    return sourceError(place, problem, 'Save the file as UTF-8 without BOM.');
  }
  if (rest.startsWith('/*')) {
    return sourceError(place, 'A comment without its end', 'End it with "*/".');
  }
  if (rest.startsWith('"')) {
    const fix =
      'Write text in one line, between double quotes, with the escapes of JSON: \\" \\\\ \\n \\u00e9.';
    return sourceError(place, 'A text that does not end, or has an escape of no meaning,', fix);
  }
  const [character = ''] = rest;
  return sourceError(place, `Unexpected ${JSON.stringify(character)}`, 'Remove it.');
}
