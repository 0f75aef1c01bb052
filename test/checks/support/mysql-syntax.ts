import fc from 'fast-check';
import type { InfixOperator, Syntax } from '../../../src/checks/mysql-syntax.ts';

/** The order of the manuals, from `OR` up; of the grammars, where they divide what the manuals put together. */
const BINDING = {
  or: 1,
  xor: 2,
  and: 3,
  not: 4,
  comparison: 5,
  between: 6,
  match: 7,
  bitOr: 8,
  bitAnd: 9,
  shift: 10,
  sum: 11,
  product: 12,
  bitXor: 13,
  prefix: 14,
  collate: 15,
} as const;

/** How a server writes parentheses: MariaDB where they are needed, MySQL around everything. */
export type Style = 'needed' | 'all';

/** Prints an expression so that the parser has to know how tightly each operator binds. */
export function printSyntax(syntax: Syntax, style: Style): string {
  return new Printer(style).print(syntax, BINDING.or);
}

const INFIX_BINDING: Readonly<Record<InfixOperator, number>> = {
  or: BINDING.or,
  xor: BINDING.xor,
  and: BINDING.and,
  '=': BINDING.comparison,
  '<=>': BINDING.comparison,
  '>=': BINDING.comparison,
  '>': BINDING.comparison,
  '<=': BINDING.comparison,
  '<': BINDING.comparison,
  '<>': BINDING.comparison,
  '|': BINDING.bitOr,
  '&': BINDING.bitAnd,
  '<<': BINDING.shift,
  '>>': BINDING.shift,
  '+': BINDING.sum,
  '-': BINDING.sum,
  '*': BINDING.product,
  '/': BINDING.product,
  div: BINDING.product,
  '%': BINDING.product,
  '^': BINDING.bitXor,
};

const TIGHTEST = 99;

class Printer {
  readonly #style: Style;

  constructor(style: Style) {
    this.#style = style;
  }

  /** With parentheses, if it binds less tightly than what is around it. */
  print(syntax: Syntax, atLeast: number): string {
    const [binds, text] = this.#bare(syntax);
    const isNeeded = this.#style === 'all' ? binds < TIGHTEST : binds < atLeast;
    return isNeeded ? `(${text})` : text;
  }

  #list(items: readonly Syntax[]): string {
    return items.map((item) => this.print(item, BINDING.or)).join(',');
  }

  #bare(syntax: Syntax): readonly [binds: number, text: string] {
    switch (syntax.kind) {
      case 'number':
        return [TIGHTEST, syntax.text];
      case 'text':
        return [TIGHTEST, this.#text(syntax.value, syntax.charset)];
      case 'bytes':
        return [TIGHTEST, `0x${syntax.digits}`];
      case 'temporal':
        return [TIGHTEST, `${syntax.type.toUpperCase()}'${syntax.text}'`];
      case 'constant':
        return [TIGHTEST, String(syntax.value).toUpperCase()];
      case 'name':
        return [TIGHTEST, `\`${syntax.name.replaceAll('`', '``')}\``];
      case 'row':
        return [TIGHTEST, `(${this.#list(syntax.items)})`];
      case 'call':
        return [TIGHTEST, `${syntax.name}(${this.#list(syntax.operands)})`];
      case 'cast': {
        const { name, modifiers, charset } = syntax.type;
        const size = modifiers.length === 0 ? '' : `(${modifiers.join(',')})`;
        const type = name + size + (charset === null ? '' : ` charset ${charset}`);
        return [TIGHTEST, `cast(${this.print(syntax.operand, BINDING.or)} as ${type})`];
      }
      case 'case':
        return [TIGHTEST, this.#case(syntax)];
      case 'collate':
        return [
          BINDING.collate,
          `${this.print(syntax.operand, BINDING.collate)} collate ${syntax.collation}`,
        ];
      case 'prefix':
        return syntax.operator === 'not'
          ? [BINDING.not, `not ${this.print(syntax.operand, BINDING.not)}`]
          : [BINDING.prefix, `${syntax.operator} ${this.print(syntax.operand, BINDING.prefix)}`];
      case 'interval':
        return [TIGHTEST, `interval ${this.print(syntax.amount, BINDING.or)} ${syntax.unit}`];
      case 'unread':
        return [TIGHTEST, ''];
      default:
        return this.#predicate(syntax);
    }
  }

  #predicate(
    syntax: Extract<Syntax, { kind: 'infix' | 'is' | 'in' | 'between' | 'match' }>,
  ): readonly [binds: number, text: string] {
    if (syntax.kind === 'infix') {
      const binds = INFIX_BINDING[syntax.operator];
      const [left, right] = [this.print(syntax.left, binds), this.print(syntax.right, binds + 1)];
      return [binds, `${left} ${syntax.operator === '%' ? 'MOD' : syntax.operator} ${right}`];
    }
    const not = syntax.negated ? 'not ' : '';
    if (syntax.kind === 'is') {
      const operand = this.print(syntax.operand, BINDING.comparison);
      return [BINDING.comparison, `${operand} is ${not}${syntax.test}`];
    }
    if (syntax.kind === 'between') {
      const operand = this.print(syntax.operand, BINDING.between + 1);
      const bounds = [syntax.low, syntax.high].map((bound) => this.print(bound, BINDING.between));
      return [BINDING.between, `${operand} ${not}between ${bounds.join(' and ')}`];
    }
    const operand = this.print(syntax.operand, BINDING.match);
    if (syntax.kind === 'in') {
      return [BINDING.match, `${operand} ${not}in (${this.#list(syntax.items)})`];
    }
    const pattern = this.print(syntax.pattern, BINDING.match + 1);
    const escape =
      syntax.escape === null ? '' : ` escape ${this.print(syntax.escape, BINDING.match + 1)}`;
    return [BINDING.match, `${operand} ${not}${syntax.operator} ${pattern}${escape}`];
  }

  #case({ operand, branches, otherwise }: Extract<Syntax, { kind: 'case' }>): string {
    const any = (part: Syntax): string => this.print(part, BINDING.or);
    return [
      'case',
      ...(operand === null ? [] : [any(operand)]),
      ...branches.map(({ when, result }) => `when ${any(when)} then ${any(result)}`),
      ...(otherwise === null ? [] : [`else ${any(otherwise)}`]),
      'end',
    ].join(' ');
  }

  #text(value: string, charset: string | null): string {
    const escaped = value
      .replaceAll('\\', '\\\\')
      .replaceAll("'", "\\'")
      .replaceAll('\n', '\\n')
      .replaceAll('\0', '\\0');
    return `${charset === null ? '' : `_${charset}`}'${escaped}'`;
  }
}

