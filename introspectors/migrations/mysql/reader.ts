import { NotRead } from '../not-read.ts';
import { tokenize, type SqlToken } from './tokens.ts';

/** Goes through a statement token by token. Keywords are told apart without regard to case. */
export class Reader {
  readonly sql: string;
  /** What was passed over, to be told once the statement is applied. */
  readonly notes: string[] = [];
  readonly #tokens: readonly SqlToken[];
  #at = 0;

  constructor(sql: string) {
    this.sql = sql;
    this.#tokens = tokenize(sql);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  get next(): SqlToken | undefined {
    return this.#tokens[this.#at];
  }

  /** Whether these keywords or symbols are next, in this order. */
  peek(...words: readonly string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.#tokens[this.#at + ahead];
      if (token?.kind === 'symbol') return token.text === word;
      return token?.kind === 'word' && token.text.toUpperCase() === word;
    });
  }

  take(...words: readonly string[]): boolean {
    if (!this.peek(...words)) return false;
    this.#at += words.length;
    return true;
  }

  /** The one of some keywords that is next. */
  takeOne<Word extends string>(...words: readonly Word[]): Word | undefined {
    return words.find((word) => this.take(word));
  }

  expect(...words: readonly string[]): void {
    if (!this.take(...words)) throw new NotRead(`${words.join(' ')} is expected ${this.#place()}`);
  }

  skip(): SqlToken {
    const token = this.next;
    if (token === undefined) throw new NotRead('The statement ends too early');
    this.#at += 1;
    return token;
  }

  /** A name, quoted or not. */
  takeName(): string {
    const token = this.skip();
    if (token.kind === 'symbol' || token.kind === 'number')
      throw new NotRead(`A name is expected ${this.#place()}`);
    return token.text;
  }

  /** The last part of `database.name`: which database it is, the connection decides. */
  takePath(): string {
    let name = this.takeName();
    while (this.take('.')) name = this.takeName();
    return name;
  }

  takeText(): string {
    const token = this.skip();
    if (token.kind !== 'text') throw new NotRead(`A text is expected ${this.#place()}`);
    return token.text;
  }

  /** What is in parentheses, the first of which is next, as it is written. */
  takeParenthesized(): string {
    const open = this.next;
    this.expect('(');
    let depth = 1;
    while (depth > 0) {
      const token = this.skip();
      if (token.kind !== 'symbol') continue;
      if (token.text === '(') depth++;
      if (token.text === ')') depth--;
    }
    return this.sql.slice(open?.end ?? 0, this.#tokens[this.#at - 1]!.start).trim();
  }

  /** Passes over all up to a comma or parenthesis of this level, or the end. */
  skipToComma(): void {
    while (!this.isAtEnd && !this.peek(',') && !this.peek(')')) {
      if (this.peek('(')) this.takeParenthesized();
      else this.skip();
    }
  }

  /** Things with commas between them, in parentheses. */
  list<Item>(read: () => Item): readonly Item[] {
    this.expect('(');
    const items: Item[] = [];
    do items.push(read());
    while (this.take(','));
    this.expect(')');
    return items;
  }

  noteLater(what: string): void {
    this.notes.push(what);
  }

  /** All that is left, as it is written. */
  rest(): string {
    return this.sql.slice(this.next?.start ?? this.sql.length);
  }

  #place(): string {
    const token = this.#tokens[this.#at - 1];
    return token === undefined
      ? 'at the beginning'
      : `near ${this.sql.slice(token.start, token.end + 20)}`;
  }
}
