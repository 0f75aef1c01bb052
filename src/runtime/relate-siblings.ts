import { followPath } from './ancestors.ts';
import { Deciders, relativesOf } from './deciders.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { SameAncestor } from './same-ancestor.ts';
import { widerThan } from './pick-relative.ts';
import type { TableRows } from './table-rows.ts';

/**
 * Where a row needs a relative of the same ancestor, every ancestor in question has to have one: as many as
 * there can be do, and rows are dealt to those.
 *
 * @param tables - all whose rows are made, their references planned
 */
export function relateSiblings(tables: readonly TableRows[]): void {
  const found = tables.flatMap((rows) =>
    rows.references.flatMap((reference): Sibling[] => {
      const { same, nullable, conditional, selfReferring } = reference;
      if (same === null || (nullable && !conditional) || selfReferring) return [];
      const up = dealtWay(reference.target, same.own);
      // The row's own key is where the row itself leads.
      const way = rows.isOwnKey(same.path[0]!) ? [] : dealtWay(rows, same.path);
      // Rows that are there are dealt by nobody, and not known before a database is asked.
      if ([reference, ...up, ...way].some(({ target }) => target.model.existing)) return [];
      return [{ reference, same, up, way, holder: lastDealt(up), lead: lastDealt(way) }];
    }),
  );
  for (const sibling of found) coverParents(sibling);
  const deciders = new Deciders(tables);
  const alike = new Map<ReferencePlan, Sibling>();
  for (const sibling of found) {
    if (!hasRows(sibling)) continue;
    preferAlong(sibling.way, sibling, deciders);
    const { lead, holder, reference } = sibling;
    if (lead === null || lead === holder) continue;
    // What one row needs of an ancestor has to be there for one ancestor at least: each follows the one before.
    const before = alike.get(lead);
    if (before?.reference.table === reference.table) preferAlong(sibling.up, before, deciders);
    alike.set(lead, sibling);
  }
}

/** A reference to a relative that every row has, or those that a condition of the definition gives one. */
interface Sibling {
  readonly reference: ReferencePlan;
  readonly same: SameAncestor;
  /** The references from relatives to what they have in common with the row, and from the row. */
  readonly up: readonly ReferencePlan[];
  readonly way: readonly ReferencePlan[];
  /** By which relatives are dealt to it. */
  readonly holder: ReferencePlan | null;
  /** By which the row, or one that it leads to, is. */
  readonly lead: ReferencePlan | null;
}

function hasRows({ reference }: Sibling): boolean {
  return reference.table.count > 0 && reference.target.baseCount > 0;
}

/** No ancestor is left without a relative, as far as there are relatives enough. */
function coverParents({ up, holder, lead }: Sibling): void {
  if (holder === null) return;
  if (lead !== null && lead.target === holder.target) lead.within.push(holder);
  for (const each of up) each.everyParent = true;
}

/**
 * Several steps down not every ancestor need have a relative: of the stores some have no refund. All that
 * leads to an ancestor prefers those that have one.
 */
function preferAlong(way: readonly ReferencePlan[], sibling: Sibling, deciders: Deciders): void {
  const { reference, same, up, holder, way: own } = sibling;
  const kin = reference.target.kin(same.own);
  // One step up all lead to the same ancestors first, as far as nothing else is in the way.
  const isPrefix = up.length === 1 && holder !== null && (way === own || way.length === 1);
  const last = way.at(-1);
  const isSure = (): boolean =>
    isPrefix && last?.target === holder.target && !holder.isBounded && !last.isBounded;
  for (const [at, each] of way.entries()) {
    if (!each.dealt && each.same === null) continue;
    const rest = way.slice(at + 1);
    if (!deciders.mayAsk(each, [...relativesOf(reference), ...rest])) continue;
    const climb = climbing(each);
    const path = rest.map(({ lead }) => lead);
    each.prefer({
      bounds: !isPrefix,
      isSure,
      isPreferred(parent) {
        const ancestor = climb(parent, path);
        return ancestor >= 0 && kin.of(ancestor).size > 0;
      },
      isPossible: at === 0 ? isPossible(each, reference) : () => true,
    });
  }
}

/** Whether a row with that parent can do: not where it would have to be of two tenants. */
function isPossible(first: ReferencePlan, reference: ReferencePlan): (parent: number) => boolean {
  const wider = first.table === reference.table ? widerThan(reference) : null;
  if (wider === null) return () => true;
  const climb = climbing(first);
  return (parent) => {
    const [lead, ...rest] = reference.table.wayOf(wider.path);
    return lead !== first.lead || reference.target.kin(wider.own).of(climb(parent, rest)).size > 0;
  };
}

/** From a parent to what is further up. */
function climbing({ target }: ReferencePlan): (parent: number, path: readonly string[]) => number {
  let view: RowView | undefined;
  return (parent, path) =>
    path.length === 0 ? parent : followPath((view ??= target.newView()).moveTo(parent), path);
}

/**
 * The references of a way up by which rows are dealt: where one follows from others, these. A way that
 * begins anew at one of its own has none.
 */
function dealtWay(
  rows: TableRows,
  path: readonly string[],
  within: readonly ReferencePlan[] = [],
): readonly ReferencePlan[] {
  let table = rows;
  return path.flatMap((column) => {
    const reference = table.references[table.referenceOf(column)]!;
    const from = table;
    table = reference.target;
    if (reference.options.through === undefined) return [reference];
    if (within.includes(reference)) return [];
    return dealtWay(from, reference.way, [...within, reference]);
  });
}

/** The last reference of a way, where it is dealt. */
function lastDealt(way: readonly ReferencePlan[]): ReferencePlan | null {
  const last = way.at(-1);
  return last?.dealt ? last : null;
}
