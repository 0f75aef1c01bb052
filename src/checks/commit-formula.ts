import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { ColumnState, ColumnStates } from './column-state.ts';
import { columnsOf, type Comparison, type Expression } from './expression.ts';
import type { Facets } from './facets.ts';
import { formulasOf, type Formula } from './formula.ts';
import { allowed, intervalOf } from './formula-range.ts';
import { intersectFacets } from './intersect-facets.ts';
import { chosenWay, isKnown, isSame, leadsTo, type Committed } from './committed.ts';
import type { Relation } from './requirement.ts';

type FormulaRelation = Extract<Relation, { kind: 'formula' }>;

/** Formulas that need others to have room, and those others still: no CHECK means more than that. */
const MOST_STEPS = 4;

/**
 * Takes a formula on, told of the first of its columns that leaves it room. Where there is room for some
 * values of the other columns only, these are bounded, by numbers or by formulas of their own: of
 * `total = subtotal - discount` with a total above 0, the discount is below the subtotal.
 *
 * @param committed - what was taken on before
 * @param relation - the ways in which it can be told
 * @returns what is committed then, or the reason why none of the ways will do
 */
export function commitFormula(
  committed: Committed,
  relation: FormulaRelation,
  steps = 0,
): Committed | string {
  if (committed.relations.some((other) => isSame(other, relation))) return committed;
  let reason: string | undefined;
  for (const way of relation.ways) {
    const outcome = commitWay(committed, way, steps);
    if (typeof outcome !== 'string') return outcome;
    reason ??= outcome;
  }
  return reason ?? 'its columns cannot be told by each other';
}

/** Why a relation has left a formula without room for its values. */
export function brokenFormula(committed: Committed): string | undefined {
  for (const relation of committed.relations) {
    const way = chosenWay(relation);
    if (
      way !== undefined &&
      !demandsOf(way, committed.states).every(
        (each) => each.isWish === true || isKept(each, committed),
      )
    ) {
      return `it leaves ${way.column} no room for what other columns make of it`;
    }
  }
  return undefined;
}

function commitWay(committed: Committed, way: Formula, steps: number): Committed | string {
  const obstacle = obstacleOf(committed, way);
  if (obstacle !== undefined) return obstacle;
  const relation: Relation = { kind: 'formula', ways: [way] };
  let current: Committed = { ...committed, relations: [...committed.relations, relation] };
  for (const demand of demandsOf(way, committed.states)) {
    const outcome = keep(demand, current, steps);
    if (typeof outcome !== 'string') current = outcome;
    else if (!demand.isWish) return outcome;
  }
  return current;
}

/** Why a column cannot be told by a formula, whatever the numbers are. */
function obstacleOf({ relations, states }: Committed, way: Formula): string | undefined {
  const { column, operator } = way;
  const told = states.get(column);
  const others = columnsOf(way.value).flatMap((name) => states.get(name) ?? []);
  if (told === undefined || others.length < columnsOf(way.value).length)
    return 'a column is unknown';
  const reference = [told, ...others].find((state) => state.reference);
  if (reference !== undefined) return `${reference.name} is a reference`;
  if (told.keyed) return `${column} is in a key`;
  const { values, step, excluded } = told.facets;
  if (values !== undefined || step !== undefined || excluded !== undefined) {
    return `${column} is bound otherwise too`;
  }
  if (operator === '=' && !holdsExactly(told.type, way.value, states)) {
    return `${column} may not hold every digit of it`;
  }
  if (others.some((other) => leadsTo(relations, column, other.name))) {
    return `${column} tells ${others.map(({ name }) => name).join(', ')}`;
  }
  return beside(relations, way);
}

