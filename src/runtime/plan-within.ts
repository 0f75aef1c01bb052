import { GenFactoriesError } from '../errors.ts';
import { addedParent, relatives } from './added-parents.ts';
import { followPath } from './ancestors.ts';
import { fixedIn, turnOf } from './fixed-parents.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { SameAncestor } from './same-ancestor.ts';
import type { TableRows } from './table-rows.ts';

/**
 * One to one, and of the same ancestor: the row's number among its ancestor's rows picks the parent. Rows
 * for which there is none left have NULL.
 *
 * @param reference - unique, and with a `same`
 * @throws GenFactoriesError `KEY_UNSOLVED` where every row needs a parent, and rows are not dealt to
 *   what leads to the ancestor: nothing bounds how many it has
 */
export function planWithin(reference: ReferencePlan): void {
  const same = reference.same!;
  if (isOfRowItself(reference, same)) {
    planOwn(reference);
    return;
  }
  const lead = ancestorItself(reference.table, same);
  // Rows are numbered by it, so that no other key may decide about it.
  if (lead !== null) lead.leading = true;
  if (reference.required) limitRows(reference, same, lead);
  reference.rule((before) => (view) => {
    const fixed = fixedIn(reference, view.segment);
    if (fixed !== undefined) return turnOf(fixed, view);
    if (view.segment.scenario === null && before(view) < 0) return -1;
    const ancestor = same.of(view);
    const number =
      lead === null
        ? reference.table.kin(same.path).numberOf(view.place, ancestor)
        : numberIn(lead, view, ancestor);
    const { size, at } = relatives(reference, ancestor, same);
    return number >= 0 && number < size ? at(number) : -1;
  });
}

/** No ancestor gets more rows than there are parents of it. */
function limitRows(reference: ReferencePlan, same: SameAncestor, lead: ReferencePlan | null): void {
  const { table, target } = reference;
  const kin = target.kin(same.own);
  if (lead !== null) {
    lead.limit((ancestor) => kin.of(ancestor).size);
    return;
  }
  const [first, ...rest] = table.wayOf(same.path);
  const dealt = table.hasReference(first!) ? table.references[table.referenceOf(first!)]! : null;
  if (!dealt?.dealt || dealt.taken !== null || !dealt.required || rest.length === 0) {
    throw unbounded(reference, same);
  }
  dealt.leading = true;
  let view: RowView | undefined;
  dealt.limitTogether({
    groupOf: (parent) => followPath((view ??= dealt.target.newView()).moveTo(parent), rest),
    capacity: (ancestor) => kin.of(ancestor).size,
  });
}

/** The parent is one of the rows that lead to this very row: no other row's. */
function isOfRowItself({ table, required }: ReferencePlan, { path }: SameAncestor): boolean {
  return !required && path.length === 1 && table.isOwnKey(path[0]!);
}

/** Unique as it is, but for what a scenario gives its rows. */
function planOwn(reference: ReferencePlan): void {
  reference.rule((before) => (view) => {
    const { segment } = view;
    const fixed = fixedIn(reference, segment);
    if (fixed !== undefined) return turnOf(fixed, view);
    return segment.scenario === null ? before(view) : addedParent(reference, view, before);
  });
}

/** The dealt reference whose parent is the ancestor; null where that is further up. */
export function ancestorItself(table: TableRows, same: SameAncestor): ReferencePlan | null {
  if (same.path.length > 1 || table.isOwnKey(same.path[0]!)) return null;
  const first = table.references[table.referenceOf(same.path[0]!)]!;
  return first.dealt && !first.taken ? first : null;
}

/** A row's number among the rows that a dealt reference leads to the same parent. */
function numberIn(lead: ReferencePlan, view: RowView, parent: number): number {
  return view.segment.scenario === null
    ? lead.dealer.positionOf(view.index)
    : lead.added.positionOf(view, parent);
}

function unbounded(reference: ReferencePlan, same: SameAncestor): GenFactoriesError {
  const { lead, table, target, where, nullable } = reference;
  const nulls = nullable ? 'its key takes NULL once' : 'it takes no NULL';
  return new GenFactoriesError('KEY_UNSOLVED', {
    what: `"${lead}" is unique and ${nulls}, but more rows of "${table.key}" may lead to the same ancestor than there are rows of "${target.key}" for`,
    where,
    fix: table.hasReference(same.path[0]!)
      ? `Turn it round, "${lead}" without "same" and the other by it: ${turnedRound(reference, same)}.`
      : 'Let it agree with a reference of the row itself, or drop one of the two.',
  });
}

/** `owner_id: ref('owners', { same: { clinic_id: 'appointment_id.clinic_id' } })` */
function turnedRound({ lead, table }: ReferencePlan, { path, own }: SameAncestor): string {
  const [first, ...rest] = path;
  const other = table.references[table.referenceOf(first!)]!;
  const name = rest.length > 1 ? `'${rest.join('.')}'` : rest[0];
  const option =
    name === undefined
      ? `through: '${[lead, ...own.slice(0, -1)].join('.')}'`
      : `same: { ${name}: '${[lead, ...own].join('.')}' }`;
  return `${other.lead}: ref('${other.target.key}', { ${option} })`;
}
