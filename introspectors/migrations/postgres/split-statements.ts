/** A statement of a script, and where in the script it begins. */
export interface Statement {
  readonly sql: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Whatever a statement's end may hide in, or hides an end. */
const PIECE =
  /--[^\n]*|\/\*|(?<![\w$])[eE]'(?:[^'\\]|''|\\[^])*(?:'|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|[();]|^\\.*$/gm;

const MAKES_FUNCTION = /^\s*create\s+(?:or\s+replace\s+)?(?:function|procedure)\b/i;
const COPIES_IN = /^\s*copy\b[^]*\bfrom\s+stdin\b/i;
const END_OF_ROWS = /^\\\.[ \t\r]*$/gm;

/**
 * Takes a script apart at the semicolons that end statements, as `psql` does: not those in quotes,
 * comments, parentheses and bodies of functions. Lines for `psql` itself and rows that follow a COPY
 * are left out.
 */
export function splitStatements(script: string): readonly Statement[] {
  return new Splitter(script).split();
}

class Splitter {
  readonly #script: string;
  readonly #statements: Statement[] = [];
  /** Where the statement begins that is read; null where none has begun. */
  #start: number | null = null;
  #parentheses = 0;
  /** How many BEGIN ATOMIC and CASE are open. */
  #blocks = 0;
  #counted = 0;
  #line = 1;

  constructor(script: string) {
    this.#script = script;
  }

  split(): readonly Statement[] {
    const pieces = new RegExp(PIECE);
    let from = 0;
    for (let found = pieces.exec(this.#script); found; found = pieces.exec(this.#script)) {
      const [piece] = found;
      this.#begin(from, found.index);
      from = this.#read(piece, found.index);
      pieces.lastIndex = from;
    }
    this.#begin(from, this.#script.length);
    this.#end(this.#script.length);
    return this.#statements;
  }

  /** What is neither space nor a piece begins a statement. */
  #begin(from: number, to: number): void {
    if (this.#start !== null) return;
    const at = this.#script.slice(from, to).search(/\S/);
    if (at !== -1) this.#start = from + at;
  }

  /** @returns where to read on */
  #read(piece: string, at: number): number {
    const after = at + piece.length;
    if (piece.startsWith('--')) return after;
    if (piece === '/*') return this.#afterComment(after);
    if (piece.startsWith('\\')) {
      // Inside a statement a backslash is no command.
      return this.#start === null ? after : at + 1;
    }
    if (piece === ';' && this.#parentheses <= 0 && this.#blocks === 0) return this.#end(at);
    this.#start ??= at;
    if (piece === '(') this.#parentheses++;
    if (piece === ')') this.#parentheses--;
    if (piece.startsWith('$')) return this.#afterDollars(piece, after);
    if (/^[a-z]/i.test(piece)) this.#word(piece.toLowerCase(), at);
    return after;
  }

  #word(word: string, at: number): void {
    if (this.#blocks > 0) {
      if (word === 'case') this.#blocks++;
      if (word === 'end') this.#blocks--;
    } else if (
      word === 'atomic' &&
      MAKES_FUNCTION.test(this.#script.slice(this.#start ?? at, at))
    ) {
      this.#blocks = 1;
    }
  }

  #afterComment(from: number): number {
    const ends = /\/\*|\*\//g;
    ends.lastIndex = from;
    let depth = 1;
    for (let found = ends.exec(this.#script); found; found = ends.exec(this.#script)) {
      depth += found[0] === '/*' ? 1 : -1;
      if (depth === 0) return ends.lastIndex;
    }
    return this.#script.length;
  }

  #afterDollars(quote: string, from: number): number {
    const end = this.#script.indexOf(quote, from);
    return end === -1 ? this.#script.length : end + quote.length;
  }

  #end(at: number): number {
    const start = this.#start;
    this.#start = null;
    this.#parentheses = 0;
    this.#blocks = 0;
    if (start === null) return at + 1;
    const sql = this.#script.slice(start, at);
    this.#statements.push({ sql, line: this.#lineAt(start) });
    return COPIES_IN.test(sql.slice(0, 10_000)) ? this.#afterRows(at + 1) : at + 1;
  }

  #afterRows(from: number): number {
    const end = new RegExp(END_OF_ROWS);
    end.lastIndex = from;
    return end.exec(this.#script) === null ? this.#script.length : end.lastIndex;
  }

  #lineAt(place: number): number {
    for (; this.#counted < place; this.#counted++) {
      if (this.#script[this.#counted] === '\n') this.#line++;
    }
    return this.#line;
  }
}
