import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { ColumnState, ColumnStates } from './column-state.ts';
import { brokenFormula, commitFormula } from './commit-formula.ts';
import { compareValues } from './compare-values.ts';
import { formatDecimal, parseDecimal, remainderOf, subtractDecimals } from './decimal.ts';
import type { ColumnReference, Comparison } from './expression.ts';
import type { Bound, Facets } from './facets.ts';
import { formulasOf } from './formula.ts';
import { plainNumber } from './fold-cast.ts';
import { intersectFacets } from './intersect-facets.ts';
import { chosenWay, isSame, leadsTo, type Committed } from './committed.ts';
import type { Relation } from './requirement.ts';

/**
 * Takes one more relation on: from then on it holds in every row where both columns are present.
 *
 * @param committed - what was taken on before
 * @param relation - the relation to add
 * @returns what is committed then, or the reason why the relation cannot be kept
 */
export function commit(committed: Committed, relation: Relation): Committed | string {
  const isKnown = committed.relations.some((other) => isSame(other, relation));
  if (isKnown) return committed;
  const outcome =
    relation.kind === 'formula'
      ? commitFormula(committed, relation)
      : commitPair(committed, relation);
  return typeof outcome === 'string' ? outcome : (brokenFormula(outcome) ?? outcome);
}

function commitPair(
  committed: Committed,
  relation: Exclude<Relation, { kind: 'formula' }>,
): Committed | string {
  const relations = [...committed.relations, relation];
  const told = relation.kind === 'order' ? [relation.later] : [relation.left, relation.right];
  for (const other of committed.relations) {
    const way = chosenWay(other);
    if (way === undefined || !told.includes(way.column)) continue;
    return relation.kind === 'order' && relation.least === undefined && relation.most === undefined
      ? commitFormula(committed, orderAsFormula(relation, committed.states))
      : `${way.column} is told by other columns`;
  }
  if (relation.kind === 'differs') return commitDifference(committed, relation, relations);
  if (leadsTo(committed.relations, relation.later, relation.earlier)) {
    return `it orders ${relation.earlier} and ${relation.later} in a circle`;
  }
  const tight = tooTight(relations, committed.states);
  if (tight !== undefined) return tight;
  const states = propagate(committed.states, relations);
  return typeof states === 'string' ? states : { relations, states };
}

/** What is told by a formula already bounds the other column from above. */
function orderAsFormula(
  { earlier, later, strict }: Extract<Relation, { kind: 'order' }>,
  states: ColumnStates,
): Extract<Relation, { kind: 'formula' }> {
  const [left, right] = [earlier, later].map((name): ColumnReference => ({
    kind: 'column',
    name,
    type: storageType(states.get(name)!.type),
  }));
  const comparison: Comparison = {
    kind: 'comparison',
    operator: strict ? '<' : '<=',
    left: left!,
    right: right!,
  };
  return { kind: 'formula', ways: formulasOf(comparison) };
}

/** Why lengths of time leave no room: beside other bounds of the later column, or each other. */
function tooTight(relations: readonly Relation[], states: ColumnStates): string | undefined {
  const orders = relations.filter((relation) => relation.kind === 'order');
  for (const { earlier, later, least, most } of orders) {
    if (least === undefined && most === undefined) continue;
    const beside = orders.filter((order) => order.later === later);
    const { min, max, values, step } = states.get(later)?.facets ?? {};
    const isBound =
      values !== undefined ||
      step !== undefined ||
      (most === undefined ? max : min) !== undefined ||
      (most !== undefined && beside.some((order) => order.earlier !== earlier));
    if (isBound) return `${later} is bound otherwise too, beside its time from ${earlier}`;
    const pair = beside.filter((order) => order.earlier === earlier);
    const shortest = Math.max(0, ...pair.map((order) => order.least ?? 0));
    const longest = Math.min(Infinity, ...pair.map((order) => order.most ?? Infinity));
    if (shortest > longest) return `no time is so far from ${earlier} and so near`;
  }
  return undefined;
}

