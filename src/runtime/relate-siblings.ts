import { stepsOf } from './ancestors.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { TableRows } from './table-rows.ts';

/** Where a row needs a relative of the same ancestor, every ancestor in question has to have one. */
export function relateSiblings(rows: TableRows): void {
  for (const reference of rows.references) {
    const { same } = reference;
    if (same === null || reference.nullable || reference.selfReferring) continue;
    const holder = lastDealt(reference.target, same.own);
    if (holder === null) continue;
    const lead = lastDealt(rows, same.path);
    if (lead !== null && lead.target === holder.target) {
      lead.within.push(holder);
      // Several steps down not every ancestor need have one: of the stores some have no refund.
      const { target } = reference;
      const { own } = same;
      if (own.length > 1 && target.baseCount > 0)
        lead.limit((ancestor) => (target.kin(own).of(ancestor).size > 0 ? Infinity : 0));
    }
    for (const each of [holder, ...middle(reference.target, same.own)]) each.everyParent = true;
  }
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
