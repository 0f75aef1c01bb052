import { ts } from 'ts-morph';
import type { Place } from '../../../src/schema/schema.ts';
import {
  describe,
  isPrimitive,
  known,
  textOf,
  unreadable,
  type Primitive,
  type Value,
} from './value.ts';

/** `=`, `+=`, `??=` and their like. */
export function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

/**
 * Whether a condition holds.
 *
 * @throws Unreadable where that is not known
 */
export function isTrue(value: Value): boolean {
  return Boolean(known(value));
}

type Numbers = (a: number, b: number) => number | boolean;

const ARITHMETIC: Readonly<Record<number, Numbers>> = {
  [ts.SyntaxKind.MinusToken]: (a, b) => a - b,
  [ts.SyntaxKind.AsteriskToken]: (a, b) => a * b,
  [ts.SyntaxKind.SlashToken]: (a, b) => a / b,
  [ts.SyntaxKind.PercentToken]: (a, b) => a % b,
  [ts.SyntaxKind.AsteriskAsteriskToken]: (a, b) => a ** b,
  [ts.SyntaxKind.LessThanLessThanToken]: (a, b) => a << b,
  [ts.SyntaxKind.GreaterThanGreaterThanToken]: (a, b) => a >> b,
  [ts.SyntaxKind.AmpersandToken]: (a, b) => a & b,
  [ts.SyntaxKind.BarToken]: (a, b) => a | b,
  [ts.SyntaxKind.LessThanToken]: (a, b) => a < b,
  [ts.SyntaxKind.LessThanEqualsToken]: (a, b) => a <= b,
  [ts.SyntaxKind.GreaterThanToken]: (a, b) => a > b,
  [ts.SyntaxKind.GreaterThanEqualsToken]: (a, b) => a >= b,
};

/**
 * `a + b`, `a === b` and the like.
 *
 * @param operator - the token between the two
 * @throws Unreadable for what the operator does not take, and for what is not known
 */
export function applyBinary(
  operator: ts.SyntaxKind,
  left: Value,
  right: Value,
  place: Place,
): Value {
  const [a, b] = [known(left), known(right)];
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
      return plus(a, b, place);
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return a === b;
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return a !== b;
    case ts.SyntaxKind.EqualsEqualsToken:
      return looselyEqual(a, b);
    case ts.SyntaxKind.ExclamationEqualsToken:
      return !looselyEqual(a, b);
    case ts.SyntaxKind.CommaToken:
      return b;
    default:
      return calculate(operator, a, b, place);
  }
}

function looselyEqual(a: Value, b: Value): boolean {
  return a == null || b == null ? (a ?? null) === (b ?? null) : a === b;
}

function plus(a: Value, b: Value, place: Place): Value {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'bigint' && typeof b === 'bigint') return a + b;
  if (typeof a === 'string' || typeof b === 'string') return textOf(a, place) + textOf(b, place);
  return unreadable(`${describe(a)} + ${describe(b)} is not followed`, place);
}

function calculate(operator: ts.SyntaxKind, a: Value, b: Value, place: Place): Value {
  const compute = ARITHMETIC[operator];
  if (compute === undefined || !isPrimitive(a) || !isPrimitive(b)) {
    return unreadable(`\`${ts.tokenToString(operator) ?? '?'}\` is not followed here`, place);
  }
  // JavaScript's own rules do for texts and big integers what they do for numbers.
  return compute(a as number, b as number);
}

/** `-a`, `+a`, `!a`, `~a`. */
export function negate(operator: ts.PrefixUnaryOperator, value: Value, place: Place): Value {
  const it = known(value);
  if (operator === ts.SyntaxKind.ExclamationToken) return !it;
  if (!isPrimitive(it)) return unreadable(`${describe(it)} is no number`, place);
  if (operator === ts.SyntaxKind.MinusToken) return typeof it === 'bigint' ? -it : -numberOf(it);
  return operator === ts.SyntaxKind.PlusToken ? numberOf(it) : ~numberOf(it);
}

function numberOf(value: Primitive): number {
  return Number(value);
}
