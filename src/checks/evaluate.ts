import type { ColumnType } from '../schema/column-type.ts';
import { callFunction } from './call-function.ts';
import { compareValues, equalValues } from './compare-values.ts';
import {
  addDecimals,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  remainderOf,
  roundDecimal,
  subtractDecimals,
  type Decimal,
} from './decimal.ts';
import {
  aboutColumn,
  type Arithmetic,
  type Call,
  type Collation,
  type Comparison,
  type ComparisonOperator,
  type Conditional,
  type Distinctness,
  type Every,
  type Expression,
  type Match,
  type Membership,
  type NullIf,
  type NullTest,
  type Quantified,
} from './expression.ts';
import { foldCast, plainNumber } from './fold-cast.ts';
import { matchValue } from './match-value.ts';
import { collationIn, equalCollated, isPlain, matchCollated } from './mysql-collations.ts';
import { comparisonType, typeOf } from './type-of.ts';
import { timeArithmetic } from './time-arithmetic.ts';
import { UNKNOWN, type Maybe } from './unknown.ts';

/** The outcome of a check over a row. SQL accepts the row unless it is false. */
export type Truth = boolean | null | 'unknown';

/**
 * Whether a row meets a check, by SQL's three-valued logic.
 *
 * @param check - the check's tree
 * @param row - the row's values by column, as the columns store them: text, number, bigint or decimal
 *   text, boolean, Date or ISO text, arrays, parsed JSON; a missing column is NULL
 * @returns `'unknown'` where the tree has parts that only the database can evaluate
 * @example
 * ```ts
 * const check = parse('(age >= 0)', () => ({ kind: 'integer', bits: 32, unsigned: false }));
 * evaluate(check, { age: -1 }); // false
 * evaluate(check, { age: null }); // null: the database accepts it
 * ```
 */
export function evaluate(check: Expression, row: Readonly<Record<string, unknown>>): Truth {
  const value = valueOf(check, row);
  return typeof value === 'boolean' || value === null ? value : 'unknown';
}

/**
 * The value of any expression over a row; {@link UNKNOWN} where only the database can tell.
 *
 * @param expression - a check or a part of one
 * @param row - as for {@link evaluate}
 */
export function valueOf(expression: Expression, row: Readonly<Record<string, unknown>>): Maybe {
  try {
    return compute(expression, row);
  } catch (error) {
    if (error instanceof Failure) return UNKNOWN;
    throw error;
  }
}

/** Thrown inside this file only, where the database would refuse the row with an error. */
class Failure extends Error {}

function compute(expression: Expression, row: Row): Maybe {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'column':
      return row[expression.name] ?? null;
    case 'array': {
      const items = expression.items.map((item) => compute(item, row));
      return items.includes(UNKNOWN) ? UNKNOWN : items;
    }
    case 'and':
    case 'or':
      return logicOf(expression.kind, expression.operands, row);
    case 'not':
      return not(compute(expression.operand, row));
    case 'comparison':
      return comparisonOf(expression, row);
    case 'distinct':
      return distinctnessOf(expression, row);
    case 'is null':
      return nullTestOf(expression, row);
    case 'is': {
      const value = compute(expression.operand, row);
      return value === UNKNOWN ? UNKNOWN : (value === expression.truth) !== expression.negated;
    }
    case 'in':
      return membershipOf(expression, row);
    case 'quantified':
      return quantifiedOf(expression, row);
    case 'every':
      return everyOf(expression, row);
    case 'element':
      return UNKNOWN;
    case 'match':
      return matchOf(expression, row);
    case 'arithmetic':
      return arithmeticOf(expression, row);
    case 'call':
      return callOf(expression, row);
    case 'case':
      return conditionalOf(expression, row);
    case 'coalesce':
      return coalesceOf(expression.operands, row);
    case 'nullif':
      return nullIfOf(expression, row);
    case 'cast':
      return castOf(compute(expression.operand, row), typeOf(expression.operand), expression.type);
    case 'count':
      return countOf(expression.conditions, row);
    case 'opaque':
      return UNKNOWN;
  }
}

type Row = Readonly<Record<string, unknown>>;

/** AND is false where a part is, whatever the others are; OR likewise true. */
function logicOf(kind: 'and' | 'or', operands: readonly Expression[], row: Row): Maybe {
  const deciding = kind === 'or';
  const values = operands.map((operand) => compute(operand, row));
  if (values.includes(deciding)) return deciding;
  if (values.some((value) => typeof value !== 'boolean' && value !== null)) return UNKNOWN;
  return values.includes(null) ? null : !deciding;
}

