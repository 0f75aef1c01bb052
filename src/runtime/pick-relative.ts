import { hashIndex } from '../random/hash.ts';
import { quota } from '../random/quota.ts';
import { pickChild } from './ancestors.ts';
import type { Candidates } from './candidates.ts';
import type { ReferencePlan, Strategy } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import { SameAncestor } from './same-ancestor.ts';

/** One of the target's rows that have the same ancestor, each as likely as another. */
export function sameStrategy(plan: ReferencePlan, same: SameAncestor): Strategy {
  const pick = plan.keyFor('pick');
  const nulls = plan.keyFor('nulls');
  const share = plan.nullable ? (plan.options.nulls ?? 0) : 0;
  return (view) => {
    if (share > 0 && quota(nulls, view.index) < share) return -1;
    if (plan.target.count === 0) return -1;
    const ancestor = same.of(view);
    const random = hashIndex(pick, view.index);
    const found = ancestor < 0 ? -1 : pickChild(plan.target, same.own, ancestor, random);
    if (found < 0) return plan.required || plan.conditional ? strangerOf(plan, view, random) : -1;
    const { preferred } = plan;
    if (preferred === null || preferred(found)) return found;
    return nextPreferred(plan.target.kin(same.own).of(ancestor), random, preferred) ?? found;
  };
}

/** How many rows of an ancestor are looked at for one that goes with the row's other references. */
const LOOKED_AT = 1000;

function nextPreferred(
  { size, at }: Candidates,
  random: number,
  isPreferred: (place: number) => boolean,
): number | undefined {
  const first = Math.floor((random / 4294967296) * size);
  for (let number = 0; number < Math.min(size, LOOKED_AT); number++) {
    const place = at((first + number) % size);
    if (isPreferred(place)) return place;
  }
  return undefined;
}

/** What rows have in common by the columns that two references fill, which they never do without. */
const WIDER = new WeakMap<ReferencePlan, SameAncestor | null>();

/**
 * A parent for a row that needs one, where its ancestor has none: any, as far as the columns allow that the
 * reference fills together with others. A row that is not there would take the whole table down.
 *
 * @param plan - a reference with a `same`
 * @param random - 32 bits that decide which
 * @returns its place; −1 where no row goes with the others' columns
 */
function strangerOf(plan: ReferencePlan, view: RowView, random: number): number {
  const { target } = plan;
  const wider = widerThan(plan);
  if (wider === null) {
    return target.baseCount === 0 ? -1 : Math.floor((random / 4294967296) * target.baseCount);
  }
  const ancestor = wider.of(view);
  return ancestor < 0 ? -1 : pickChild(target, wider.own, ancestor, random);
}

/**
 * What a reference's parent has in common with the row, agree or not: the tenant whose column both fill.
 *
 * @returns null where nothing
 */
export function widerThan(plan: ReferencePlan): SameAncestor | null {
  let wider = WIDER.get(plan);
  if (wider === undefined) WIDER.set(plan, (wider = findWider(plan)));
  return wider;
}

function findWider(plan: ReferencePlan): SameAncestor | null {
  const { table, columns, key, same } = plan;
  const sharing = table.references.filter(
    (other) => other !== plan && other.columns.some((column) => columns.includes(column)),
  );
  const [first] = same!.path;
  const other = sharing.find(({ lead }) => lead === first) ?? sharing[0];
  if (other === undefined) return null;
  const column = columns.find((each) => other.columns.includes(each))!;
  const own = key[columns.indexOf(column)]!;
  const path = `${other.lead}.${other.key[other.columns.indexOf(column)]!}`;
  const { target, where, options } = plan;
  return SameAncestor.of({ table, target, where, options: { ...options, same: { [own]: path } } });
}
