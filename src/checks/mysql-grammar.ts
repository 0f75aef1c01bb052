import { readSpecialCall } from './mysql-special-calls.ts';
import type { InfixOperator, PrefixOperator, Syntax } from './mysql-syntax.ts';
import { TokenReader } from './mysql-token-reader.ts';
import { tokenize, Unreadable } from './mysql-tokens.ts';

/**
 * How tightly operators bind, of both servers. MySQL prints every pair of parentheses, MariaDB only
 * those that these numbers do not spare it, so that `a = b in (1)` is `a = (b in (1))`.
 */
const BINDING = {
  or: 1,
  xor: 2,
  and: 3,
  not: 4,
  /** IS too: `a = b is null` is `(a = b) is null`. */
  comparison: 5,
  between: 6,
  /** LIKE, REGEXP, IN. */
  match: 7,
  '|': 8,
  '&': 9,
  shift: 10,
  sum: 11,
  product: 12,
  '^': 13,
  /** A sign, `~`, `!`, BINARY. */
  prefix: 14,
  collate: 15,
  member: 16,
} as const;

const INFIX: ReadonlyMap<string, { readonly operator: InfixOperator; readonly binds: number }> =
  new Map([
    ...operators(BINDING.or, { or: 'or', '||': 'or' }),
    ...operators(BINDING.xor, { xor: 'xor' }),
    ...operators(BINDING.and, { and: 'and', '&&': 'and' }),
    ...operators(BINDING.comparison, { '=': '=', '<=>': '<=>', '<>': '<>', '!=': '<>' }),
    ...operators(BINDING.comparison, { '<': '<', '<=': '<=', '>': '>', '>=': '>=' }),
    ...operators(BINDING['|'], { '|': '|' }),
    ...operators(BINDING['&'], { '&': '&' }),
    ...operators(BINDING.shift, { '<<': '<<', '>>': '>>' }),
    ...operators(BINDING.sum, { '+': '+', '-': '-' }),
    ...operators(BINDING.product, { '*': '*', '/': '/', div: 'div', '%': '%', mod: '%' }),
    ...operators(BINDING['^'], { '^': '^' }),
  ]);

function operators(
  binds: number,
  spellings: Readonly<Record<string, InfixOperator>>,
): readonly (readonly [string, { operator: InfixOperator; binds: number }])[] {
  return Object.entries(spellings).map(([text, operator]) => [text, { operator, binds }] as const);
}

const SIGNS: ReadonlyMap<string, PrefixOperator> = new Map([
  ['-', '-'],
  ['+', '+'],
  ['~', '~'],
  ['!', 'not'],
  ['binary', 'binary'],
]);

const UNITS: ReadonlySet<string> = new Set(
  `microsecond second minute hour day week month quarter year second_microsecond
  minute_microsecond minute_second hour_microsecond hour_second hour_minute day_microsecond
  day_second day_minute day_hour year_month`.split(/\s+/),
);

/**
 * Reads an expression by the grammar that MySQL and MariaDB share. What in it has no rule here is an
 * `unread` part, as small as the parentheses around it; nothing is thrown.
 *
 * @param sql - the expression, as a server prints it
 * @example
 * ```ts
 * parseMysqlSyntax('`a` is null <> (`b` is null)');
 * // { kind: 'infix', operator: '<>', left: { kind: 'is', … }, right: { kind: 'is', … } }
 * ```
 */