function not(value: Maybe): Maybe {
  return typeof value === 'boolean' ? !value : value === null ? null : UNKNOWN;
}

function comparisonOf(comparison: Comparison, row: Row): Maybe {
  const { operator, left, right } = comparison;
  return compareOperands(operator, left, compute(left, row), right, compute(right, row));
}

function compareOperands(
  operator: ComparisonOperator,
  left: Expression,
  leftValue: Maybe,
  right: Expression,
  rightValue: Maybe,
): Maybe {
  const collation = collationIn(left, right);
  return compare(operator, leftValue, rightValue, comparisonType(left, right), collation);
}

function compare(
  operator: ComparisonOperator,
  left: Maybe,
  right: Maybe,
  type: ColumnType | null,
  collation?: Collation,
): Maybe {
  if (left === null || right === null) return null;
  if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
  const order = orderOf(operator, left, right, type, collation);
  if (order === undefined) return UNKNOWN;
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** As far as the operator asks: of unequal texts only that they are. */
function orderOf(
  operator: ComparisonOperator,
  left: unknown,
  right: unknown,
  type: ColumnType | null,
  collation: Collation | undefined,
): number | undefined {
  const asksEquality = operator === '=' || operator === '<>';
  const isText = type === null || type.kind === 'text';
  if (collation !== undefined && isText && typeof left === 'string' && typeof right === 'string') {
    const equal = equalCollated(left, right, type?.caseless === true, collation);
    return equal === true ? 0 : equal === false && asksEquality ? NaN : undefined;
  }
  if (!asksEquality) return compareValues(left, right, type);
  const equal = equalValues(left, right, type);
  return equal === undefined ? undefined : equal ? 0 : NaN;
}

function distinctnessOf({ left, right, negated }: Distinctness, row: Row): Maybe {
  const [a, b] = [compute(left, row), compute(right, row)];
  if (a === UNKNOWN || b === UNKNOWN) return UNKNOWN;
  if (a === null || b === null) return (a !== b) !== negated;
  return compareOperands(negated ? '=' : '<>', left, a, right, b);
}

function nullTestOf({ operand, negated, which }: NullTest, row: Row): Maybe {
  const value = compute(operand, row);
  if (value === UNKNOWN) return UNKNOWN;
  const isAbsent = operand.kind === 'column' && row[operand.name] === undefined;
  const isMeant = which === undefined || isAbsent === (which === 'absent');
  return (value === null && isMeant) !== negated;
}

function membershipOf({ operand, values, negated }: Membership, row: Row): Maybe {
  const value = compute(operand, row);
  const found = anyOf(
    values.map((member) => compareOperands('=', operand, value, member, member.value)),
  );
  return negated ? not(found) : found;
}

function quantifiedOf(expression: Quantified, row: Row): Maybe {
  const { left, array, operator, quantifier } = expression;
  const items = compute(array, row);
  if (items === null) return null;
  if (!Array.isArray(items)) return UNKNOWN;
  const value = compute(left, row);
  const itemType = typeOf(array);
  const type = itemType?.kind === 'array' ? itemType.element : typeOf(left);
  const truths = items.map((item: unknown) => compare(operator, value, item, type));
  return quantifier === 'any' ? anyOf(truths) : not(anyOf(truths.map(not)));
}

/** Stands for an element, among columns of which none is called that. */
const ELEMENT = '\u0000element';

/** As JSON's schemas have it, which ask nothing of NULL. */
function everyOf({ array, condition }: Every, row: Row): Maybe {
  const items = compute(array, row);
  if (items === null) return null;
  if (typeof items !== 'object') return UNKNOWN;
  const ofOne = aboutColumn(condition, ELEMENT);
  const truths = Object.values(items).map((value) => compute(ofOne, { ...row, [ELEMENT]: value }));
  return truths.includes(false) ? false : truths.includes(UNKNOWN) ? UNKNOWN : true;
}

function anyOf(truths: readonly Maybe[]): Maybe {
  if (truths.includes(true)) return true;
  if (truths.includes(UNKNOWN)) return UNKNOWN;
  return truths.includes(null) ? null : false;
}

function matchOf(match: Match, row: Row): Maybe {
  const value = compute(match.operand, row);
  const source = compute(match.pattern, row);
  const found = matchValue(match, value, source, typeOf(match.operand));
  const collation = collationIn(match.operand);
  return collation === undefined ? found : matchCollated(match, value, source, found, collation);
}

function arithmeticOf(expression: Arithmetic, row: Row): Maybe {
  const left = compute(expression.left, row);
  const right = compute(expression.right, row);
  if (left === null || right === null) return null;
  const time = timeArithmetic(
    expression.operator,
    { value: left, type: typeOf(expression.left) },
    { value: right, type: typeOf(expression.right) },
  );
  if (time !== undefined) return time;
  const [a, b] = [left, right].map((value) =>
    typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint'
      ? parseDecimal(value)
      : undefined,
  );
  if (a === undefined || b === undefined) return UNKNOWN;
  const whole = typeOf(expression)?.kind === 'integer';
  const result = calculate(expression.operator, a, b, whole);
  if (result === undefined) return UNKNOWN;
  if (whole && !isBigint(result)) throw new Failure();
  return plainNumber(formatDecimal(result));
}

function isBigint({ digits }: Decimal): boolean {
  return BigInt.asIntN(64, digits) === digits;
}

function calculate(
  operator: Arithmetic['operator'],
  a: Decimal,
  b: Decimal,
  whole: boolean,
): Decimal | undefined {
  switch (operator) {
    case '+':
      return addDecimals(a, b);
    case '-':
      return subtractDecimals(a, b);
    case '*':
      return multiplyDecimals(a, b);
    case '%':
      return remainderOf(a, b);
    case '/': {
      // How many digits a quotient of decimals keeps is the database's business.
      if (!whole || b.digits === 0n) return undefined;
      return { digits: a.digits / b.digits, scale: 0 };
    }
  }
}

function callOf(call: Call, row: Row): Maybe {
  const values = call.operands.map((operand) => compute(operand, row));
  if (call.strict && values.includes(null)) return null;
  const [first] = values;
  if (call.name === 'UNSIGNED' && !(Number(first === UNKNOWN ? NaN : first) >= 0)) {
    throw new Failure();
  }
  if (values.includes(UNKNOWN)) return UNKNOWN;
  // A collation may find a part in another spelling.
  if (call.name === 'position' && collationIn(call) !== undefined && !isPlain(String(first))) {
    return UNKNOWN;
  }
  return callFunction(call.name, values, call.operands.map(typeOf));
}

function conditionalOf({ branches, otherwise }: Conditional, row: Row): Maybe {
  for (const { when, result } of branches) {
    const truth = compute(when, row);
    if (truth === UNKNOWN) return UNKNOWN;
    if (truth === true) return compute(result, row);
  }
  return compute(otherwise, row);
}

function coalesceOf(operands: readonly Expression[], row: Row): Maybe {
  for (const operand of operands) {
    const value = compute(operand, row);
    if (value !== null) return value;
  }
  return null;
}

function nullIfOf({ left, right }: NullIf, row: Row): Maybe {
  const value = compute(left, row);
  const same = compareOperands('=', left, value, right, compute(right, row));
  return same === UNKNOWN ? UNKNOWN : same === true ? null : value;
}

function castOf(value: Maybe, from: ColumnType | null, to: ColumnType): Maybe {
  if (value === null || value === UNKNOWN) return value;
  if (from?.kind === 'text' && to.kind === 'text' && to.length === null) return value;
  if (to.kind === 'integer' && from?.kind === 'decimal') return roundedHalfUp(value);
  // A JSON text that spells a number is none.
  if (from?.kind === 'json' && typeof value === 'string') return UNKNOWN;
  if (from?.kind === 'boolean' && to.kind === 'integer') return Number(value);
  const plain = typeof value === 'bigint' ? value.toString() : value;
  if (typeof plain !== 'string' && typeof plain !== 'number' && typeof plain !== 'boolean') {
    return UNKNOWN;
  }
  const folded = foldCast(plain, to);
  return folded === undefined ? UNKNOWN : folded.value;
}

/** Decimals round half away from zero on their way to an integer. */
function roundedHalfUp(value: Maybe): Maybe {
  const decimal =
    typeof value === 'number' || typeof value === 'string' ? parseDecimal(value) : undefined;
  if (decimal === undefined) return UNKNOWN;
  const half: Decimal = { digits: 5n, scale: 1 };
  const rounded =
    decimal.digits < 0n
      ? roundDecimal(subtractDecimals(decimal, half), 'up')
      : roundDecimal(addDecimals(decimal, half), 'down');
  return plainNumber(formatDecimal(rounded));
}

function countOf(conditions: readonly Expression[], row: Row): Maybe {
  const truths = conditions.map((condition) => compute(condition, row));
  if (truths.includes(UNKNOWN)) return UNKNOWN;
  return truths.filter((truth) => truth === true).length;
}
