import type { ColumnType } from '../schema/column-type.ts';
import { operandsOf, type Expression } from './expression.ts';
import { numericCallSign, type Sign } from './mysql-known-functions.ts';
import { typeOf } from './type-of.ts';

/** What MySQL decides by how to compare two things. `other` is anything it has rules for and we do not. */
export type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'text'
  | 'enum'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'json'
  | 'bytes'
  /** A text taken as its bytes. */
  | 'binary'
  | 'uuid'
  /** What an unknown function yields, of which no value is known either. */
  | 'unknown'
  | 'other';

const KINDS: Partial<Readonly<Record<ColumnType['kind'], Kind>>> = {
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
  float: 'number',
  text: 'text',
  enum: 'enum',
  date: 'date',
  timestamp: 'timestamp',
  time: 'time',
  json: 'json',
  bytes: 'bytes',
  uuid: 'uuid',
};

/** The kind of what an expression yields. */
export function kindOf(expression: Expression): Kind {
  switch (expression.kind) {
    case 'literal':
      if (expression.value === null) return 'null';
      return expression.type === null ? 'text' : (KINDS[expression.type.kind] ?? 'other');
    case 'case':
    case 'coalesce':
    case 'nullif':
      return kindOfAll(resultsOf(expression));
    case 'call':
      if (numericCallSign(expression.name) !== undefined) return 'number';
      if (expression.name === 'BINARY') return 'binary';
      if (expression.name === 'GREATEST' || expression.name === 'LEAST') {
        return expression.operands.every((part) => kindOf(part) === 'number')
          ? 'number'
          : 'unknown';
      }
      // Its texts are constants, which servers compare by collations of their own.
      if (expression.name === 'JSON_TYPE') return 'other';
      break;
    case 'arithmetic':
      return isInterval(expression.right) ? 'unknown' : 'number';
    case 'opaque':
      return 'unknown';
    default:
      break;
  }
  const type = typeOf(expression);
  return type === null ? 'unknown' : (KINDS[type.kind] ?? 'other');
}

/** The one kind that all have, NULLs and unknowns aside. */
function kindOfAll(expressions: readonly Expression[]): Kind {
  const kinds = new Set(expressions.map(kindOf));
  if (kinds.size > 1) kinds.delete('null');
  if (kinds.size > 1) kinds.delete('unknown');
  const [only = 'other'] = kinds;
  return kinds.size === 1 ? only : 'other';
}

/** What a conditional may yield. */
export function resultsOf(
  expression: Extract<Expression, { kind: 'case' | 'coalesce' | 'nullif' }>,
): readonly Expression[] {
  switch (expression.kind) {
    case 'case':
      return [...expression.branches.map(({ result }) => result), expression.otherwise];
    case 'coalesce':
      return expression.operands;
    case 'nullif':
      return [expression.left];
  }
}

/** The same conditional with other results, in the order of {@link resultsOf}. */
export function withResults(
  expression: Extract<Expression, { kind: 'case' | 'coalesce' }>,
  results: readonly Expression[],
): Expression {
  if (expression.kind === 'coalesce') return { ...expression, operands: results };
  const branches = expression.branches.map((branch, index) => ({
    ...branch,
    result: results[index] ?? branch.result,
  }));
  return { ...expression, branches, otherwise: results.at(-1) ?? expression.otherwise };
}

/** The sign of an integer expression, which decides whether arithmetic with it can fail. */
export function signOf(expression: Expression): Sign {
  switch (expression.kind) {
    case 'literal':
      return 'signed';
    case 'column':
    case 'cast':
      return expression.type.kind === 'integer' && expression.type.unsigned ? 'unsigned' : 'signed';
    case 'arithmetic':
      // A remainder has the dividend's.
      return expression.operator === '%'
        ? signOf(expression.left)
        : commonSign(operandsOf(expression));
    case 'call':
      return numericCallSign(expression.name) ?? commonSign(expression.operands);
    case 'case':
    case 'coalesce':
    case 'nullif':
      return commonSign(resultsOf(expression)) === 'signed' ? 'signed' : 'perhaps';
    default:
      return typeOf(expression)?.kind === 'boolean' ? 'signed' : 'perhaps';
  }
}

/** One operand without a sign makes a result without one. */
export function commonSign(operands: readonly Expression[]): Sign {
  const signs = operands.map(signOf);
  if (signs.includes('unsigned')) return 'unsigned';
  return signs.includes('perhaps') ? 'perhaps' : 'signed';
}

/** Whether an expression is never below 0. */
export function isNonNegative(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return Number(expression.value) >= 0;
    case 'column':
    case 'cast':
      return 'unsigned' in expression.type && expression.type.unsigned === true;
    case 'arithmetic':
      return (
        (expression.operator === '+' || expression.operator === '*') &&
        isNonNegative(expression.left) &&
        isNonNegative(expression.right)
      );
    case 'call':
      return NON_NEGATIVE.has(expression.name);
    default:
      return typeOf(expression)?.kind === 'boolean';
  }
}

const NON_NEGATIVE: ReadonlySet<string> = new Set(
  'char_length octet_length position abs BIT_AND BIT_OR BIT_XOR SHIFT_RIGHT'.split(' '),
);

/** Whether a truth is never NULL: a NULL test, or one made of them. */
export function isNeverNull(expression: Expression): boolean {
  switch (expression.kind) {
    case 'is null':
    case 'is':
    case 'distinct':
      return true;
    case 'literal':
      return typeof expression.value === 'boolean';
    case 'and':
    case 'or':
      return expression.operands.every(isNeverNull);
    case 'not':
      return isNeverNull(expression.operand);
    case 'comparison':
      return isNeverNull(expression.left) && isNeverNull(expression.right);
    default:
      return false;
  }
}

function isInterval(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.type?.kind === 'interval';
}