/** What else decides the column: two bounds of one direction do not contradict each other. */
function beside(relations: readonly Relation[], { column, operator }: Formula): string | undefined {
  const isOther = relations.some((relation) => {
    switch (relation.kind) {
      case 'order':
        return relation.later === column;
      case 'differs':
        return relation.left === column || relation.right === column;
      case 'formula':
        return relation.ways.some(
          (way) =>
            way.column === column &&
            (operator === '=' || way.operator.charAt(0) !== operator.charAt(0)),
        );
    }
  });
  return isOther ? `${column} is told by another column too` : undefined;
}

/** Whether a column keeps all digits of a sum or product; of those it rounds away a CHECK would know. */
function holdsExactly(type: ColumnType, value: Expression, states: ColumnStates): boolean {
  const own = storageType(type);
  const digits = digitsOf(value, states);
  if (own.kind === 'float') return own.bits === 64 && digits !== undefined;
  if (digits === undefined) return false;
  if (own.kind === 'integer') return digits === 0;
  return own.kind === 'decimal' && (own.scale === null || own.scale >= digits);
}

/** Digits after the point where a decimal column sets none: what generators give. */
const FREE_DIGITS = 2;

/** How many digits after the point a formula's value can have; undefined where it may be any number. */
export function digitsOf(value: Expression, states: ColumnStates): number | undefined {
  switch (value.kind) {
    case 'literal':
      return String(value.value).split('.')[1]?.length ?? 0;
    case 'column': {
      const type = storageType(states.get(value.name)?.type ?? value.type);
      if (type.kind === 'integer') return 0;
      return type.kind === 'decimal' ? Math.max(0, type.scale ?? FREE_DIGITS) : undefined;
    }
    case 'cast':
      return digitsOf(value.operand, states);
    case 'coalesce':
      return most(value.operands.map((each) => digitsOf(each, states)));
    case 'arithmetic': {
      const parts = [value.left, value.right].map((each) => digitsOf(each, states));
      if (value.operator === '*' && !parts.includes(undefined)) return parts[0]! + parts[1]!;
      return value.operator === '/' ? undefined : most(parts);
    }
    default:
      return undefined;
  }
}

function most(digits: readonly (number | undefined)[]): number | undefined {
  return digits.reduce<number | undefined>(
    (highest, each) =>
      highest === undefined || each === undefined ? undefined : Math.max(highest, each),
    0,
  );
}

/** What a formula's value has to be like in every row. */
interface Demand {
  readonly value: Expression;
  readonly side: 'min' | 'max';
  readonly bound: number;
  /** Rows can do without. */
  readonly isWish?: true;
}

function demandsOf(way: Formula, states: ColumnStates): readonly Demand[] {
  const state = states.get(way.column);
  if (state === undefined) return [];
  const own = allowed(state);
  const { value, operator } = way;
  const unit = operator.length === 1 && operator !== '=' ? unitOf(state.type) : 0;
  const positive = way.atLeast.map((each): Demand => ({ ...each, side: 'min' }));
  const least = (bound: number): Demand => ({ value, side: 'min', bound: bound + unit });
  const highest = (bound: number): Demand => ({ value, side: 'max', bound: bound - unit });
  const isFree = state.facets.min === undefined && own.min < 0;
  const lower = [least(own.min), ...(isFree ? [{ ...least(0), isWish: true } as const] : [])];
  switch (operator) {
    case '=':
      return [...positive, ...lower, highest(own.max)];
    case '<':
    case '<=':
      return [...positive, ...lower];
    case '>':
    case '>=':
      return [...positive, highest(own.max)];
  }
}

/** The distance between a column's values. */
function unitOf(type: ColumnType): number {
  const stored = storageType(type);
  if (stored.kind === 'integer') return 1;
  return (
    10 ** -(stored.kind === 'decimal' ? Math.max(0, stored.scale ?? FREE_DIGITS) : FREE_DIGITS)
  );
}

function isKept(demand: Demand, committed: Committed): boolean {
  const { value, side, bound } = demand;
  const { min, max } = intervalOf(value, committed);
  // NaN stands for infinity less infinity, which is anything.
  if (side === 'min' ? min >= bound : max <= bound) return true;
  return isKnown(comparisonOf(demand), committed);
}

