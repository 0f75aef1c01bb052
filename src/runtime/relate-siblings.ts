import { followPath } from './ancestors.ts';
import { alongWay, Deciders, relativesOf } from './deciders.ts';
import type { Preference, ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { SameAncestor } from './same-ancestor.ts';
import { widerThan } from './strangers.ts';
import type { TableRows } from './table-rows.ts';

/**
 * Where a row needs a relative of the same ancestor, every ancestor in question has to have one: as many as
 * there can be do, and rows are dealt to those.
 *
 * @param tables - all of them, their references planned
 */
export function relateSiblings(tables: readonly TableRows[]): void {
  const found = tables.flatMap((rows) =>
    rows.references.flatMap((reference): Sibling[] => {
      const { same, nullable, selfReferring } = reference;
      if (same === null || nullable || selfReferring) return [];
      const up = dealtWay(reference.target, same.own);
      // The row's own key is where the row itself leads.
      const way = rows.isOwnKey(same.path[0]!) ? [] : dealtWay(rows, same.path);
      return [{ reference, same, up, holder: lastDealt(up), lead: lastDealt(way) }];
    }),
  );
  for (const sibling of found) coverParents(sibling);
  const deciders = new Deciders(tables);
  const alike = new Map<ReferencePlan, Sibling[]>();
  for (const sibling of found) {
    preferCovered(sibling, deciders);
    const { lead, reference } = sibling;
    if (lead === null || !hasCommonHolder(sibling)) continue;
    const others = alike.get(lead) ?? [];
    // What one row needs of an ancestor has to be there for one ancestor at least: each follows those before.
    for (const before of others) {
      if (before.reference.table === reference.table) preferSame(sibling, before, deciders);
    }
    alike.set(lead, [...others, sibling]);
  }
}

/** A reference that every row has to a relative. */
interface Sibling {
  readonly reference: ReferencePlan;
  readonly same: SameAncestor;
  /** The references from relatives to what they have in common with the row. */
  readonly up: readonly ReferencePlan[];
  /** By which relatives are dealt to what they have in common with the row. */
  readonly holder: ReferencePlan | null;
  /** By which the row, or one that it leads to, is. */
  readonly lead: ReferencePlan | null;
}

/** No ancestor is left without a relative, as far as there are relatives enough. */
function coverParents({ up, holder, lead }: Sibling): void {
  if (holder === null) return;
  if (lead !== null && lead.target === holder.target) lead.within.push(holder);
  for (const each of up) each.everyParent = true;
}

/**
 * Several steps down not every ancestor need have a relative: of the stores some have no refund. What leads
 * to an ancestor prefers those that have one, and so does the row itself.
 */
function preferCovered(sibling: Sibling, deciders: Deciders): void {
  const { reference, same, lead } = sibling;
  const { table, target } = reference;
  if (table.count === 0 || target.baseCount === 0) return;
  const asked = relativesOf(reference);
  if (hasCommonHolder(sibling) && deciders.mayAsk(lead!, asked)) {
    lead!.prefer(preferenceOf(sibling, lead!));
  }
  const [first, ...rest] = table.wayOf(same.path);
  if (!table.hasReference(first!)) return;
  const own = table.references[table.referenceOf(first!)]!;
  if (!own.dealt) return;
  if (!deciders.mayAsk(own, [...asked, ...alongWay(own.target, rest)])) return;
  const up = upwards(own);
  const { isPreferred, ...preference } = preferenceOf(sibling, lead);
  const wider = widerThan(reference);
  const way = wider === null ? [] : table.wayOf(wider.path);
  own.prefer({
    ...preference,
    isPreferred: (parent) => isPreferred(up(parent, rest)),
    isPossible: (parent) =>
      wider === null ||
      way[0] !== first ||
      target.kin(wider.own).of(up(parent, way.slice(1))).size > 0,
  });
}

/** From a parent to what is further up. */
function upwards({ target }: ReferencePlan): (parent: number, path: readonly string[]) => number {
  let view: RowView | undefined;
  return (parent, path) =>
    path.length === 0 ? parent : followPath((view ??= target.newView()).moveTo(parent), path);
}

/** Lets a row's relatives be of ancestors that have the row's other relatives too. */
function preferSame({ reference, holder }: Sibling, before: Sibling, deciders: Deciders): void {
  const { table, target } = before.reference;
  if (table.count === 0 || target.baseCount === 0 || reference.target.baseCount === 0) return;
  if (!deciders.mayAsk(holder!, relativesOf(before.reference))) return;
  holder!.prefer(preferenceOf(before, holder!));
}

/** Both are dealt to the same ancestors, by references of their own. */
function hasCommonHolder({ lead, holder }: Sibling): boolean {
  return lead !== null && lead !== holder && lead.target === holder?.target;
}

/** Ancestors that have such relatives. */
function preferenceOf({ reference, same, holder }: Sibling, asker: ReferencePlan | null): Preference {
  const { target } = reference;
  // One step up all lead to the same ancestors first, as far as nothing else is in the way.
  const isPrefix = same.own.length === 1 && holder?.table === target;
  return {
    bounds: !isPrefix,
    isSure: () => isPrefix && asker !== null && !asker.isBounded && !holder.isBounded,
    isPreferred: (ancestor) => ancestor >= 0 && target.kin(same.own).of(ancestor).size > 0,
    isPossible: () => true,
  };
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
