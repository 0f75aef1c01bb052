import { hashIndex } from '../random/hash.ts';
import { Permutation } from '../random/permutation.ts';
import { pickChild } from './ancestors.ts';
import { fixedIn, turnOf } from './fixed-parents.ts';
import { relativeOfFixed } from './fixed-relatives.ts';
import { overCapacity } from './over-capacity.ts';
import type { ReferencePlan, Strategy } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { SameAncestor } from './same-ancestor.ts';
import type { Segment, TableRows } from './table-rows.ts';

/**
 * The parent of a row that a scenario added: what the scenario fixed, else a row the same scenario
 * added, else one of the base. Base rows are not dealt anew, so they do not change.
 *
 * @param strategy - how a base row finds its parent
 */
export function addedParent(plan: ReferencePlan, view: RowView, strategy: Strategy): number {
  const fixed = fixedIn(plan, view.segment);
  if (fixed !== undefined) return turnOf(fixed, view);
  if (plan.options.through !== undefined) return strategy(view);
  if (plan.selfReferring) return plan.nullable ? -1 : view.place;
  const random = hashIndex(plan.keyFor('pick', view.segment.scenario ?? ''), view.index);
  const relative = relativeOfFixed(plan, view, random);
  if (relative !== undefined) return relative;
  if (!plan.required && random / 4294967296 < (plan.options.nulls ?? 0)) return -1;
  if (plan.pairing !== null) return strategy(view);
  const { same } = plan;
  if (same !== null) return pickAdded(plan, view, same, random);
  if (plan.cap === 1 && plan.filter === null) return spareParent(plan, view);
  const own = ownRows(plan, view.segment.scenario);
  if (plan.filter !== null) return admittedParent(plan, view, own);
  if (own.count > 0) return own.start + (view.index % own.count);
  const size = plan.target.baseCount;
  const order = new Permutation(size, plan.keyFor('added', view.segment.scenario ?? ''));
  if (size > 0) return order.apply(view.index % size);
  if (plan.required) {
    const shortage = { rows: plan.table.count, parents: 0, room: 0 };
    throw overCapacity(plan, view.segment.scenario, shortage);
  }
  return -1;
}

/** One of those that the reference's `where` admits: the scenario's own first. */
function admittedParent(
  plan: ReferencePlan,
  view: RowView,
  own: { readonly start: number; readonly count: number },
): number {
  const filter = plan.filter!;
  for (let at = 0; at < own.count; at++) {
    const place = own.start + ((view.index + at) % own.count);
    if (filter.admits(place)) return place;
  }
  const { places } = filter;
  if (places.length > 0) return places[view.index % places.length]!;
  if (!plan.required) return -1;
  throw overCapacity(plan, view.segment.scenario, { rows: plan.table.count, parents: 0, room: 0 });
}

/** Rows that a reference may lead to, numbered. */
export interface Eligible {
  readonly size: number;
  at(number: number): number;
}

/**
 * The rows that a row of a scenario may refer to.
 *
 * @param plan - the reference
 * @param view - at the row
 */
export function eligible(plan: ReferencePlan, view: RowView): Eligible {
  const { segment } = view;
  const fixed = fixedIn(plan, segment) ?? null;
  if (fixed !== null) return { size: fixed.count, at: (number) => fixed.start + number };
  const { same } = plan;
  if (same !== null) return relatives(plan, same.of(view), same);
  const own = ownRows(plan, segment.scenario);
  if (own.count > 0) return { size: own.count, at: (number) => own.start + number };
  return { size: plan.target.baseCount, at: (number) => number };
}

/** Rows of an ancestor: the base's first, then those that scenarios added. */
export function relatives(plan: ReferencePlan, ancestor: number, same: SameAncestor): Eligible {
  if (ancestor < 0 || plan.target.count === 0) return { size: 0, at: () => -1 };
  const kin = plan.target.kin(same.own);
  const base = kin.of(ancestor);
  const added = kin.added(ancestor);
  return {
    size: base.size + added.length,
    at: (number) => (number < base.size ? base.at(number) : added[number - base.size]!),
  };
}

