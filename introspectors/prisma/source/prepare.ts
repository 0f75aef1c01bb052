import { sourceError, type SourceFile } from './source-file.ts';
import { StandIns } from './stand-ins.ts';
import { readTokens, type Token } from './tokens.ts';

/** A schema file in a form that prisma-ast reads as Prisma reads the file itself. */
export interface PreparedSource {
  /** Its lines are those of the file. */
  readonly text: string;
  /** What the file says where the text has a word in its stead. */
  restore(word: string): string;
  /** What of the file is at a place of the text. */
  tokenAt(line: number, column: number): Token | undefined;
  /** Comments of three slashes by the line of what they are about. */
  readonly docs: ReadonlyMap<number, string>;
}

/**
 * Makes a schema file readable for prisma-ast, which throws at some that are valid, and reads others
 * without what it does not know: comments go, as do the words behind a `{`; names that it has no sense
 * for (`true`, `address.street`, `größe`) become others for the while. What Prisma would not take is an
 * error here where prisma-ast would take it.
 *
 * @param source - the file
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`
 * @example
 * ```ts
 * prepareSource({ path: 'schema.prisma', text: 'model A { // first\n  true Int @id\n}' }).text;
 * // 'model A {\nodd0 Int @ id\n}\n'
 * ```
 */
export function prepareSource(source: SourceFile): PreparedSource {
  const stand = new StandIns(source.text);
  const writer = new Writer(source, stand);
  for (const line of linesOf(readTokens(source))) writer.write(line);
  writer.end();
  return {
    text: writer.text,
    docs: writer.docs,
    restore: (word) => stand.restore(word),
    tokenAt: (line, column) => writer.tokenAt(line, column),
  };
}

/** Everything up to an end of line; a comment of several lines belongs to where it begins. */
function linesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'end of line') lines.push([]);
    else lines.at(-1)!.push(token);
  }
  return lines;
}

const BLOCKS: ReadonlySet<string> = new Set([
  'model',
  'type',
  'view',
  'enum',
  'datasource',
  'generator',
]);

/** A part of the file, and how the text spells it. */
interface Word {
  readonly token: Token;
  readonly text: string;
}

/** Writes the text line by line, and knows which block it is in. */
class Writer {
  readonly docs = new Map<number, string>();
  readonly #source: SourceFile;
  readonly #stand: StandIns;
  readonly #lines: Word[][] = [];
  /** What the block is, and where it begins; null between blocks. */
  #block: { readonly kind: string; readonly header: Token } | null = null;
  #docs: string[] = [];

  constructor(source: SourceFile, stand: StandIns) {
    this.#source = source;
    this.#stand = stand;
  }

  get text(): string {
    // Lines with nothing on them are not there.
    const lines = Array.from({ length: this.#lines.length }, (_, index) =>
      (this.#lines[index] ?? []).map(({ text }) => text).join(' '),
    );
    return `${lines.join('\n')}\n`;
  }

  tokenAt(line: number, column: number): Token | undefined {
    let end = 0;
    return this.#lines[line - 1]?.find(({ text }) => {
      end += text.length + 1;
      return column <= end;
    })?.token;
  }

  end(): void {
    if (this.#block === null) return;
    throw this.#error(this.#block.header, 'A block without its end', 'Close it by "}" on a line.');
  }

  write(line: readonly Token[]): void {
    const first = line.findIndex((token) => !isComment(token));
    if (first < 0) return this.#comment(line);
    this.#keepDocs(line.slice(0, first));
    const rest = line.slice(first);
    if (rest[0]!.text === '}' && this.#block !== null) this.#close(rest);
    else if (this.#block === null) this.#open(rest);
    else this.#declare(rest, this.#block.kind);
  }

  /** A line with nothing but comments; between blocks, one with nothing at all parts what is above from below. */
  #comment(line: readonly Token[]): void {
    if (line.length === 0 && this.#block === null) this.#docs = [];
    this.#keepDocs(line);
  }

  #keepDocs(comments: readonly Token[]): void {
    for (const { text } of comments) if (isDoc(text)) this.#docs.push(docText(text));
  }

  #close([brace, ...rest]: readonly Token[]): void {
    this.#put(brace!);
    this.#block = null;
    this.#docs = [];
    // Another block may begin on the same line.
    this.write(rest);
  }

  #open(line: readonly Token[]): void {
    const [keyword, name, brace] = splitHeader(line);
    if (keyword === undefined || !BLOCKS.has(keyword.text)) {
      const fix = 'Begin a block here: model, enum, type, view, datasource or generator.';
      throw this.#error(line[0]!, `Unexpected "${line[0]!.text}"`, fix);
    }
    if (name?.kind !== 'word' || name.text.includes('.') || brace?.text !== '{') {
      const fix = `Write \`${keyword.text} Name {\` on one line, and what is in it below.`;
      throw this.#error(name ?? keyword, 'A block needs a name and "{"', fix);
    }
    for (const token of [keyword, name, brace]) this.#put(token);
    this.#block = { kind: keyword.text, header: keyword };
    this.#attachDocs(keyword.line);
  }

