import {
  columnsOf,
  mapOperands,
  operandsOf,
  type Arithmetic,
  type Call,
  type Cast,
  type Comparison,
  type ComparisonOperator,
  type Expression,
} from './expression.ts';
import { storageType } from '../schema/column-type.ts';
import { typeOf } from './type-of.ts';

/** A column told by others of its row: `total = subtotal + tax`, `reserved <= stock - broken`. */
export interface Formula {
  readonly column: string;
  readonly operator: Exclude<ComparisonOperator, '<>'>;
  /** Of the other columns. */
  readonly value: Expression;
  /** What has to be so large in every row: what is divided by, and differences of unsigned numbers. */
  readonly atLeast: readonly { readonly value: Expression; readonly bound: 0 | 1 }[];
}

/**
 * The ways in which a comparison of sums and products can be told of one of its columns.
 *
 * @param comparison - in normal form
 * @returns those in which the column stands alone already come first, then the last of the comparison
 */
export function formulasOf(comparison: Comparison): readonly Formula[] {
  const { operator } = comparison;
  const left = withoutCalls(comparison.left);
  const right = withoutCalls(comparison.right);
  if (operator === '<>' || !isFormula(left) || !isFormula(right)) return [];
  const names = columnsOf(comparison);
  const unsigned = [...unsignedIn(comparison.left), ...unsignedIn(comparison.right)];
  const found = names.flatMap((column) => {
    const made = isolate(column, { left, right }, operator);
    return made === undefined ? [] : [{ ...made, atLeast: [...made.atLeast, ...unsigned] }];
  });
  const isAlone = ({ column }: Formula): boolean =>
    [left, right].some((side) => side.kind === 'column' && side.name === column);
  const isPair = names.length === 2 && operator !== '=';
  // Of two the larger one is told, as of two times the later.
  const isFirst = (each: Formula): boolean =>
    isPair
      ? each.operator.startsWith('>') && !each.atLeast.some(({ bound }) => bound === 1)
      : isAlone(each);
  return [...found.filter(isFirst), ...found.filter((each) => !isFirst(each)).reverse()];
}

/** What MySQL computes without a sign: below 0 the CHECK is an error. */
function unsignedIn(formula: Expression): Formula['atLeast'] {
  const inside = operandsOf(formula).flatMap(unsignedIn);
  const [operand] = isUnsigned(formula) ? formula.operands : [];
  return operand === undefined ? inside : [...inside, { value: withoutCalls(operand), bound: 0 }];
}

function withoutCalls(formula: Expression): Expression {
  const [operand] = isUnsigned(formula) ? formula.operands : [];
  return operand === undefined ? mapOperands(formula, withoutCalls) : withoutCalls(operand);
}

/** See mysql-arithmetic.ts. */
function isUnsigned(expression: Expression): expression is Call {
  return expression.kind === 'call' && expression.name === 'UNSIGNED';
}

/** The columns without which a formula has no value: not those of which NULL counts as a number. */
export function neededColumns(formula: Expression): readonly string[] {
  if (formula.kind === 'coalesce') return [];
  if (formula.kind === 'column') return [formula.name];
  return [...new Set(operandsOf(formula).flatMap(neededColumns))];
}

/** Sums and products of numbers. */
function isFormula(expression: Expression): boolean {
  switch (expression.kind) {
    case 'column':
      return isNumber(expression);
    case 'literal':
      return typeof expression.value === 'number';
    case 'arithmetic':
      return (
        ['+', '-', '*'].includes(expression.operator) &&
        isFormula(expression.left) &&
        isFormula(expression.right)
      );
    case 'coalesce': {
      const [first, second, ...more] = expression.operands;
      return (
        first?.kind === 'column' &&
        isNumber(first) &&
        second?.kind === 'literal' &&
        typeof second.value === 'number' &&
        more.length === 0
      );
    }
    case 'cast':
      return isWidening(expression) && isFormula(expression.operand);
    default:
      return false;
  }
}

/** Numbers that JavaScript adds up as the database does, up to the last rounding. */
function isNumber(expression: Expression): boolean {
  const type = typeOf(expression);
  const stored = type === null ? null : storageType(type);
  return (
    stored?.kind === 'integer' ||
    stored?.kind === 'decimal' ||
    (stored?.kind === 'float' && stored.bits === 64)
  );
}

/** A cast that leaves every number as it is. */
function isWidening({ operand, type }: Cast): boolean {
  const from = typeOf(operand);
  if (from === null) return false;
  const isFree = type.kind === 'decimal' && type.precision === null;
  if (from.kind === 'decimal') return isFree;
  if (from.kind !== 'integer') return false;
  if (type.kind === 'integer') return type.bits >= from.bits;
  return isFree || (type.kind === 'float' && type.bits === 64 && from.bits <= 32);
}

type Operator = Formula['operator'];

const MIRRORED: Readonly<Record<Operator, Operator>> = {
  '=': '=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** A column on one side and the rest on the other; undefined where it is in both, or cannot be moved out. */
function isolate(
  column: string,
  { left, right }: Pick<Comparison, 'left' | 'right'>,
  operator: Operator,
): Formula | undefined {
  const [inLeft, inRight] = [left, right].map((side) => timesIn(side, column));
  if (inLeft === 1 && inRight === 0) return moveOut(column, left, right, operator);
  if (inLeft === 0 && inRight === 1) return moveOut(column, right, left, MIRRORED[operator]);
  return undefined;
}

function timesIn(expression: Expression, column: string): number {
  if (expression.kind === 'column') return Number(expression.name === column);
  return operandsOf(expression).reduce((times, each) => times + timesIn(each, column), 0);
}

/** `side operator other` as the column alone, compared with what the others make. */
function moveOut(
  column: string,
  side: Expression,
  other: Expression,
  operator: Operator,
): Formula | undefined {
  if (side.kind === 'column') return { column, operator, value: other, atLeast: [] };
  if (side.kind === 'cast') return moveOut(column, side.operand, other, operator);
  if (side.kind !== 'arithmetic') return undefined;
  const { left, right } = side;
  const isLeft = timesIn(left, column) === 1;
  const [own, rest] = isLeft ? [left, right] : [right, left];
  const moved = (by: Arithmetic['operator']): Expression => calculated(other, by, rest);
  switch (side.operator) {
    case '+':
      return moveOut(column, own, moved('-'), operator);
    case '-': {
      if (isLeft) return moveOut(column, own, moved('+'), operator);
      return moveOut(column, own, calculated(rest, '-', other), MIRRORED[operator]);
    }
    case '*': {
      // A quotient is hardly ever a number of the column.
      if (operator === '=') return undefined;
      const made = moveOut(column, own, moved('/'), operator);
      return made && { ...made, atLeast: [...made.atLeast, { value: rest, bound: 1 }] };
    }
    default:
      return undefined;
  }
}

/** Adding nothing is nothing to be read. */
function calculated(
  left: Expression,
  operator: Arithmetic['operator'],
  right: Expression,
): Expression {
  const isSum = operator === '+' || operator === '-';
  if (isSum && isZero(right)) return left;
  if (operator === '+' && isZero(left)) return right;
  if (operator === '-' && right.kind === 'arithmetic' && right.operator === '+') {
    return calculated(calculated(left, '-', right.left), '-', right.right);
  }
  return { kind: 'arithmetic', operator, left, right };
}

function isZero(expression: Expression): boolean {
  return expression.kind === 'literal' && Number(expression.value) === 0;
}