function pickAdded(plan: ReferencePlan, view: RowView, same: SameAncestor, random: number): number {
  if (plan.target.count === 0) return -1;
  const ancestor = same.of(view);
  if (ancestor < 0) return -1;
  const chosen = pickChild(plan.target, same.own, ancestor, random);
  if (chosen >= 0) return chosen;
  const { size, at } = relatives(plan, ancestor, same);
  return size === 0 ? -1 : at(random % size);
}

/** The rows that the same scenario added to the parent table; they lie together. */
export function ownRows(
  plan: { readonly target: TableRows },
  scenario: string | null,
): { readonly start: number; readonly count: number } {
  const own = plan.target.segments.filter((each) => each.scenario === scenario);
  return { start: own[0]?.start ?? 0, count: own.reduce((sum, each) => sum + each.count, 0) };
}

/** A parent that no other row has, for references that allow one child only. */
function spareParent(plan: ReferencePlan, view: RowView): number {
  const { scenario } = view.segment;
  let spare = 0;
  for (const name of new Set(plan.table.segments.map((each) => each.scenario))) {
    if (name === null) continue;
    const segments = plan.table.segments.filter((each) => each.scenario === name);
    const free = segments.filter((each) => fixedIn(plan, each) === undefined);
    // Rows of the scenario's own that it gives away itself are not given away here.
    const own = free.length === segments.length ? ownRows(plan, name) : { start: 0, count: 0 };
    if (name !== scenario) {
      const rows = free.reduce((sum, each) => sum + each.count, 0);
      spare += Math.max(0, rows - own.count);
      continue;
    }
    let number = view.place - view.segment.start;
    for (const each of free) if (each.start < view.segment.start) number += each.count;
    if (number < own.count) return own.start + number;
    spare += number - own.count;
    break;
  }
  const rank = plan.dealer.spareRank(spare);
  if (rank < plan.target.baseCount) return plan.dealer.parentAtRank(rank);
  if (!plan.required) return -1;
  const shortage = { rows: plan.table.count, parents: plan.target.count };
  throw overCapacity(plan, scenario, shortage);
}

/**
 * The rows that scenarios added to a table, by the row that a reference leads them to. They are few,
 * and fixed to parents in many ways, so they are counted rather than computed.
 */
export class AddedFamilies {
  readonly #plan: ReferencePlan;
  readonly #children = new Map<number, number[]>();
  readonly #positions: Float64Array;

  /**
   * @param plan - the reference
   * @param partOf - divides rows further than by parent: those of each part are numbered by themselves
   */
  constructor(plan: ReferencePlan, partOf: (segment: Segment) => string = () => '') {
    this.#plan = plan;
    const { table } = plan;
    this.#positions = new Float64Array(table.count - table.baseCount);
    const view = table.newView();
    const counts = new Map<string, number>();
    for (let place = table.baseCount; place < table.count; place++) {
      const parent = plan.parentPlace(view.moveTo(place));
      const part = `${parent} ${partOf(view.segment)}`;
      const position = counts.get(part) ?? 0;
      counts.set(part, position + 1);
      this.#positions[place - table.baseCount] = position;
      const children = this.#children.get(parent);
      if (children === undefined) this.#children.set(parent, [place]);
      else children.push(place);
    }
  }

  /** The places of the rows that scenarios gave to a row. */
  childrenOf(parent: number): readonly number[] {
    return this.#children.get(parent) ?? [];
  }

  /** A row's number among its parent's children, the base's before it; −1 where it has no parent. */
  positionOf(view: RowView, parent: number): number {
    if (parent < 0) return -1;
    const { target } = this.#plan;
    const before = parent < target.baseCount ? this.#plan.childrenOf(parent) : 0;
    return before + this.addedPosition(view);
  }

  /** A row's number among those that scenarios gave to its parent. */
  addedPosition(view: RowView): number {
    return this.#positions[view.place - this.#plan.table.baseCount]!;
  }
}
