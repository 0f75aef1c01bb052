import {
  and,
  contains,
  or,
  type Call,
  type ComparisonOperator,
  type Expression,
} from './expression.ts';
import { alignSides, compareMysql } from './mysql-comparisons.ts';
import { kindOf } from './mysql-kinds.ts';
import { numberLiteral } from './mysql-literals.ts';
import type { ComparisonSymbol, Syntax } from './mysql-syntax.ts';
import { compareAlike, likeOf, regexpOf } from './mysql-texts.ts';

/**
 * Whether a part is evaluated: of every row, as a part of an AND around the whole, or of some rows.
 * What fails where it is evaluated refuses the row.
 */
export type Evaluated = 'conjunct' | 'always' | 'perhaps';

/** Of a part that is not an operand of the outermost AND. */
export function within(evaluated: Evaluated): Evaluated {
  return evaluated === 'conjunct' ? 'always' : evaluated;
}

/** Gives a part of the syntax its meaning. */
export type ReadPart = (syntax: Syntax, evaluated: Evaluated) => Expression;

type Of<Kind extends Syntax['kind']> = Extract<Syntax, { kind: Kind }>;

/** `left = right`, of values or of rows. */
export function comparisonOf(
  syntax: Of<'infix'>,
  evaluated: Evaluated,
  read: ReadPart,
): Expression {
  const operator = syntax.operator as ComparisonSymbol;
  if (syntax.left.kind === 'row' || syntax.right.kind === 'row') {
    return compareRows(operator, syntax.left, syntax.right, evaluated, read);
  }
  const left = read(syntax.left, within(evaluated));
  const right = read(syntax.right, left.kind === 'literal' ? within(evaluated) : 'perhaps');
  return compare(operator, left, right);
}

function compare(operator: ComparisonSymbol, left: Expression, right: Expression): Expression {
  if (operator !== '<=>') {
    return compareMysql(operator, left, right) ?? unknownTruth(operator, [left, right], true);
  }
  const isConstant = [left, right].some((side) => side.kind === 'literal' && side.value !== null);
  if (isConstant) {
    const equal = compareMysql('=', left, right);
    return equal === undefined
      ? unknownTruth(operator, [left, right], false)
      : { kind: 'is', truth: true, negated: false, operand: equal };
  }
  const sides = alignSides(left, right, true);
  return sides === undefined
    ? unknownTruth(operator, [left, right], false)
    : { kind: 'distinct', negated: true, left: sides[0], right: sides[1] };
}

/** Rows are equal where each of their parts is. */
function compareRows(
  operator: ComparisonSymbol,
  left: Syntax,
  right: Syntax,
  evaluated: Evaluated,
  read: ReadPart,
): Expression {
  const isKnown = operator === '=' || operator === '<=>' || operator === '<>';
  if (left.kind !== 'row' || right.kind !== 'row' || left.items.length !== right.items.length) {
    return read({ kind: 'unread', names: [] }, evaluated);
  }
  const parts = left.items.map((item, index): Expression => {
    const first = read(item, index === 0 ? within(evaluated) : 'perhaps');
    const second = read(right.items[index] ?? item, 'perhaps');
    return compare(operator === '<=>' ? operator : '=', first, second);
  });
  if (!isKnown) return unknownTruth(operator, parts, false);
  return operator === '<>' ? { kind: 'not', operand: and(parts) } : and(parts);
}

/** `operand IN (…)`: all members are compared in the way that all together ask for. */
export function membershipOf(syntax: Of<'in'>, evaluated: Evaluated, read: ReadPart): Expression {
  const { operand, items, negated } = syntax;
  const tests =
    operand.kind === 'row'
      ? items.map((item) => compareRows('=', operand, item, 'perhaps', read))
      : valueTests(operand, items, evaluated, read);
  const found = tests.some((test) => contains(test, isOpaque))
    ? unknownTruth('IN', tests, false)
    : or(tests);
  return negated ? { kind: 'not', operand: found } : found;
}

function valueTests(
  operand: Syntax,
  items: readonly Syntax[],
  evaluated: Evaluated,
  read: ReadPart,
): readonly Expression[] {
  const value = read(operand, within(evaluated));
  const members = items.map((item) => read(item, 'perhaps'));
  const alike = compareAlike(value, members);
  return members.map((member) =>
    alike ? compare('=', value, member) : unknownTruth('=', [value, member], true),
  );
}

/** `operand BETWEEN low AND high`: all three are compared as one type. */
export function betweenOf(syntax: Of<'between'>, evaluated: Evaluated, read: ReadPart): Expression {
  const operand = read(syntax.operand, within(evaluated));
  const low = read(syntax.low, 'perhaps');
  const high = read(syntax.high, 'perhaps');
  const above = compareMysql('>=', operand, low);
  const below = compareMysql('<=', operand, high);
  const alike = areAlike(low, high) && compareAlike(operand, [low, high]);
  const isKnown = alike && above !== undefined && below !== undefined;
  // All are evaluated, so that one that fails does whatever the others are.
  const inside = [operand, low, high].some((part) => contains(part, isOpaque))
    ? unknownTruth('BETWEEN', [operand, low, high], false)
    : isKnown
      ? and([above, below])
      : and([unknownBound('>=', operand, low), unknownBound('<=', operand, high)]);
  return syntax.negated ? { kind: 'not', operand: inside } : inside;
}

function unknownBound(
  operator: ComparisonOperator,
  operand: Expression,
  bound: Expression,
): Expression {
  return unknownTruth(operator, [operand, bound], true);
}

/** `operand LIKE pattern`, `operand REGEXP pattern`. */
export function matchOf(syntax: Of<'match'>, evaluated: Evaluated, read: ReadPart): Expression {
  const operand = read(syntax.operand, within(evaluated));
  const pattern = read(syntax.pattern, 'perhaps');
  const escape = syntax.escape === null ? null : read(syntax.escape, 'perhaps');
  const isLike = syntax.operator === 'like';
  // MySQL prints REGEXP as a function, so that the operator is MariaDB's.
  const match = isLike ? likeOf(operand, pattern, escape) : regexpOf(operand, pattern, 'pcre');
  if (match !== undefined) return { ...match, negated: syntax.negated };
  const unknown = unknownTruth(isLike ? 'LIKE' : 'REGEXP', [operand, pattern], true);
  return syntax.negated ? { kind: 'not', operand: unknown } : unknown;
}

/** What only the database knows the truth of. A number it may be is true where it is not 0. */
function unknownTruth(name: string, operands: readonly Expression[], strict: boolean): Expression {
  const call: Call = { kind: 'call', name, operands, strict };
  return { kind: 'comparison', operator: '<>', left: call, right: numberLiteral('0') };
}

function isOpaque({ kind }: Expression): boolean {
  return kind === 'opaque';
}

/** Whether two bounds are of one kind, so that both are compared alike. */
function areAlike(low: Expression, high: Expression): boolean {
  const kinds = new Set([kindOf(low), kindOf(high)]);
  kinds.delete('null');
  kinds.delete('unknown');
  return kinds.size <= 1 || (kinds.has('date') && kinds.has('timestamp') && kinds.size === 2);
}
