import type { ColumnType } from '../schema/column-type.ts';
import { addDecimals, formatDecimal, parseDecimal, subtractDecimals } from './decimal.ts';
import type {
  Comparison,
  ComparisonOperator,
  Distinctness,
  Expression,
  Literal,
} from './expression.ts';
import { plainNumber } from './fold-cast.ts';
import { typeOf } from './type-of.ts';

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/**
 * A comparison with its constant on the right, free of arithmetic that can move there. Comparing a
 * boolean with a constant is the boolean or its negation.
 *
 * @param comparison - its operands are normal already
 * @returns the same object where nothing is left to do
 */
export function normalizeComparison(comparison: Comparison): Expression {
  const { operator, left, right } = comparison;
  if (left.kind === 'literal' && right.kind !== 'literal') {
    return { kind: 'comparison', operator: FLIPPED[operator], left: right, right: left };
  }
  const uncast = withoutLabelCast(comparison);
  if (uncast !== undefined) return uncast;
  if (right.kind !== 'literal') return comparison;
  return booleanOf(comparison, right) ?? unshifted(comparison, right) ?? comparison;
}

/** `IS DISTINCT FROM` a boolean constant is a truth test, from NULL a null test. */
export function normalizeDistinctness(expression: Distinctness): Expression {
  const { left, right, negated } = expression;
  if (left.kind === 'literal' && right.kind !== 'literal') {
    return { ...expression, left: right, right: left };
  }
  if (right.kind !== 'literal') return expression;
  if (right.value === null) return { kind: 'is null', negated: !negated, operand: left };
  if (typeof right.value === 'boolean') {
    return { kind: 'is', truth: right.value, negated: !negated, operand: left };
  }
  return expression;
}

function booleanOf({ operator, left }: Comparison, right: Literal): Expression | undefined {
  if (typeof right.value !== 'boolean' || typeOf(left)?.kind !== 'boolean') return undefined;
  if (operator !== '=' && operator !== '<>') return undefined;
  return right.value === (operator === '=') ? left : { kind: 'not', operand: left };
}

/** An enum cast to text is equal to a label's text where the enum is equal to the label. */
function withoutLabelCast(comparison: Comparison): Expression | undefined {
  const { operator, left, right } = comparison;
  if (operator !== '=' && operator !== '<>') return undefined;
  if (left.kind !== 'cast' || right.kind !== 'literal') return undefined;
  return isLabelCast(left.operand, left.type) ? { ...comparison, left: left.operand } : undefined;
}

/** Whether a cast turns an enum into its label's text. */
export function isLabelCast(operand: Expression, to: ColumnType): boolean {
  return typeOf(operand)?.kind === 'enum' && to.kind === 'text' && to.length === null;
}

/** `x + 1 > 5` is `x > 4`; `a - b > 0` is `a > b`. */
function unshifted(comparison: Comparison, right: Literal): Expression | undefined {
  const { left } = comparison;
  if (left.kind !== 'arithmetic') return undefined;
  if (left.operator === '-' && isZero(right)) return difference(comparison, left.left, left.right);
  if (left.operator !== '+' && left.operator !== '-') return undefined;
  const shift = numberOf(left.right);
  const bound = numberOf(right);
  if (shift === undefined || bound === undefined || !isExact(typeOf(left.left))) return undefined;
  const moved = left.operator === '+' ? subtractDecimals(bound, shift) : addDecimals(bound, shift);
  const value = plainNumber(formatDecimal(moved));
  return { ...comparison, left: left.left, right: { ...right, value } };
}

function difference(
  comparison: Comparison,
  left: Expression,
  right: Expression,
): Expression | undefined {
  const [a, b] = [typeOf(left)?.kind, typeOf(right)?.kind];
  if (a === undefined || b === undefined || !ORDERED.has(a) || !ORDERED.has(b)) return undefined;
  return { ...comparison, left, right };
}

const ORDERED: ReadonlySet<ColumnType['kind']> = new Set([
  'integer',
  'decimal',
  'date',
  'timestamp',
]);

/** Floats round where they are added; moving the constant would change that. */
function isExact(type: ColumnType | null): boolean {
  return type?.kind === 'integer' || type?.kind === 'decimal';
}

function isZero({ value, type }: Literal): boolean {
  return value === 0 || (type?.kind === 'interval' && /^(00:00:00|0|PT0S)$/.test(String(value)));
}

function numberOf(expression: Expression): ReturnType<typeof parseDecimal> {
  if (expression.kind !== 'literal' || expression.type === null) return undefined;
  if (!['integer', 'decimal'].includes(expression.type.kind)) return undefined;
  return parseDecimal(String(expression.value));
}
