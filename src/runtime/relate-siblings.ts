import { followPath, stepsOf } from './ancestors.ts';
import { alongWay, Deciders, relativesOf } from './deciders.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { SameAncestor } from './same-ancestor.ts';
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
      const holder = lastDealt(reference.target, same.own);
      return [{ reference, same, holder, lead: lastDealt(rows, same.path) }];
    }),
  );
  for (const sibling of found) coverParents(sibling);
  const deciders = new Deciders(tables);
  for (const sibling of found) preferCovered(sibling, deciders);
}

/** A reference that every row has to a relative. */
interface Sibling {
  readonly reference: ReferencePlan;
  readonly same: SameAncestor;
  /** By which relatives are dealt to what they have in common with the row. */
  readonly holder: ReferencePlan | null;
  /** By which the row, or one that it leads to, is. */
  readonly lead: ReferencePlan | null;
}

/** No ancestor is left without a relative, as far as there are relatives enough. */
function coverParents({ reference, same, holder, lead }: Sibling): void {
  if (holder === null) return;
  if (lead !== null && lead.target === holder.target) lead.within.push(holder);
  for (const each of [holder, ...middle(reference.target, same.own)]) each.everyParent = true;
}

/**
 * Several steps down not every ancestor need have a relative: of the stores some have no refund. What leads
 * to an ancestor prefers those that have one, and so does the row itself.
 */
function preferCovered({ reference, same, holder, lead }: Sibling, deciders: Deciders): void {
  const { table, target } = reference;
  if (table.count === 0 || target.baseCount === 0) return;
  const isRelated = (ancestor: number): boolean =>
    ancestor >= 0 && target.kin(same.own).of(ancestor).size > 0;
  const pair = lead !== null && holder !== null && lead.target === holder.target;
  // One step up each leads to the same ancestors first, as far as nothing else is in the way.
  const isOnePrefix = pair && same.own.length === 1 && holder.table === target;
  const isSure = (): boolean => isOnePrefix && !lead.isBounded && !holder.isBounded;
  const asked = relativesOf(reference);
  if (pair && deciders.mayAsk(lead, asked)) {
    lead.prefer({ isPreferred: isRelated, isSure, bounds: !isOnePrefix });
  }
  const [first, ...rest] = table.wayOf(same.path);
  if (!table.hasReference(first!)) return;
  const own = table.references[table.referenceOf(first!)]!;
  if (own === lead || !own.dealt) return;
  if (!deciders.mayAsk(own, [...asked, ...alongWay(own.target, rest)])) return;
  let view: RowView | undefined;
  const isPreferred = (parent: number): boolean =>
    isRelated(followPath((view ??= own.target.newView()).moveTo(parent), rest));
  own.prefer({ isPreferred, isSure, bounds: !isOnePrefix });
}

/** References on the way to an ancestor: what they lead to has to have rows too. */
function middle(rows: TableRows, path: readonly string[]): readonly ReferencePlan[] {
  let table = rows;
  return path.flatMap((column) => {
    const reference = table.references[table.referenceOf(column)]!;
    const { through } = reference.options;
    const [first] = through === undefined ? [column] : stepsOf(table, through);
    const step = table.references[table.referenceOf(first!)]!;
    table = reference.target;
    return step;
  });
}

/** The dealt reference that a path's last step is, or goes through. */
function lastDealt(rows: TableRows, path: readonly string[]): ReferencePlan | null {
  let table = rows;
  let found: ReferencePlan | null = null;
  for (const column of path) {
    found = table.references[table.referenceOf(column)]!;
    const { through } = found.options;
    for (const step of through === undefined ? [] : stepsOf(table, through)) {
      const middle: ReferencePlan = table.references[table.referenceOf(step)]!;
      const up: ReferencePlan | undefined = middle.target.references.find(
        (each) => each.target === found!.target,
      );
      if (up === undefined) return null;
      found = up;
      table = middle.target;
    }
    table = found.target;
  }
  return found?.dealt ? found : null;
}