  #declare(line: readonly Token[], kind: string): void {
    const comment = line.findIndex(isComment);
    const words = comment < 0 ? line : line.slice(0, comment);
    const after = comment < 0 ? undefined : line[comment + 1];
    if (after !== undefined) {
      const fix = 'Put the comment behind the line, or above it.';
      throw this.#error(after, `Unexpected "${after.text}" behind a comment`, fix);
    }
    this.#check(words, kind);
    if (words.length === 1 && kind !== 'enum') {
      throw this.#error(words[0]!, 'A field needs a type', 'Write `name Type`.');
    }
    for (const [index, token] of words.entries()) this.#put(token, words[index - 1]);
    this.#keepDocs(line.slice(words.length));
    this.#attachDocs(words[0]!.line);
  }

  /** What prisma-ast takes in a line and Prisma does not. */
  #check(words: readonly Token[], kind: string): void {
    let depth = 0;
    for (const [index, token] of words.entries()) {
      const { text } = token;
      if (depth === 0 && text === '}') {
        throw this.#error(token, 'Unexpected "}"', 'Put it on a line of its own.');
      }
      if (depth === 0 && text === '=' && kind !== 'datasource' && kind !== 'generator') {
        const fix = `Only datasources and generators have settings; fields of a ${kind} have a type.`;
        throw this.#error(token, 'Unexpected "="', fix);
      }
      if (depth === 0 && text === ':') {
        throw this.#error(token, 'Unexpected ":"', 'Write `name Type`, with a blank between them.');
      }
      if (depth === 0 && text === '[' && words[index + 1]?.text === ']') {
        throw this.#error(token, 'Unexpected "["', 'Write a list as `Type[]`.');
      }
      if ('([{'.includes(text)) depth += 1;
      if (')]}'.includes(text)) depth -= 1;
    }
  }

  #attachDocs(line: number): void {
    const text = this.#docs.join('\n').trim();
    if (text !== '') this.docs.set(line, text);
    this.#docs = [];
  }

  #put(token: Token, before?: Token): void {
    const isAttribute = before?.text === '@' || before?.text === '@@';
    // Arrays begin at 0, lines at 1.
    (this.#lines[token.line - 1] ??= []).push({
      token,
      text: this.#stand.spell(token, isAttribute),
    });
  }

  #error({ line, column }: Token, problem: string, fix: string): ReturnType<typeof sourceError> {
    return sourceError({ source: this.#source, line, column }, problem, fix);
  }
}

function isComment({ kind }: Token): boolean {
  return kind === 'comment' || kind === 'doc';
}

/** Prisma takes block comments for documentation as well. */
function isDoc(comment: string): boolean {
  return comment.startsWith('///') || comment.startsWith('/*');
}

function docText(comment: string): string {
  if (comment.startsWith('/*')) return comment.slice(2, -2).trim();
  return comment.replace(/^\/\/\/ ?/, '').trimEnd();
}

/** Prisma takes `modelUser {` for a model called User. */
function splitHeader(line: readonly Token[]): readonly Token[] {
  const [first, second] = line;
  const keyword = [...BLOCKS].find((word) => first?.text.startsWith(word));
  if (first === undefined || second?.text !== '{' || keyword === undefined) return line;
  if (first.text === keyword) return line;
  const name = { ...first, text: first.text.slice(keyword.length) };
  return [{ ...first, text: keyword }, { ...name, column: first.column + keyword.length }, second];
}
