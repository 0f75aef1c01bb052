import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { ColumnState, ColumnStates } from './column-state.ts';
import { compareValues } from './compare-values.ts';
import { formatDecimal, parseDecimal, remainderOf, subtractDecimals } from './decimal.ts';
import type { Bound } from './facets.ts';
import { plainNumber } from './fold-cast.ts';
import { intersectFacets } from './intersect-facets.ts';
import type { Relation } from './requirement.ts';

/** Relations that every row keeps, and the columns' states with room for them. */
export interface Committed {
  readonly relations: readonly Relation[];
  readonly states: ColumnStates;
}

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
  const relations = [...committed.relations, relation];
  if (relation.kind === 'differs') return commitDifference(committed, relation, relations);
  if (reaches(committed.relations, relation.later, relation.earlier)) {
    return `it orders ${relation.earlier} and ${relation.later} in a circle`;
  }
  const tight = tooTight(relations, committed.states);
  if (tight !== undefined) return tight;
  const states = propagate(committed.states, relations);
  return typeof states === 'string' ? states : { relations, states };
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

/** Whether an order leads from one column to another, directly or through others. */
function reaches(relations: readonly Relation[], from: string, to: string): boolean {
  return (
    from === to ||
    relations.some(
      (relation) =>
        relation.kind === 'order' &&
        relation.earlier === from &&
        reaches(relations, relation.later, to),
    )
  );
}

function isSame(a: Relation, b: Relation): boolean {
  if (a.kind === 'order') {
    return (
      b.kind === 'order' &&
      a.earlier === b.earlier &&
      a.later === b.later &&
      a.strict === b.strict &&
      a.least === b.least &&
      a.most === b.most
    );
  }
  if (b.kind === 'order') return false;
  return (a.left === b.left && a.right === b.right) || (a.left === b.right && a.right === b.left);
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
      if (max === null) continue;
      const inclusive = max.inclusive && !relation.strict;
      const facets = intersectFacets(
        earlier.facets,
        { max: { value: max.value, inclusive } },
        earlier.type,
      );
      if (facets === undefined) return `${relation.earlier} has no value below ${relation.later}`;
      bounded.set(relation.earlier, { ...earlier, facets });
    }
  }
  return bounded;
}

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