function comparisonOf({ value, side, bound }: Demand): Comparison {
  const type: ColumnType = { kind: 'decimal', precision: null, scale: null };
  return {
    kind: 'comparison',
    operator: side === 'min' ? '>=' : '<=',
    left: value,
    right: { kind: 'literal', value: bound, type },
  };
}

function keep(demand: Demand, committed: Committed, steps: number): Committed | string {
  if (isKept(demand, committed)) return committed;
  return bounded(demand, committed) ?? keepByFormula(demand, committed, steps);
}

/** Bounds that nobody misses: no negative numbers, and none beyond a round one. */
function bounded(demand: Demand, committed: Committed): Committed | undefined {
  const columns = sourcesOf(columnsOf(demand.value), committed.relations);
  const lowest = withBounds(committed, columns, (state) =>
    state.facets.min === undefined && allowed(state).min < 0 && allowed(state).max >= 0
      ? { min: { value: 0, inclusive: true } }
      : {},
  );
  if (isKept(demand, lowest)) return lowest;
  // What is told by others is bounded by them.
  const free = columns.filter((column) => !isTold(column, committed.relations));
  return belowRoundNumber(demand, lowest, free) ?? belowRoundNumber(demand, lowest, columns);
}

function belowRoundNumber(
  demand: Demand,
  committed: Committed,
  columns: readonly string[],
): Committed | undefined {
  for (let power = 15; power >= 2; power--) {
    const highest = 10 ** power;
    const both = withBounds(committed, columns, (state) =>
      state.facets.max === undefined &&
      allowed(state).max > highest &&
      allowed(state).min <= highest
        ? { max: { value: highest, inclusive: true } }
        : {},
    );
    if (isKept(demand, both)) return both;
  }
  return undefined;
}

function isTold(column: string, relations: readonly Relation[]): boolean {
  return relations.some(
    (relation) => relation.kind === 'formula' && relation.ways[0]?.column === column,
  );
}

/** The columns that others are made of, in the end. */
function sourcesOf(columns: readonly string[], relations: readonly Relation[]): readonly string[] {
  const found = new Set(columns);
  for (const column of found) {
    for (const relation of relations) {
      const way = chosenWay(relation);
      if (way?.column !== column || way.operator !== '=') continue;
      found.delete(column);
      for (const name of columnsOf(way.value)) found.add(name);
    }
  }
  return [...found];
}

function withBounds(
  committed: Committed,
  columns: readonly string[],
  boundsOf: (state: ColumnState) => Facets,
): Committed {
  const states = new Map(committed.states);
  for (const name of columns) {
    const state = states.get(name)!;
    const facets = intersectFacets(state.facets, boundsOf(state), state.type);
    if (facets !== undefined) states.set(name, { ...state, facets });
  }
  return { ...committed, states };
}

/** The demand as a formula of one of the columns that it is about, or as a bound of the only one. */
function keepByFormula(demand: Demand, committed: Committed, steps: number): Committed | string {
  const { value, bound } = demand;
  const reason = `${columnsOf(value).join(', ')} would leave the others no room`;
  if (!Number.isFinite(bound) || steps >= MOST_STEPS) return reason;
  const ways = formulasOf(comparisonOf(demand));
  const [only] = ways;
  if (only === undefined) return reason;
  if (columnsOf(only.value).length > 0)
    return commitFormula(committed, { kind: 'formula', ways }, steps + 1);
  const limit = intervalOf(only.value, committed).min;
  const inclusive: Facets = {
    [only.operator.startsWith('<') ? 'max' : 'min']: { value: limit, inclusive: true },
  };
  const state = committed.states.get(only.column)!;
  const facets = intersectFacets(state.facets, inclusive, state.type);
  if (facets === undefined || state.reference) return reason;
  return { ...committed, states: new Map(committed.states).set(only.column, { ...state, facets }) };
}