/** Of a few values, each column needs one more than there are columns that it differs from. */
function commitDifference(
  { states }: Committed,
  relation: Extract<Relation, { kind: 'differs' }>,
  relations: readonly Relation[],
): Committed | string {
  for (const name of [relation.left, relation.right]) {
    const state = states.get(name);
    const values = state === undefined ? null : valueCount(state);
    const others = relations.filter(
      (other) => other.kind === 'differs' && (other.left === name || other.right === name),
    );
    if (values !== null && values <= others.length) {
      return `${name} has too few values to differ from ${others.length} other column`;
    }
  }
  return { relations, states };
}

function valueCount({ type, facets }: ColumnState): number | null {
  if (facets.values !== undefined) return facets.values.length;
  const stored = storageType(type);
  if (stored.kind === 'enum') return stored.labels.length;
  return stored.kind === 'boolean' ? 2 : null;
}

/** Lowers the upper bounds of earlier columns until a later value is left above each of them. */
function propagate(states: ColumnStates, relations: readonly Relation[]): ColumnStates | string {
  const bounded = new Map(states);
  for (let round = 0; round <= relations.length; round += 1) {
    for (const relation of relations) {
      if (relation.kind !== 'order') continue;
      const earlier = bounded.get(relation.earlier);
      const later = bounded.get(relation.later);
      if (earlier === undefined || later === undefined) continue;
      const max = highestOf(later, earlier, relation.strict);
      const inclusive = max?.inclusive === true && !relation.strict;
      const below = max === null ? {} : { max: { value: max.value, inclusive } };
      const facets = intersectFacets(earlier.facets, below, earlier.type);
      if (facets === undefined) return `${relation.earlier} has no value below ${relation.later}`;
      bounded.set(relation.earlier, { ...earlier, facets: notBefore(facets, earlier, later) });
    }
  }
  return bounded;
}

/**
 * A later time is drawn from where the earlier one is, whatever it is not to be before: so the earlier one is not
 * before that either, as far as it may be so late.
 */
function notBefore(facets: Facets, { type }: ColumnState, later: ColumnState): Facets {
  const { min } = later.facets;
  const isTime = TIMES.has(storageType(type).kind) && TIMES.has(storageType(later.type).kind);
  return min === undefined || !isTime ? facets : (intersectFacets(facets, { min }, type) ?? facets);
}

const TIMES: ReadonlySet<ColumnType['kind']> = new Set(['timestamp', 'date', 'time']);

/** The highest value that a later column can have; null where nothing limits it. */
function highestOf(later: ColumnState, earlier: ColumnState, strict: boolean): Bound | null {
  const { max, values, step, excluded = [] } = later.facets;
  if (values !== undefined) return highestValue(values, later.type);
  if (max === undefined) return limitOf(later, earlier, strict);
  if (step?.kind === 'multiple') return lastStep(max, step.of, step.offset);
  const isExcluded = excluded.some((value) => compareValues(value, max.value, later.type) === 0);
  return isExcluded ? { ...max, inclusive: false } : max;
}

function highestValue(values: readonly unknown[], type: ColumnType): Bound | null {
  const [highest] = [...values].sort((a, b) => compareValues(b, a, type) ?? 0);
  return typeof highest === 'number' || typeof highest === 'string'
    ? { value: highest, inclusive: true }
    : null;
}

function lastStep(max: Bound, of: number | string, offset: number | string): Bound {
  const [bound, unit, start] = [max.value, of, offset].map((part) => parseDecimal(part));
  if (bound === undefined || unit === undefined || start === undefined) return max;
  const beyond = remainderOf(subtractDecimals(bound, start), unit);
  if (beyond === undefined) return max;
  const isOnStep = beyond.digits === 0n && !max.inclusive;
  const value = subtractDecimals(bound, isOnStep ? unit : beyond);
  return { value: plainNumber(formatDecimal(value)), inclusive: true };
}

/** Where a type ends, if an earlier column of it could otherwise leave no room. */
function limitOf(later: ColumnState, earlier: ColumnState, strict: boolean): Bound | null {
  const [own, other] = [storageType(later.type), storageType(earlier.type)];
  if (own.kind !== 'integer') return null;
  const isNarrower = other.kind !== 'integer' || own.bits < other.bits;
  if (!strict && !isNarrower) return null;
  const digits = 2n ** BigInt(own.unsigned ? own.bits : own.bits - 1) - 1n;
  return { value: plainNumber(digits.toString()), inclusive: true };
}