const names = fc.constantFrom('a', 'b', 'weird`name', "it's", 'select', 'and');

const leaves: fc.Arbitrary<Syntax> = fc.oneof(
  fc
    .constantFrom('0', '1', '2.50', '1e3', '18446744073709551615')
    .map((text): Syntax => ({ kind: 'number', text })),
  fc
    .record({
      value: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom("'", '\\', '%\\_', '`', '')),
      charset: fc.constantFrom(null, 'utf8mb4'),
    })
    .map((parts): Syntax => ({ kind: 'text', ...parts, perhapsName: false })),
  names.map((name): Syntax => ({ kind: 'name', name })),
  fc.constantFrom<Syntax>(
    { kind: 'constant', value: null },
    { kind: 'constant', value: true },
    { kind: 'bytes', digits: '0a1f' },
    { kind: 'temporal', type: 'date', text: '2020-01-01' },
  ),
);

/** Random expressions of all that the grammar reads. */
export const syntaxes: fc.Arbitrary<Syntax> = fc.letrec<{ node: Syntax }>((tie) => {
  const node = tie('node');
  const negated = fc.boolean();
  return {
    node: fc.oneof(
      { maxDepth: 5, depthSize: 'medium', withCrossShrink: true },
      leaves,
      fc
        .record({
          operator: fc.constantFrom(...(Object.keys(INFIX_BINDING) as InfixOperator[])),
          left: node,
          right: node,
        })
        .map((parts): Syntax => ({ kind: 'infix', ...parts })),
      fc
        .record({ operator: fc.constantFrom('+' as const, '-' as const), left: node, amount: node })
        .filter(({ amount }) => amount.kind !== 'row')
        .map(({ operator, left, amount }): Syntax => ({
          kind: 'infix',
          operator,
          left,
          right: { kind: 'interval', amount, unit: 'day' },
        })),
      fc
        .record({
          operator: fc.constantFrom('not' as const, '-' as const, '~' as const, 'binary' as const),
          operand: node,
        })
        .map((parts): Syntax => ({ kind: 'prefix', ...parts })),
      fc
        .record({
          test: fc.constantFrom('null' as const, 'true' as const, 'false' as const),
          negated,
          operand: node,
        })
        .map((parts): Syntax => ({ kind: 'is', ...parts })),
      fc
        .record({ negated, operand: node, items: fc.array(node, { minLength: 1, maxLength: 3 }) })
        .map((parts): Syntax => ({ kind: 'in', ...parts })),
      fc
        .record({ negated, operand: node, low: node, high: node })
        .map((parts): Syntax => ({ kind: 'between', ...parts })),
      fc
        .record({
          operator: fc.constantFrom('like' as const, 'regexp' as const),
          negated,
          operand: node,
          pattern: node,
        })
        .chain((parts) =>
          (parts.operator === 'like' ? fc.option(node) : fc.constant(null)).map(
            (escape): Syntax => ({ kind: 'match', ...parts, escape }),
          ),
        ),
      fc
        .record({ operand: node, collation: fc.constant('utf8mb4_bin') })
        .map((parts): Syntax => ({ kind: 'collate', ...parts })),
      fc
        .array(node, { minLength: 2, maxLength: 3 })
        .map((items): Syntax => ({ kind: 'row', items })),
      fc
        .record({
          operand: fc.option(node),
          branches: fc.array(fc.record({ when: node, result: node }), {
            minLength: 1,
            maxLength: 2,
          }),
          otherwise: fc.option(node),
        })
        .map((parts): Syntax => ({ kind: 'case', ...parts })),
      fc
        .record({
          name: fc.constantFrom('coalesce', 'if', 'mod', 'left', 'date', 'interval_of'),
          operands: fc.array(node, { maxLength: 3 }),
        })
        .map((parts): Syntax => ({ kind: 'call', ...parts })),
      fc
        .record({
          operand: node,
          type: fc.constantFrom(
            { name: 'signed', modifiers: [], charset: null },
            { name: 'decimal', modifiers: [10, 2], charset: null },
            { name: 'char', modifiers: [3], charset: 'utf8mb4' },
          ),
        })
        .map((parts): Syntax => ({ kind: 'cast', ...parts })),
    ),
  };
}).node;
