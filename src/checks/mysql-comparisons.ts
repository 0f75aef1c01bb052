import type { ColumnType } from '../schema/column-type.ts';
import {
  and,
  columnsOf,
  FALSE,
  NULL,
  or,
  TRUE,
  type ComparisonOperator,
  type Expression,
  type Literal,
} from './expression.ts';
import { equalCollated } from './mysql-collations.ts';
import { isNeverNull, kindOf, type Kind } from './mysql-kinds.ts';
import {
  bytesAsNumber,
  numberLiteral,
  temporalLiteral,
  textAsBytes,
  textAsNumber,
  textLiteral,
} from './mysql-literals.ts';
import { alignBinary, alignTexts } from './mysql-texts.ts';
import { typeOf } from './type-of.ts';

const INTEGER: ColumnType = { kind: 'integer', bits: 32, unsigned: false };
const DECIMAL: ColumnType = { kind: 'decimal', precision: null, scale: null };

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

export type Sides = readonly [left: Expression, right: Expression];

/**
 * A comparison as MySQL makes it, where both sides are brought to one type first.
 *
 * @returns undefined where the rules for two such types are not modelled
 */
export function compareMysql(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
): Expression | undefined {
  if (left.kind === 'literal' && right.kind !== 'literal') {
    return compareMysql(FLIPPED[operator], right, left);
  }
  const typed = compareJsonTypes(operator, left, right) ?? compareDays(operator, left, right);
  if (typed !== undefined) return typed;
  const sides = alignSides(left, right, operator === '=' || operator === '<>');
  if (sides === undefined) return undefined;
  const [a, b] = sides;
  const kinds = [kindOf(a), kindOf(b)];
  if (kinds.every((kind) => kind === 'boolean')) return compareTruths(operator, a, b);
  return compareWithEmpty(operator, a, b) ?? { kind: 'comparison', operator, left: a, right: b };
}

/**
 * Both sides of a comparison, brought to what MySQL compares them as.
 *
 * @param asksEquality - it does not ask for an order
 */
export function alignSides(
  left: Expression,
  right: Expression,
  asksEquality: boolean,
): Sides | undefined {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (a === 'null' || b === 'null') return [left, right];
  if (a === 'other' || b === 'other') return undefined;
  if (a === 'unknown' || b === 'unknown') return [left, right];
  const swap = (sides: Sides | undefined): Sides | undefined => sides && [sides[1], sides[0]];
  return (
    alignKinds(left, a, right, b, asksEquality) ?? swap(alignKinds(right, b, left, a, asksEquality))
  );
}

function alignKinds(
  left: Expression,
  kind: Kind,
  right: Expression,
  other: Kind,
  asksEquality: boolean,
): Sides | undefined {
  switch (kind) {
    case 'boolean':
      return alignTruth(left, right, other);
    case 'number':
      return alignNumber(left, right, other);
    case 'text':
      return other === 'text' ? alignTexts(left, right) : undefined;
    case 'enum':
      return asksEquality ? alignLabel(left, right) : undefined;
    case 'date':
    case 'timestamp':
    case 'time':
      return alignTemporal(left, kind, right, other);
    case 'json':
      return alignJson(left, right, other);
    case 'bytes':
      return alignBytes(left, right, other);
    case 'binary':
      return other === 'text' || other === 'binary' ? alignBinary(left, right) : undefined;
    case 'uuid':
      return asksEquality && (other === 'uuid' || isUuidText(right)) ? [left, right] : undefined;
    default:
      return undefined;
  }
}

/** A truth is 1 or 0 wherever a number is wanted. */
export function asNumber(expression: Expression): Expression {
  if (kindOf(expression) !== 'boolean') return expression;
  if (expression.kind === 'literal') return numberLiteral(expression.value === true ? '1' : '0');
  return { kind: 'cast', operand: expression, type: INTEGER };
}

/** 1 and 0 as the truths they are beside others; undefined for anything else. */
export function asTruthLiteral(expression: Expression): Literal | undefined {
  if (expression.kind !== 'literal') return undefined;
  if (expression.value === 1 || expression.value === true) return TRUE;
  return expression.value === 0 || expression.value === false ? FALSE : undefined;
}

function alignTruth(left: Expression, right: Expression, other: Kind): Sides | undefined {
  if (other === 'boolean') return [left, right];
  if (other !== 'number') return undefined;
  const truth = asTruthLiteral(right);
  return truth === undefined ? [asNumber(left), right] : [left, truth];
}

function alignNumber(left: Expression, right: Expression, other: Kind): Sides | undefined {
  if (other === 'number') return alignNumbers(left, right);
  if (right.kind === 'literal') {
    const number = other === 'text' ? textAsNumber(right) : undefined;
    const bits = other === 'bytes' ? bytesAsNumber(right) : undefined;
    const literal = number ?? bits;
    return literal && alignNumbers(left, literal);
  }
  // A text in a JSON document that is taken for a number.
  return isJsonText(right) ? [left, { kind: 'cast', operand: right, type: DECIMAL }] : undefined;
}

function alignNumbers(left: Expression, right: Expression): Sides | undefined {
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (!isYear(side) || columnsOf(other).length > 0) continue;
    // A constant of two digits is a year of this century or the last.
    if (other.kind !== 'literal' || Math.abs(Number(other.value)) < 100) return undefined;
  }
  return [asDouble(left, right), asDouble(right, left)];
}

/** Beside a double a number is one too, with as many digits as that has. */
function asDouble(expression: Expression, beside: Expression): Expression {
  if (expression.kind !== 'literal' || typeOf(beside)?.kind !== 'float') return expression;
  return { ...expression, value: Number(expression.value) };
}

