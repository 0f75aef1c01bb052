import { isWord, judge, type Verdict } from './operation.ts';
import { tokensOf, type Token } from './tokens.ts';

/** What is open at a place: a branch of an IF or CASE, or what only has to be closed again. */
interface Frame {
  readonly kind: 'if' | 'case' | 'expression' | 'block' | 'loop';
  /** Whether the branch runs. */
  runs: Verdict;
  /** Whether a branch before it took the operation. */
  taken: Verdict;
}

/** What a statement may follow. */
const BEFORE_STATEMENT = new Set([';', 'begin', 'then', 'else', 'loop', '>', 'atomic']);

/**
 * The words of a function's body that are reached as a trigger fires: those of branches that ask for
 * another `TG_OP` are left out, and those after a RETURN that is certain.
 *
 * @param source - SQL or PL/pgSQL
 * @param operation - what `TG_OP` is
 */
export function liveTokens(source: string, operation: string): readonly Token[] {
  const walk = new Walk(tokensOf(source), operation);
  return walk.run();
}

class Walk {
  readonly #tokens: readonly Token[];
  readonly #operation: string;
  readonly #frames: Frame[] = [];
  readonly #live: Token[] = [];
  #at = 0;

  constructor(tokens: readonly Token[], operation: string) {
    this.#tokens = tokens;
    this.#operation = operation;
  }

  run(): readonly Token[] {
    for (; this.#at < this.#tokens.length; this.#at++) {
      const token = this.#tokens[this.#at]!;
      if (token.kind === 'word') {
        if (token.text === 'return' && this.#isLast()) break;
        this.#step(token.text);
      }
      if (this.#frames.every(({ runs }) => runs !== 'no')) this.#live.push(token);
    }
    return this.#live;
  }

  #step(word: string): void {
    const top = this.#frames.at(-1);
    const starts = this.#startsStatement();
    if (word === 'if' && starts) this.#open('if', this.#condition());
    else if (word === 'elsif' || word === 'elseif') this.#next(top, this.#condition());
    else if (word === 'else') this.#next(top, 'yes');
    else if (word === 'when' && top?.kind === 'case') this.#next(top, this.#value());
    else if (word === 'case') this.#openCase(starts);
    else if (word === 'begin') this.#open('block', 'yes');
    else if (word === 'loop') this.#open('loop', 'maybe');
    else if (word === 'end') this.#close();
  }

  #open(kind: Frame['kind'], runs: Verdict): void {
    this.#frames.push({ kind, runs, taken: runs });
  }

  /** `CASE TG_OP WHEN 'INSERT' THEN …` chooses among statements; any other may be either. */
  #openCase(starts: boolean): void {
    const chooses = starts && isWord(this.#tokens[this.#at + 1], 'tg_op');
    this.#frames.push(
      chooses
        ? { kind: 'case', runs: 'no', taken: 'no' }
        : { kind: 'expression', runs: 'maybe', taken: 'no' },
    );
  }

  /** The next branch runs where those before it did not. */
  #next(frame: Frame | undefined, holds: Verdict): void {
    if (frame?.kind !== 'if' && frame?.kind !== 'case') return;
    const { taken } = frame;
    frame.runs = taken === 'yes' || holds === 'no' ? 'no' : taken === 'maybe' ? 'maybe' : holds;
    if (holds !== 'no' && taken !== 'yes') frame.taken = holds;
  }

  #close(): void {
    const frame = this.#frames.pop();
    // END IF, END LOOP, END CASE: the second word opens nothing.
    const after = this.#tokens[this.#at + 1];
    const named = ['if', 'case', 'loop'].some((word) => isWord(after, word));
    if (named && frame !== undefined) this.#at++;
  }

  #condition(): Verdict {
    return judge(this.#until('then'), this.#operation);
  }

  /** Of `WHEN 'INSERT', 'UPDATE' THEN`. */
  #value(): Verdict {
    const texts = this.#until('then').map(({ text }) => text);
    return texts.includes(this.#operation) ? 'yes' : 'no';
  }

  #until(word: string): readonly Token[] {
    const end = this.#tokens.findIndex((token, at) => at > this.#at && isWord(token, word));
    return end < 0 ? [] : this.#tokens.slice(this.#at + 1, end);
  }

  #startsStatement(): boolean {
    const before = this.#tokens[this.#at - 1];
    return before === undefined || BEFORE_STATEMENT.has(before.text);
  }

  /** A RETURN that is certain to be reached, and returns: RETURN QUERY and NEXT go on. */
  #isLast(): boolean {
    const after = this.#tokens[this.#at + 1];
    if (isWord(after, 'query') || isWord(after, 'next')) return false;
    return this.#startsStatement() && this.#frames.every(({ runs }) => runs === 'yes');
  }
}
