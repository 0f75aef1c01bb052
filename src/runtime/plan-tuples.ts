import type { Space } from '../../generators/generator.ts';
import { deriveKey } from '../random/hash.ts';
import { Permutation } from '../random/permutation.ts';
import { AddedFamilies, addedParent, eligible, type Eligible } from './added-parents.ts';
import { followPath } from './ancestors.ts';
import { isConstant } from './definition.ts';
import { fixedIn } from './fixed-parents.ts';
import { columnKey, type Distinct } from './make-distinct.ts';
import { overKey } from './over-capacity.ts';
import { ancestorItself, planWithin } from './plan-within.ts';
import { printSource } from './print-source.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { SameAncestor } from './same-ancestor.ts';
import type { Segment, TableRows } from './table-rows.ts';
import type { KeyModel } from './table-model.ts';

/**
 * Gives each parent one child at most.
 *
 * @param key - the key that is this reference alone
 */
export function planOneToOne(reference: ReferencePlan, key: KeyModel): void {
  reference.leading = true;
  reference.limitedBy = key;
  if (key.nullsEqual) reference.required = true;
  if (reference.selfReferring) planChain(reference);
  else if (reference.dealt) reference.cap = 1;
  else planWithin(reference);
}

/** Each row follows the one before it, in chains as long as a tree is deep. */
function planChain(reference: ReferencePlan): void {
  const { fanout } = reference.options;
  const depth = (fanout?.kind === 'tree' ? fanout.depth : undefined) ?? 8;
  reference.rule(() => (view) => {
    if (!reference.nullable) return view.place;
    return view.segment.scenario !== null || view.index % depth === 0 ? -1 : view.place - 1;
  });
}

/** A part of a key, and the values that a row can have in it once its lead parent is known. */
interface Dimension {
  /** How many values a row of the base has. */
  readonly size: (parent: number) => number;
  /** What a scenario's row may have instead: rows of its scenario's own, or the value that is written. */
  readonly added: (view: RowView) => Eligible | null;
  /** Rows of different parts differ in this dimension, and are numbered apart. */
  readonly partOf: (segment: Segment) => string;
  /** Takes the digit that a row's number has in this dimension; −1 where the row has none. */
  readonly take: (digit: (view: RowView) => number) => void;
}

/** A column of a key that a short list fills. */
export interface Finite {
  readonly column: string;
  readonly space: Space;
  /** The definition leaves it NULL in some rows. */
  readonly nulls: boolean;
}

/**
 * A key of references and short lists: rows are dealt to the parents of one reference, and a row's
 * number in its family, permuted, is unranked over the other columns.
 *
 * @returns the columns to wrap; null where the key cannot be made unique so
 */
export function planTuples(
  rows: TableRows,
  key: KeyModel,
  references: readonly ReferencePlan[],
  finite: readonly Finite[],
): ReadonlyMap<string, Distinct> | null {
  const distinct = new Map<string, Distinct>();
  const spill = spillColumn(key, finite);
  const lead = chooseLead(rows, key, references);
  const dimensions = references.flatMap((reference) =>
    reference === lead ? [] : (referenceDimension(reference, lead, key) ?? []),
  );
  // A lead outside of the key tells rows apart by its relatives only.
  if (lead !== null && !references.includes(lead) && dimensions.length === 0) return null;
  for (const { column, space } of finite) {
    const { size } = space;
    dimensions.push({
      size: () => size,
      added: ({ segment }) => (segment.written.has(column) ? ONE_VALUE : null),
      partOf: ({ written }) => printSource(written.get(column)),
      take: (digit) => {
        const made: Distinct = (cell) => (view) => {
          const { written } = view.segment;
          if (written.has(column)) {
            const value = cell(view) ?? null;
            // Says so where the same value is there twice; what a function gives is its own affair.
            if (isConstant(written.get(column)) && (value !== null || key.nullsEqual)) digit(view);
            return value;
          }
          const number = digit(view);
          if (number === SPILLED) return column === spill ? null : cell(view);
          if (number < 0 || (!key.nullsEqual && (cell(view) ?? null) === null)) return cell(view);
          return space.at(number);
        };
        distinct.set(column, Object.assign(made, { replaces: true as const }));
      },
    });
  }
  if (lead === null && dimensions.length === 0) return null;
  if (lead !== null && dimensions.length === 0) {
    planOneToOne(lead, key);
    return distinct;
  }
  const capacity = (parent: number): number => product(dimensions.map((each) => each.size(parent)));
  if (lead === null) {
    if (capacity(0) < rows.count && spill === undefined) {
      throw overKey(rows, key.label, String(capacity(0)), capacity(0));
    }
  } else {
    lead.leading = true;
    lead.limitedBy = key;
    lead.limit(capacity);
    if (key.nullsEqual) lead.required = true;
  }
  takeDigits(rows, key, lead, dimensions, spill !== undefined);
  return distinct;
}

