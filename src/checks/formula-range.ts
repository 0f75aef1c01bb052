import { integerBounds, storageType, type ColumnType } from '../schema/column-type.ts';
import type { ColumnState } from './column-state.ts';
import { chosenWay, isKnown, type Committed } from './committed.ts';
import type { Expression } from './expression.ts';

/** The least and the most that numbers can be. */
export interface Interval {
  readonly min: number;
  readonly max: number;
}

const ANY: Interval = { min: -Infinity, max: Infinity };

/**
 * Between which numbers a formula's value is, whatever its columns hold. Of a column that may be NULL, 0 is among
 * them: it counts as that.
 *
 * Interval arithmetic: R. E. Moore, Interval Analysis (1966), chapter 2.
 *
 * @param formula - sums, products and quotients of columns
 * @param committed - what each column may hold, and the formulas that tell some of them
 */
export function intervalOf(formula: Expression, committed: Committed): Interval {
  switch (formula.kind) {
    case 'literal':
      return { min: Number(formula.value), max: Number(formula.value) };
    case 'column': {
      const state = committed.states.get(formula.name);
      if (state === undefined) return ANY;
      const own = met(allowed(state), toldInterval(formula.name, committed));
      return state.mayBeNull ? joined(own, { min: 0, max: 0 }) : own;
    }
    case 'coalesce': {
      const [column, otherwise] = formula.operands.map((each) => intervalOf(each, committed));
      return joined(column ?? ANY, otherwise ?? ANY);
    }
    case 'cast':
      return intervalOf(formula.operand, committed);
    case 'arithmetic': {
      const { operator, left, right } = formula;
      const own = combined(operator, intervalOf(left, committed), intervalOf(right, committed));
      const isPositive =
        operator === '-' &&
        own.min < 0 &&
        isKnown({ kind: 'comparison', operator: '>=', left, right }, committed);
      return isPositive ? met(own, { min: 0, max: Infinity }) : own;
    }
    default:
      return ANY;
  }
}

/** What is left of a column by the formulas that tell it. No circle of formulas is taken on. */
function toldInterval(column: string, committed: Committed): Interval {
  return committed.relations.reduce((interval, relation) => {
    const way = chosenWay(relation);
    if (way?.column !== column) return interval;
    const { min, max } = intervalOf(way.value, committed);
    switch (way.operator) {
      case '=':
        return met(interval, { min, max });
      case '<':
      case '<=':
        return met(interval, { min: -Infinity, max });
      case '>':
      case '>=':
        return met(interval, { min, max: Infinity });
    }
  }, ANY);
}

/** Between which numbers a column's own values are. */
export function allowed({ type, facets }: ColumnState): Interval {
  const { min, max, values } = facets;
  if (values !== undefined) {
    const numbers = values.map(Number);
    return { min: Math.min(...numbers), max: Math.max(...numbers) };
  }
  const limits = limitsOf(type);
  return {
    min: Math.max(limits.min, min === undefined ? -Infinity : Number(min.value)),
    max: Math.min(limits.max, max === undefined ? Infinity : Number(max.value)),
  };
}

function limitsOf(type: ColumnType): Interval {
  const stored = storageType(type);
  if (stored.kind === 'integer') {
    const { min, max } = integerBounds(stored);
    return { min: Number(min), max: Number(max) };
  }
  if (stored.kind !== 'decimal' || stored.precision === null) return ANY;
  const max = Number(`${'9'.repeat(stored.precision)}e${-(stored.scale ?? 0)}`);
  return { min: stored.unsigned ? 0 : -max, max };
}

function met(a: Interval, b: Interval): Interval {
  return { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
}

function joined(a: Interval, b: Interval): Interval {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

function combined(operator: string, a: Interval, b: Interval): Interval {
  switch (operator) {
    case '+':
      return { min: a.min + b.min, max: a.max + b.max };
    case '-':
      return { min: a.min - b.max, max: a.max - b.min };
    case '*':
      return outermost([a.min, a.max].flatMap((x) => [b.min, b.max].map((y) => times(x, y))));
    case '/':
      if (b.min <= 0) return ANY;
      return outermost([a.min, a.max].flatMap((x) => [b.min, b.max].map((y) => over(x, y))));
    default:
      return ANY;
  }
}

function outermost(ends: readonly number[]): Interval {
  return { min: Math.min(...ends), max: Math.max(...ends) };
}

/** 0 times any number is 0, however large. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function over(a: number, b: number): number {
  return Number.isFinite(b) ? a / b : 0;
}