export function parseMysqlSyntax(sql: string): Syntax {
  try {
    const tokens = new TokenReader(tokenize(sql));
    return new Grammar(tokens).readAll();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const quoted = [...sql.matchAll(/`((?:[^`]|``)+)`/g)].map(([, name = '']) => name);
    return { kind: 'unread', names: quoted };
  }
}

/** Deeper nesting is of no check that a person wrote, and of no use to solve. */
const DEEPEST = 400;

class Grammar {
  readonly #tokens: TokenReader;
  #depth = 0;

  constructor(tokens: TokenReader) {
    this.#tokens = tokens;
  }

  readAll(): Syntax {
    const start = this.#tokens.place;
    try {
      const syntax = this.read(BINDING.or);
      if (!this.#tokens.isAtEnd) throw new Unreadable('after the end');
      return syntax;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return { kind: 'unread', names: this.#tokens.namesSince(start, 'end') };
    }
  }

  /** What follows, with the operators that bind at least so tightly. */
  read(binds: number): Syntax {
    this.#depth += 1;
    try {
      if (this.#depth > DEEPEST) throw new Unreadable('too deep');
      let syntax = this.#prefixed(binds);
      for (;;) {
        const longer = this.#continued(syntax, binds);
        if (longer === undefined) return syntax;
        syntax = longer;
      }
    } finally {
      this.#depth -= 1;
    }
  }

  #prefixed(binds: number): Syntax {
    if (binds <= BINDING.not && this.#tokens.take('not')) {
      return { kind: 'prefix', operator: 'not', operand: this.read(BINDING.not) };
    }
    for (const [text, operator] of SIGNS) {
      if (this.#tokens.take(text)) {
        return { kind: 'prefix', operator, operand: this.read(BINDING.prefix) };
      }
    }
    return this.#primary();
  }

  /** The left side together with the next operator and its right side, if that binds tightly enough. */
  #continued(left: Syntax, binds: number): Syntax | undefined {
    const infix = this.#tokens.peekOne(INFIX);
    if (infix !== undefined) {
      if (infix.binds < binds) return undefined;
      this.#tokens.skip();
      const isSum = infix.binds === BINDING.sum;
      const right =
        isSum && this.#tokens.take('interval') ? this.#interval() : this.read(infix.binds + 1);
      return { kind: 'infix', operator: infix.operator, left, right };
    }
    if (binds <= BINDING.comparison && this.#tokens.take('is')) return this.#test(left);
    if (binds <= BINDING.match) {
      const test = this.#predicate(left, binds);
      if (test !== undefined) return test;
    }
    if (binds <= BINDING.collate && this.#tokens.take('collate')) {
      return { kind: 'collate', operand: left, collation: this.#tokens.takeWord() };
    }
    return this.#member(left);
  }

  #test(operand: Syntax): Syntax {
    const negated = this.#tokens.take('not');
    const test = (['null', 'true', 'false'] as const).find((word) => this.#tokens.take(word));
    if (test === undefined) this.#tokens.expect('unknown');
    return { kind: 'is', test: test ?? 'null', negated, operand };
  }

  #predicate(operand: Syntax, binds: number): Syntax | undefined {
    const negated = this.#tokens.peek('not');
    const ahead = negated ? 1 : 0;
    const takes = (...words: readonly string[]): boolean => {
      if (!words.some((word) => this.#tokens.peek(word, ahead))) return false;
      this.#tokens.skip(1 + ahead);
      return true;
    };
    if (binds <= BINDING.between && takes('between')) return this.#between(operand, negated);
    if (takes('in')) return { kind: 'in', negated, operand, items: this.#list() };
    if (takes('like')) {
      const pattern = this.read(BINDING.match + 1);
      const escape = this.#tokens.take('escape') ? this.read(BINDING.match + 1) : null;
      return { kind: 'match', operator: 'like', negated, operand, pattern, escape };
    }
    if (takes('regexp', 'rlike')) {
      const pattern = this.read(BINDING.match + 1);
      return { kind: 'match', operator: 'regexp', negated, operand, pattern, escape: null };
    }
    if (!negated && this.#tokens.peek('of', 1) && takes('member')) {
      this.#tokens.expect('of');
      return { kind: 'call', name: 'member of', operands: [operand, ...this.#list()] };
    }
    return undefined;
  }

  #between(operand: Syntax, negated: boolean): Syntax {
    const low = this.read(BINDING.between);
    this.#tokens.expect('and');
    return { kind: 'between', negated, operand, low, high: this.read(BINDING.between) };
  }

  /** `document->'$.path'`. */
  #member(document: Syntax): Syntax | undefined {
    const unquoted = this.#tokens.take('->>');
    if (!unquoted && !this.#tokens.take('->')) return undefined;
    const operands = [document, this.#primary()];
    const member: Syntax = { kind: 'call', name: 'json_extract', operands };
    return unquoted ? { kind: 'call', name: 'json_unquote', operands: [member] } : member;
  }

  #primary(): Syntax {
    const literal = this.#tokens.takeLiteral();
    if (literal !== undefined) return literal;
    if (this.#tokens.peek('(')) return this.#group();
    if (this.#tokens.take('case')) return this.#case();
    if (this.#tokens.take('interval')) {
      const syntax = this.#interval();
      if (syntax.kind === 'interval') throw new Unreadable('an interval before a date');
      return syntax;
    }
    const word = this.#tokens.takeName();
    if (this.#tokens.peek('(')) return this.#call(word);
    let name = word;
    while (this.#tokens.take('.')) name = this.#tokens.takeName();
    return { kind: 'name', name };
  }

  #group(): Syntax {
    return this.#recovering(() => {
      const items = this.#list();
      const [only] = items;
      return items.length === 1 && only !== undefined ? only : { kind: 'row', items };
    });
  }

  #list(): readonly Syntax[] {
    this.#tokens.expect('(');
    const items: Syntax[] = [];
    if (this.#tokens.take(')')) return items;
    do items.push(this.read(BINDING.or));
    while (this.#tokens.take(','));
    this.#tokens.expect(')');
    return items;
  }

  #call(word: string): Syntax {
    const name = word.toLowerCase();
    return this.#recovering(
      () =>
        readSpecialCall(name, this.#tokens, () => this.read(BINDING.or)) ?? {
          kind: 'call',
          name,
          operands: this.#list(),
        },
    );
  }

  /** Reads something in parentheses; where that fails, all up to the closing one is unread. */
  #recovering(read: () => Syntax): Syntax {
    const start = this.#tokens.place;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return { kind: 'unread', names: this.#tokens.namesSince(start, 'closed') };
    }
  }

  #case(): Syntax {
    const operand = this.#tokens.peek('when') ? null : this.read(BINDING.or);
    const branches: { when: Syntax; result: Syntax }[] = [];
    while (this.#tokens.take('when')) {
      const when = this.read(BINDING.or);
      this.#tokens.expect('then');
      branches.push({ when, result: this.read(BINDING.or) });
    }
    const otherwise = this.#tokens.take('else') ? this.read(BINDING.or) : null;
    this.#tokens.expect('end');
    return { kind: 'case', operand, branches, otherwise };
  }

  /** `interval 3 day`, or the function of that name. */
  #interval(): Syntax {
    const amount = this.read(BINDING.or);
    const unit = this.#tokens.peekWord();
    if (unit !== undefined && UNITS.has(unit)) {
      this.#tokens.skip();
      return { kind: 'interval', amount, unit };
    }
    if (amount.kind !== 'row') throw new Unreadable('an interval without a unit');
    return { kind: 'call', name: 'interval', operands: amount.items };
  }
}
