import type { Syntax } from '../../../../src/checks/mysql-syntax.ts';
import { callText, caseText, castText, literal, not, Unprintable, type Of } from './words.ts';

/** How tightly things bind; what binds less than what it is in gets parentheses. */
const BINDS: Readonly<Record<string, number>> = {
  or: 1,
  xor: 2,
  and: 3,
  '=': 5,
  '<=>': 5,
  '<>': 5,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '|': 8,
  '&': 9,
  '<<': 10,
  '>>': 10,
  '+': 11,
  '-': 11,
  '*': 12,
  '/': 12,
  div: 12,
  '%': 12,
  '^': 13,
};

/** MariaDB prints the parentheses that are needed, and some that are not. */
export class MariadbPrinter {
  /** @param least - what binds less tightly gets parentheses */
  print(syntax: Syntax, least: number): string {
    const plain = syntax.kind === 'constant' ? undefined : literal(syntax);
    if (plain !== undefined) return plain;
    const [binds, text] = this.#parts(syntax);
    return binds < least ? `(${text})` : text;
  }

  #parts(syntax: Syntax): readonly [number, string] {
    const print = (part: Syntax): string => this.print(part, 0);
    switch (syntax.kind) {
      case 'prefix':
        return this.#prefix(syntax);
      case 'infix': {
        const { operator, left, right } = syntax;
        const binds = BINDS[operator] ?? 0;
        const word = operator === '%' ? 'MOD' : operator === 'div' ? 'DIV' : operator;
        const isList = operator === 'and' || operator === 'or';
        const [first, second] = [
          this.print(left, binds),
          this.print(right, isList ? binds : binds + 1),
        ];
        return [binds, `${first} ${word} ${second}`];
      }
      case 'is':
        return [5, `${this.print(syntax.operand, 5)} is ${not(syntax)}${syntax.test}`];
      case 'in':
        return [
          7,
          `${this.print(syntax.operand, 7)} ${not(syntax)}in (${syntax.items.map(print).join(',')})`,
        ];
      case 'between':
        return [
          6,
          `${this.print(syntax.operand, 6)} ${not(syntax)}between ${this.print(syntax.low, 6)} and ${this.print(syntax.high, 6)}`,
        ];
      case 'match':
        return this.#match(syntax);
      case 'row':
        return [16, `(${syntax.items.map(print).join(',')})`];
      case 'constant':
        return [16, syntax.value === null ? 'NULL' : syntax.value ? '1' : '0'];
      case 'collate':
        return [15, `${this.print(syntax.operand, 15)} collate ${syntax.collation}`];
      case 'case':
        return [16, caseText(syntax, print)];
      case 'call':
        return [16, callText(syntax.name, syntax.operands.map(print))];
      case 'cast':
        return [16, castText(print(syntax.operand), syntax)];
      case 'interval':
        return [16, `interval ${print(syntax.amount)} ${syntax.unit}`];
      default:
        throw new Unprintable(syntax.kind);
    }
  }

  #match(syntax: Of<'match'>): readonly [number, string] {
    const { operator, negated } = syntax;
    if (operator === 'regexp' && negated) {
      return [14, `!(${this.#match({ ...syntax, negated: false })[1]})`];
    }
    const operand = this.print(syntax.operand, 7);
    const pattern = this.print(syntax.pattern, 8);
    const escape = syntax.escape === null ? '' : ` escape ${this.print(syntax.escape, 8)}`;
    // Two spaces are what the server prints.
    return [7, `${operand} ${negated ? ' not ' : ''}${operator} ${pattern}${escape}`];
  }

  #prefix({ operator, operand }: Of<'prefix'>): readonly [number, string] {
    if (operator === '+') return [14, this.print(operand, 14)];
    if (operator !== 'not') return [14, `${operator}${this.print(operand, 14)}`];
    return [14, `!${this.print(operand, 14)}`];
  }
}
