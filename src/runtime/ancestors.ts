import type { RowView } from './row-view.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { TableRows } from './table-rows.ts';

/**
 * The row that a path of reference columns leads to from a view: `project_id.org_id` is the org of the
 * row's project.
 *
 * @returns its place; −1 where a reference on the way is NULL
 */
export function followPath(view: RowView, path: readonly string[]): number {
  // A row's own key leads to the row: an org's owner is of the org itself.
  if (path.length === 1 && view.table.isOwnKey(path[0]!)) return view.place;
  let at: RowView | null = view;
  for (const column of path.slice(0, -1)) {
    at = at.parent(column);
    if (at === null) return -1;
  }
  return at.parentPlace(at.table.referenceOf(path.at(-1)!));
}

/**
 * The steps of a path of references. A dot may be in a reference's own name: `profile.org.owner` is the owner of
 * the org that the field `profile.org` leads to. To be read once the references of all tables are planned.
 *
 * @param table - whose rows the path begins at
 * @param path - references, separated by dots
 */
export function stepsOf(table: TableRows, path: string): readonly string[] {
  const steps: string[] = [];
  let at = table;
  let name = '';
  for (const word of path.split('.')) {
    name = name === '' ? word : `${name}.${word}`;
    if (!at.hasReference(name)) continue;
    steps.push(name);
    at = at.references[at.referenceOf(name)]!.target;
    name = '';
  }
  // What is no reference stays, for who follows the path to say so.
  return name === '' ? steps : [...steps, name];
}

/**
 * A row of a table that has a given ancestor, by a reference of its own or through its parents.
 *
 * @param own - the references from the table to the ancestor
 * @param random - 32 bits that decide which
 * @returns its place; −1 where the ancestor has none
 */
export function pickChild(
  table: TableRows,
  own: readonly string[],
  ancestor: number,
  random: number,
): number {
  const reference = table.references[table.referenceOf(own[0]!)]!;
  if (own.length === 1 && !reference.dealt) {
    if (ancestor >= reference.target.baseCount) return -1;
    const chosen = pickThrough(table, reference, ancestor, random);
    if (chosen !== undefined) return chosen;
  }
  const { size, at } = table.kin(own).of(ancestor);
  return size === 0 ? -1 : at(Math.floor((random / 4294967296) * size));
}

/**
 * The ancestor is reached through another parent: pick one of those first, then a child of it.
 *
 * @returns undefined where that parent is not dealt
 */
function pickThrough(
  table: TableRows,
  reference: ReferencePlan,
  ancestor: number,
  random: number,
): number | undefined {
  const [first, last, ...more] = reference.way;
  if (last === undefined || more.length > 0) return undefined;
  const step = table.references[table.referenceOf(first!)]!;
  const up = step.target.references[step.target.referenceOf(last)]!;
  if (!up.dealt || !step.dealt) return undefined;
  const count = up.dealer.countOf(ancestor);
  for (let tried = 0; tried < count; tried++) {
    const middle = up.dealer.childOf(ancestor, (random + tried) % count);
    const children = step.dealer.countOf(middle);
    if (children > 0) return step.dealer.childOf(middle, (random >>> 8) % children);
  }
  return -1;
}
