import type { Syntax } from '../../../../src/checks/mysql-syntax.ts';
import { callText, caseText, castText, literal, not, Unprintable, type Of } from './words.ts';

/** MySQL puts every operation in parentheses. */
export class MysqlPrinter {
  print(syntax: Syntax): string {
    const plain = literal(syntax);
    if (plain !== undefined) return plain;
    const print = (part: Syntax): string => this.print(part);
    switch (syntax.kind) {
      case 'prefix':
        return this.#prefix(syntax);
      case 'infix':
        return `(${this.#chain(syntax).join(` ${wordOf(syntax)} `)})`;
      case 'is': {
        return `(${print(syntax.operand)} is ${not(syntax)}${syntax.test})`;
      }
      case 'in':
        return `(${print(syntax.operand)} ${not(syntax)}in (${syntax.items.map(print).join(',')}))`;
      case 'between':
        return `(${print(syntax.operand)} ${not(syntax)}between ${print(syntax.low)} and ${print(syntax.high)})`;
      case 'match':
        return this.#match(syntax);
      case 'row':
        return `(${syntax.items.map(print).join(',')})`;
      case 'collate':
        return `(${print(syntax.operand)} collate ${syntax.collation})`;
      case 'case':
        return `(${caseText(syntax, print)})`;
      case 'call':
        return callText(syntax.name, syntax.operands.map(print));
      case 'cast':
        return castText(print(syntax.operand), syntax);
      case 'interval':
        return `interval ${print(syntax.amount)} ${syntax.unit}`;
      default:
        throw new Unprintable(syntax.kind);
    }
  }

  #prefix({ operator, operand }: Of<'prefix'>): string {
    if (operator === 'not') return `(not(${this.print(operand)}))`;
    if (operator === 'binary') return `cast(${this.print(operand)} as char charset binary)`;
    if (operator === '+') return this.print(operand);
    return `${operator}(${this.print(operand)})`;
  }

  /** `a and b and c` is one list. */
  #chain({ operator, left, right }: Of<'infix'>): readonly string[] {
    const flat = operator === 'and' || operator === 'or';
    const side = (part: Syntax): readonly string[] =>
      flat && part.kind === 'infix' && part.operator === operator
        ? this.#chain(part)
        : [this.print(part)];
    return [...side(left), ...side(right)];
  }

  #match(syntax: Of<'match'>): string {
    const operand = this.print(syntax.operand);
    const pattern = this.print(syntax.pattern);
    if (syntax.operator === 'regexp') {
      const call = `regexp_like(${operand},${pattern})`;
      return syntax.negated ? `(not(${call}))` : call;
    }
    const escape = syntax.escape === null ? '' : ` escape ${this.print(syntax.escape)}`;
    const like = `(${operand} like ${pattern}${escape})`;
    return syntax.negated ? `(not(${like}))` : like;
  }
}

function wordOf({ operator }: Of<'infix'>): string {
  return operator === 'div' ? 'DIV' : operator;
}
