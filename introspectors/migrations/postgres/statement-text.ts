import { tokenize, type SqlToken } from './tokens.ts';

/** A statement as it was written, to look up what its tree has no words for. */
export class StatementText {
  readonly sql: string;
  readonly #offset: number;
  #tokens: readonly SqlToken[] | undefined;

  /**
   * @param sql - the statement alone
   * @param offset - the byte of the text that was parsed at which it begins
   */
  constructor(sql: string, offset: number) {
    this.sql = sql;
    this.#offset = offset;
  }

  /** Read when they are first asked for: a long INSERT never is. */
  get tokens(): readonly SqlToken[] {
    this.#tokens ??= tokenize(this.sql);
    return this.#tokens;
  }

  /** The index of the token at a place that the tree names, or of the first one after it. */
  indexAt(location: number | undefined): number {
    const start = (location ?? 0) - this.#offset;
    const index = this.tokens.findIndex((token) => token.start >= start);
    return index === -1 ? this.tokens.length : index;
  }
}
