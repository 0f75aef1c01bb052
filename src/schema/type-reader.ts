import { GenFactoriesError } from '../errors.ts';

/** Reads the short spelling of types from a text, piece by piece. */
export class TypeReader {
  position = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  rest(): string {
    return this.#text.slice(this.position).trimStart();
  }

  since(start: number): string {
    return this.#text.slice(start, this.position).trim();
  }

  peek(token: string): boolean {
    return this.#text.startsWith(token, this.position);
  }

  skip(token: string): boolean {
    if (!this.peek(token)) return false;
    this.position += token.length;
    return true;
  }

  /** A possibly qualified, possibly quoted name, as it stands. */
  word(): string {
    this.#space();
    return this.#match(
      /(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(?:\.(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*))*/uy,
      'a name',
    );
  }

  number(): number {
    return Number(this.#match(/-?\d+/y, 'a number'));
  }

  quoted(mark: "'" | '"'): string {
    const pattern = mark === "'" ? /'(?:[^']|'')*'/y : /"(?:[^"]|"")*"/y;
    return this.#match(pattern, `a text in ${mark}`)
      .slice(1, -1)
      .replaceAll(mark + mark, mark);
  }

  list<T>(item: () => T): T[] {
    const items: T[] = [];
    this.#expect('(');
    this.#space();
    if (this.skip(')')) return items;
    do {
      this.#space();
      items.push(item());
      this.#space();
    } while (this.skip(','));
    this.#expect(')');
    return items;
  }

  skipParentheses(): void {
    if (!this.peek('(')) return;
    let depth = 0;
    do {
      const char = this.#text[this.position++];
      if (char === undefined) throw this.error('a closing parenthesis');
      if (char === '(') depth++;
      if (char === ')') depth--;
    } while (depth > 0);
  }

  error(expected: string): GenFactoriesError {
    return new GenFactoriesError('DEFINITION_INVALID', {
      what: `Expected ${expected} at position ${this.position} of the type "${this.#text}"`,
      fix: 'Regenerate the definitions with `npx gen-factories`.',
    });
  }

  #space(): void {
    while (this.#text[this.position] === ' ') this.position++;
  }

  #expect(token: string): void {
    if (!this.skip(token)) throw this.error(`"${token}"`);
  }

  #match(pattern: RegExp, expected: string): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.#text);
    if (found === null) throw this.error(expected);
    this.position = pattern.lastIndex;
    return found[0];
  }
}