/**
 * The column that is NULL in rows for which a key has no values left: one that the definition makes NULL
 * in some rows, where NULL is no duplicate.
 */
function spillColumn(key: KeyModel, finite: readonly Finite[]): string | undefined {
  return key.nullsEqual ? undefined : finite.find(({ nulls }) => nulls)?.column;
}

/** In place of a digit: the key has no value left for the row. */
const SPILLED = -2;

/** What a scenario writes into a column is the one value that its rows have there. */
const ONE_VALUE: Eligible = { size: 1, at: () => -1 };

/** Hands each dimension its digit of the row's number. */
function takeDigits(
  rows: TableRows,
  key: KeyModel,
  lead: ReferencePlan | null,
  dimensions: readonly Dimension[],
  spills: boolean,
): void {
  const base = columnKey(rows, key.columns.join('\0'));
  const place = lead === null ? -1 : rows.references.indexOf(lead);
  let last: { parent: number; order: Permutation } | undefined;
  const permuted = (parent: number, size: number, number: number): number => {
    if (last?.parent !== parent || last.order.size !== size) {
      last = { parent, order: new Permutation(size, deriveKey(base, parent)) };
    }
    return last.order.apply(number);
  };
  // Rows that a scenario gives other parents or values in the key's other columns are told apart by those.
  const partOf = (segment: Segment): string =>
    dimensions.map((dimension) => dimension.partOf(segment)).join();
  let families: AddedFamilies | undefined;
  const numberOf = (view: RowView, parent: number, own: boolean): number => {
    if (lead === null) return own ? numberInPart(view, partOf) : view.place;
    if (view.segment.scenario === null) return lead.dealer.positionOf(view.index);
    families ??= new AddedFamilies(lead, partOf);
    return own ? families.addedPosition(view) : families.positionOf(view, parent);
  };
  for (const [at, dimension] of dimensions.entries()) {
    dimension.take((view) => {
      const parent = lead === null ? 0 : view.parentPlace(place);
      if (parent < 0) return -1;
      // Under a parent of the base a scenario's row counts on from the base's, with the same values;
      // with rows of its own it meets none of them.
      const sizes = dimensions.map((each) => each.added(view)?.size ?? each.size(parent));
      const own = dimensions.some((each) => each.added(view) !== null);
      const size = Math.min(2 ** 52, product(sizes));
      const number = numberOf(view, parent, own);
      if (number >= size && lead === null && spills) return SPILLED;
      if (number >= size)
        throw overKey(rows, key.label, `${product(sizes)} for each row of "${lead?.target.key}"`);
      return Math.floor(permuted(parent, size, number) / product(sizes.slice(0, at))) % sizes[at]!;
    });
  }
}

/** A row's number among the added rows that nothing but this key tells apart. */
function numberInPart(view: RowView, partOf: (segment: Segment) => string): number {
  const { segment, place } = view;
  const part = partOf(segment);
  let number = place - segment.start;
  for (const each of view.table.segments) {
    if (each.scenario !== null && each.start < segment.start && partOf(each) === part) {
      number += each.count;
    }
  }
  return number;
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}

