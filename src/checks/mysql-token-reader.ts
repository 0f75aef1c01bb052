import type { Syntax } from './mysql-syntax.ts';
import { Unreadable, type Token } from './mysql-tokens.ts';

/** Goes through tokens one after another. Words are told apart without regard to case. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get place(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  skip(count = 1): void {
    this.#at += count;
  }

  /** Whether a keyword or symbol is next, or so many tokens after that. */
  peek(text: string, ahead = 0): boolean {
    return this.#textAt(ahead) === text;
  }

  /** The entry of a table for the keyword or symbol that is next. */
  peekOne<T>(table: ReadonlyMap<string, T>): T | undefined {
    const text = this.#textAt(0);
    return text === undefined ? undefined : table.get(text);
  }

  /** The word that is next, in lower case. */
  peekWord(): string | undefined {
    return this.#tokens[this.#at]?.kind === 'word' ? this.#textAt(0) : undefined;
  }

  take(text: string): boolean {
    if (!this.peek(text)) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new Unreadable(`no ${text}`);
  }

  /** A word in lower case. */
  takeWord(): string {
    const word = this.peekWord();
    if (word === undefined) throw new Unreadable('no word');
    this.#at += 1;
    return word;
  }

  /** A name, quoted or not. */
  takeName(): string {
    const token = this.#tokens[this.#at];
    if (
      token?.kind !== 'name' &&
      (token?.kind !== 'word' || RESERVED.has(token.text.toLowerCase()))
    )
      throw new Unreadable('no name');
    this.#at += 1;
    return token.text;
  }

  takeNumber(): number {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'number') throw new Unreadable('no number');
    this.#at += 1;
    return Number(token.text);
  }

  takeLiteral(): Syntax | undefined {
    const token = this.#tokens[this.#at];
    switch (token?.kind) {
      case 'number':
        this.#at += 1;
        return { kind: 'number', text: token.text };
      case 'bytes':
        this.#at += 1;
        return { kind: 'bytes', digits: token.text };
      case 'text':
        return this.#text(null);
      case 'word':
        return this.#wordLiteral(token.text);
      default:
        return undefined;
    }
  }

  /**
   * The names in all that was read since a place, and in what follows: up to the parenthesis that
   * closes the first one since, or to the end.
   */
  namesSince(place: number, until: 'closed' | 'end'): readonly string[] {
    let depth = 0;
    let end = place;
    do {
      const token = this.#tokens[end];
      if (token?.kind === 'symbol' && token.text === '(') depth += 1;
      if (token?.kind === 'symbol' && token.text === ')') depth -= 1;
      end += 1;
    } while (end < this.#tokens.length && (until === 'end' || depth > 0));
    if (until === 'closed' && depth > 0) throw new Unreadable('no )');
    this.#at = end;
    return this.#tokens
      .slice(place, end)
      .flatMap((token) => (token.kind === 'name' || token.kind === 'word' ? [token.text] : []));
  }

  #textAt(ahead: number): string | undefined {
    const token = this.#tokens[this.#at + ahead];
    if (token?.kind === 'symbol') return token.text;
    return token?.kind === 'word' ? token.text.toLowerCase() : undefined;
  }

  /** Literals side by side are one. */
  #text(charset: string | null): Syntax | undefined {
    let value = '';
    let perhapsName = false;
    const start = this.#at;
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token?.kind !== 'text') break;
      value += token.text;
      perhapsName ||= token.quote === '"';
      this.#at += 1;
    }
    if (this.#at === start) return undefined;
    return { kind: 'text', value, charset, perhapsName: perhapsName && this.#at === start + 1 };
  }

  /** `TRUE`, `NULL`, `DATE'2020-01-01'`, `_utf8mb4'text'`. */
  #wordLiteral(word: string): Syntax | undefined {
    const keyword = word.toLowerCase();
    const next = this.#tokens[this.#at + 1];
    if (CONSTANTS.has(keyword)) {
      this.#at += 1;
      return { kind: 'constant', value: CONSTANTS.get(keyword) ?? null };
    }
    if (next?.kind !== 'text') return undefined;
    if (keyword === 'date' || keyword === 'time' || keyword === 'timestamp') {
      this.#at += 2;
      return { kind: 'temporal', type: keyword, text: next.text };
    }
    if (!keyword.startsWith('_') && keyword !== 'n') return undefined;
    this.#at += 1;
    return this.#text(keyword === 'n' ? 'utf8mb3' : keyword.slice(1));
  }
}

const CONSTANTS: ReadonlyMap<string, true | false | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What cannot be a name without quotes, so that a missing operand is noticed. */
const RESERVED: ReadonlySet<string> = new Set(
  `and between by case collate div else end escape from in is like not or regexp rlike select
  then using when where xor`.split(/\s+/),
);