function isYear(expression: Expression): boolean {
  const type = typeOf(expression);
  return type?.kind === 'integer' && type.year === true;
}

/** An ENUM is compared as a text. By which collation is not known, but a label is itself by all. */
function alignLabel(left: Expression, right: Expression): Sides | undefined {
  const type = typeOf(left);
  if (type?.kind !== 'enum' || right.kind !== 'literal' || typeof right.value !== 'string') {
    return undefined;
  }
  const text = right.value;
  if (type.labels.includes(text)) return [left, { ...right, type }];
  const isNone = type.labels.every((label) => equalCollated(label, text, true, 'plain') === false);
  return isNone ? [left, { ...right, type }] : undefined;
}

type Temporal = 'date' | 'timestamp' | 'time';

function alignTemporal(
  left: Expression,
  kind: Temporal,
  right: Expression,
  other: Kind,
): Sides | undefined {
  // A time of day beside a date is of today.
  if (other === 'date' || other === 'timestamp' || other === 'time') {
    return (kind === 'time') === (other === 'time') ? [left, right] : undefined;
  }
  if (other !== 'text' || right.kind !== 'literal') return undefined;
  const literal = temporalLiteral(String(right.value), kind);
  return literal && [left, literal];
}

/** A part of a document beside a number is one if it is, beside a text likewise. */
function alignJson(left: Expression, right: Expression, other: Kind): Sides | undefined {
  if (other === 'number' && right.kind === 'literal') {
    return [{ kind: 'cast', operand: left, type: DECIMAL }, right];
  }
  if (other !== 'text' || right.kind !== 'literal' || typeof right.value !== 'string') {
    return undefined;
  }
  if (left.kind !== 'call' || left.name !== '->' || isJson(right.value)) return undefined;
  return alignTexts({ ...left, name: 'JSON_UNQUOTE' }, right);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isJsonText(expression: Expression): boolean {
  return expression.kind === 'call' && expression.name === 'JSON_UNQUOTE';
}

function alignBytes(left: Expression, right: Expression, other: Kind): Sides | undefined {
  if (other === 'bytes') return [left, right];
  const literal =
    other === 'text' && right.kind === 'literal' && left.kind !== 'literal'
      ? textAsBytes(right)
      : undefined;
  return literal && [left, literal];
}

function isUuidText(expression: Expression): boolean {
  return (
    expression.kind === 'literal' &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(expression.value))
  );
}

/** Truths in order: false before true, so that `a <= b` is "b if a", or NULL where one of them is. */
function compareTruths(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
): Expression {
  const ordered = orderOfTruths(operator, left, right);
  if (ordered === undefined) return { kind: 'comparison', operator, left, right };
  const nullable = [left, right].filter((side) => !isNeverNull(side));
  if (nullable.length === 0) return ordered;
  const when = or(
    nullable.map((operand): Expression => ({ kind: 'is null', negated: false, operand })),
  );
  return { kind: 'case', branches: [{ when, result: NULL }], otherwise: ordered };
}

function orderOfTruths(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
): Expression | undefined {
  const not = (operand: Expression): Expression => ({ kind: 'not', operand });
  switch (operator) {
    case '<=':
      return or([not(left), right]);
    case '>=':
      return or([left, not(right)]);
    case '<':
      return and([not(left), right]);
    case '>':
      return and([left, not(right)]);
    default:
      return undefined;
  }
}

/** No text lies below the empty one, so that to be above it is to be another. */
function compareWithEmpty(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
): Expression | undefined {
  if (right.kind !== 'literal' || right.value !== '' || kindOf(left) !== 'text') return undefined;
  if (operator === '>') return { kind: 'comparison', operator: '<>', left, right };
  return operator === '<=' ? { kind: 'comparison', operator: '=', left, right } : undefined;
}

const JSON_TYPES = new Map([
  ['OBJECT', 'object'],
  ['ARRAY', 'array'],
  ['STRING', 'string'],
  ['BOOLEAN', 'boolean'],
  ['NULL', 'null'],
]);
/** Types of numbers, which the tree does not tell apart. */
const JSON_NUMBER_TYPES: ReadonlySet<string> = new Set(['INTEGER', 'DOUBLE']);

/** `json_type(document) = 'OBJECT'`, in the words that the tree has for it. */
function compareJsonTypes(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
): Expression | undefined {
  if (left.kind !== 'call' || left.name !== 'JSON_TYPE') return undefined;
  const [document] = left.operands;
  if (document === undefined || kindOf(document) !== 'json') return undefined;
  if (right.kind !== 'literal' || (operator !== '=' && operator !== '<>')) return undefined;
  const type = JSON_TYPES.get(String(right.value));
  if (type !== undefined) {
    const call: Expression = { ...left, name: 'json_typeof' };
    return { kind: 'comparison', operator, left: call, right: textLiteral(type) };
  }
  return JSON_NUMBER_TYPES.has(String(right.value))
    ? { kind: 'comparison', operator, left, right }
    : undefined;
}

/** `to_days(a) - to_days(b) > 0`, which DATEDIFF is, says of two dates which is the later. */
function compareDays(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
): Expression | undefined {
  if (left.kind !== 'arithmetic' || left.operator !== '-') return undefined;
  if (right.kind !== 'literal' || right.value !== 0) return undefined;
  const dates = [left.left, left.right].map((side) => {
    const [date] = side.kind === 'call' && side.name === 'TO_DAYS' ? side.operands : [];
    return date !== undefined && kindOf(date) === 'date' ? date : undefined;
  });
  const [a, b] = dates;
  return a && b && { kind: 'comparison', operator, left: a, right: b };
}