/** The reference to deal rows by: what others have to agree with, else one that is never NULL. */
function chooseLead(
  rows: TableRows,
  key: KeyModel,
  references: readonly ReferencePlan[],
): ReferencePlan | null {
  const dealt = references.filter((reference) => reference.dealt && !reference.taken);
  const usable = key.nullsEqual ? dealt.filter((each) => !each.nullable) : dealt;
  for (const reference of references) {
    const other = references.find((each) => isPaired(each, reference));
    if (other !== undefined && usable.includes(other)) return other;
    const { same } = reference;
    if (same === null || reference.target.count === 0) continue;
    const lead = leadOf(rows, same);
    if (lead !== null && usable.includes(lead)) return lead;
    const direct = ancestorItself(rows, same);
    if (direct !== null && !direct.nullable) return direct;
  }
  return (
    usable.find((each) => each.leading) ??
    usable.find((each) => each.everyParent) ??
    usable.find((each) => !each.nullable) ??
    usable[0] ??
    null
  );
}

/** Whether rows are dealt by one reference, and the other leads to a row that goes with its parent. */
export function isPaired(other: ReferencePlan, { pairing, table, target }: ReferencePlan): boolean {
  if (pairing === null || other.target !== target || !other.dealt) return false;
  return table.references[table.referenceOf(pairing.column)] === other;
}

/** The dealt reference that a path starts with, directly or through another column. */
function leadOf(table: TableRows, same: SameAncestor): ReferencePlan | null {
  const [first] = table.wayOf(same.path);
  if (table.isOwnKey(first!)) return null;
  const lead = table.references[table.referenceOf(first!)]!;
  return lead.dealt || lead.options.through !== undefined ? lead : null;
}

function referenceDimension(
  reference: ReferencePlan,
  lead: ReferencePlan | null,
  key: KeyModel,
): Dimension | null {
  if (reference.selfReferring || reference.leading || reference.taken !== null) return null;
  const { same, pairing } = reference;
  if (pairing !== null && (lead === null || !isPaired(lead, reference))) return null;
  if (same !== null && (lead === null || reference.target.count === 0)) return null;
  if (same !== null && leadOf(lead!.table, same) !== lead) return null;
  const kin = same === null ? null : reference.target.kin(same.own);
  const ancestorOf = same === null ? null : ancestorOfLead(lead!, same);
  const size = (parent: number): number => {
    const { baseCount } = reference.target;
    if (pairing !== null && parent < baseCount) return Math.max(0, pairing.size(parent, baseCount));
    if (kin === null) return baseCount;
    const ancestor = parent < 0 ? -1 : ancestorOf!(parent);
    return ancestor < 0 ? 0 : kin.of(ancestor).size;
  };
  const added = (view: RowView): Eligible | null => {
    if (view.segment.scenario === null) return null;
    const fixed = fixedIn(reference, view.segment) !== undefined;
    const parent = lead === null ? -1 : view.parentPlace(lead.table.references.indexOf(lead));
    const base = lead === null || parent < lead.target.baseCount;
    return fixed || !base ? eligible(reference, view) : null;
  };
  const take: Dimension['take'] = (digit) => {
    reference.rule((before) => (view) => {
      const scenario = view.segment.scenario !== null;
      if (!scenario && !key.nullsEqual && reference.nullable && before(view) < 0) return -1;
      const number = digit(view);
      // Without a lead parent there is NULL in the key, and nothing to tell apart.
      if (number < 0) return scenario ? addedParent(reference, view, before) : before(view);
      const own = added(view);
      if (own !== null) return own.at(number);
      if (same !== null) return kin!.of(same.of(view)).at(number);
      const { baseCount } = reference.target;
      const parent =
        pairing === null ? Infinity : view.parentPlace(lead!.table.references.indexOf(lead!));
      return parent < baseCount ? pairing!.at(parent, baseCount, number) : number;
    });
  };
  const partOf = (segment: Segment): string => String(fixedIn(reference, segment)?.start);
  return { size, added, partOf, take };
}

/** From a parent of the lead to the ancestor that `same` names, without the child's row. */
function ancestorOfLead(lead: ReferencePlan, same: SameAncestor): (parent: number) => number {
  const path = lead.table.wayOf(same.path).slice(1);
  if (path.length === 0) return (parent) => parent;
  let view: RowView | undefined;
  return (parent) => followPath((view ??= lead.target.newView()).moveTo(parent), path);
}
