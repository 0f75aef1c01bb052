import type { ColumnType } from '../schema/column-type.ts';
import {
  and,
  or,
  type Comparison,
  type Expression,
  type Literal,
  type Membership,
  type Quantified,
} from './expression.ts';
import { isLabelCast } from './normalize-comparison.ts';

/**
 * A comparison with the members of an array: with constants, `= ANY` is membership and `<> ALL` its
 * negation; other operators are compared one by one.
 *
 * @param expression - its operands are normal already
 * @returns the same object where the array's members are not known
 */
export function normalizeQuantified(expression: Quantified): Expression {
  const { operator, quantifier, left, array } = expression;
  const items = itemsOf(array);
  if (items === undefined) return expression;
  const literals = items.filter((item) => item.kind === 'literal');
  const isMembership =
    (operator === '=' && quantifier === 'any') || (operator === '<>' && quantifier === 'all');
  if (isMembership && literals.length === items.length && left.kind !== 'literal') {
    return membership(left, literals, operator === '<>');
  }
  const comparisons = items.map((right): Expression => ({
    kind: 'comparison',
    operator,
    left,
    right,
  }));
  return quantifier === 'any' ? or(comparisons) : and(comparisons);
}

/** In an OR, equality with constants and memberships of one operand are one membership. */
export function disjoinEquals(operands: readonly Expression[]): readonly Expression[] {
  return merge(operands, false);
}

/** In an AND, inequality with constants and excluded memberships of one operand are one. */
export function conjoinExclusions(operands: readonly Expression[]): readonly Expression[] {
  return merge(operands, true);
}

function merge(operands: readonly Expression[], negated: boolean): readonly Expression[] {
  const merged: Expression[] = [];
  const places = new Map<string, number>();
  for (const expression of operands) {
    const candidate = asMembership(expression, negated);
    if (candidate === undefined) {
      merged.push(expression);
      continue;
    }
    const key = JSON.stringify(candidate.operand);
    const place = places.get(key);
    const earlier = place === undefined ? undefined : merged[place];
    const first = earlier === undefined ? undefined : asMembership(earlier, negated);
    if (place === undefined || first === undefined) {
      places.set(key, merged.length);
      merged.push(expression);
    } else {
      merged[place] = membership(first.operand, [...first.values, ...candidate.values], negated);
    }
  }
  return merged;
}

function asMembership(expression: Expression, negated: boolean): Membership | undefined {
  if (expression.kind === 'in') return expression.negated === negated ? expression : undefined;
  if (expression.kind !== 'comparison' || expression.right.kind !== 'literal') return undefined;
  if (!isEquality(expression, negated)) return undefined;
  return { kind: 'in', negated, operand: expression.left, values: [expression.right] };
}

function isEquality(comparison: Comparison, negated: boolean): boolean {
  return comparison.operator === (negated ? '<>' : '=');
}

function membership(operand: Expression, values: readonly Literal[], negated: boolean): Membership {
  const bare =
    operand.kind === 'cast' && isLabelCast(operand.operand, operand.type)
      ? operand.operand
      : operand;
  const distinct = new Map(values.map((value) => [JSON.stringify(value.value), value]));
  return { kind: 'in', negated, operand: bare, values: [...distinct.values()] };
}

function itemsOf(array: Expression): readonly Expression[] | undefined {
  if (array.kind === 'array') return array.items;
  if (array.kind !== 'literal' || !Array.isArray(array.value)) return undefined;
  const type: ColumnType | null = array.type?.kind === 'array' ? array.type.element : null;
  return array.value.map((value: Literal['value']) => ({ kind: 'literal', value, type }));
}
