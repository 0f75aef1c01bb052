import type { Arithmetic, Expression, Literal } from './expression.ts';
import { asNumber } from './mysql-comparisons.ts';
import { commonSign, isNonNegative, kindOf, signOf } from './mysql-kinds.ts';
import type { Sign } from './mysql-known-functions.ts';
import { numberLiteral, textAsNumber } from './mysql-literals.ts';
import type { ArithmeticSymbol } from './mysql-syntax.ts';
import { typeOf } from './type-of.ts';

/** What arithmetic yields, and what has to be so for it not to fail. */
export interface Calculation {
  readonly value: Expression;
  /**
   * Of a number without a sign, that it is not below 0: MySQL refuses the row otherwise. `sign` tells
   * whether all servers do.
   */
  readonly fails: { readonly below0: Expression; readonly sign: Sign } | null;
}

/**
 * Arithmetic as MySQL does it.
 *
 * @returns undefined for operands that are made numbers by rules not modelled here
 */
export function calculate(
  operator: ArithmeticSymbol,
  left: Expression,
  right: Expression,
): Calculation | undefined {
  const [a, b] = [operandOf(left), operandOf(right)];
  if (a === undefined || b === undefined) return undefined;
  const own = ownOperator(operator, a, b);
  if (own === undefined) {
    const name = BITWISE[operator] ?? operator;
    const value: Expression = { kind: 'call', name, operands: [a, b], strict: true };
    const mayFail = FAILING.has(operator) && commonSign([a, b]) !== 'signed';
    return certain(mayFail ? unsigned(value) : value);
  }
  const value: Arithmetic = { kind: 'arithmetic', operator: own, left: a, right: b };
  if (own === '%' && !(isWhole(a) && isWhole(b)) && !isNonNegative(a)) {
    return certain(remainder(value));
  }
  const sign = commonSign([a, b]);
  if (sign === 'signed' || !isWhole(a) || !isWhole(b) || staysAbove0(operator, a, b)) {
    return certain(value);
  }
  return { value, fails: { below0: value, sign } };
}

/** A number without a sign: MySQL fails where it would be below 0, and so does the evaluator. */
export function unsigned(value: Expression): Expression {
  return { kind: 'call', name: 'UNSIGNED', operands: [value], strict: true };
}

const FAILING: ReadonlySet<ArithmeticSymbol> = new Set(['+', '-', '*', 'div']);

/** Of a negative decimal, MariaDB has a remainder of −0 that is not 0. */
function remainder(value: Arithmetic): Expression {
  const { left, right } = value;
  const when: Expression = { kind: 'comparison', operator: '<', left, right: numberLiteral('0') };
  const result: Expression = { kind: 'call', name: 'MOD', operands: [left, right], strict: true };
  return { kind: 'case', branches: [{ when, result }], otherwise: value };
}

/** These have other meanings elsewhere: of signed numbers, or of other things than numbers. */
const BITWISE: Partial<Readonly<Record<ArithmeticSymbol, string>>> = {
  '&': 'BIT_AND',
  '|': 'BIT_OR',
  '^': 'BIT_XOR',
  '<<': 'SHIFT_LEFT',
  '>>': 'SHIFT_RIGHT',
};

/** `-x`; undefined for what is no number. */
export function negative(operand: Expression): Expression | undefined {
  const number = operandOf(operand);
  if (number === undefined) return undefined;
  if (number.kind === 'literal' && number.value !== null) {
    const text = String(number.value);
    return { ...number, value: signedLiteral(text).value };
  }
  // Of numbers without a sign the result has one, which a subtraction from 0 would not have; of the
  // largest of them it fails.
  const call: Expression = { kind: 'call', name: '-', operands: [number], strict: true };
  if (signOf(number) !== 'signed') return unsigned(call);
  return isExact(number)
    ? { kind: 'arithmetic', operator: '-', left: numberLiteral('0'), right: number }
    : call;
}

function signedLiteral(text: string): Literal {
  return numberLiteral(text.startsWith('-') ? text.slice(1) : `-${text}`);
}

function certain(value: Expression): Calculation {
  return { value, fails: null };
}

function operandOf(expression: Expression): Expression | undefined {
  switch (kindOf(expression)) {
    case 'null':
    case 'number':
    case 'unknown':
      return expression;
    case 'boolean':
      return asNumber(expression);
    case 'text':
      return expression.kind === 'literal' ? textAsNumber(expression) : undefined;
    default:
      return undefined;
  }
}

/** The tree's operator, where that calculates the same: on exact numbers. */
function ownOperator(
  operator: ArithmeticSymbol,
  left: Expression,
  right: Expression,
): Arithmetic['operator'] | undefined {
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '%':
      return isExact(left) && isExact(right) ? operator : undefined;
    case 'div':
      return [left, right].every((side) => typeOf(side)?.kind === 'integer') ? '/' : undefined;
    default:
      return undefined;
  }
}

/** Doubles round, and what an unknown function yields may be one. */
function isExact(expression: Expression): boolean {
  if (kindOf(expression) === 'null') return true;
  return typeOf(expression)?.kind === 'decimal' || isWhole(expression);
}

/** Functions that count yield whole numbers; operators are calls where their operands may be doubles. */
function isWhole(expression: Expression): boolean {
  if (typeOf(expression)?.kind === 'integer') return true;
  return expression.kind === 'call' && expression.name === 'extract';
}

function staysAbove0(operator: ArithmeticSymbol, left: Expression, right: Expression): boolean {
  return operator === '%' || (operator !== '-' && isNonNegative(left) && isNonNegative(right));
}
