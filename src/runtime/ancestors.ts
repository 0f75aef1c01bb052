import type { RefOptions } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
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

/** What `same` asks for: the parent's own reference, and the row's path to the same ancestor. */
export interface SameAncestor {
  readonly column: string;
  readonly path: readonly string[];
}

/**
 * Reads a `same` option.
 *
 * @throws GenFactoriesError `REFERENCE_INVALID` where it names more than one column
 */
export function readSame(reference: {
  readonly table: TableRows;
  readonly options: RefOptions;
  readonly where: string;
}): SameAncestor | null {
  const { same } = reference.options;
  if (same === undefined) return null;
  if (typeof same === 'string') return { column: same, path: [same] };
  const [entry, ...more] = Object.entries(same);
  if (entry === undefined || more.length > 0) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: 'The option "same" names exactly one column of the parent',
      where: reference.where,
      fix: 'Name the one closest to the row: the others follow from it.',
    });
  }
  const [column, text] = entry;
  let path: readonly string[] | undefined;
  return {
    column,
    get path() {
      return (path ??= stepsOf(reference.table, text));
    },
  };
}

/**
 * A row of a table that has a given ancestor, by a reference of its own or through its parents.
 *
 * @param random - 32 bits that decide which
 * @returns its place; −1 where the ancestor has none
 */
export function pickChild(
  table: TableRows,
  column: string,
  ancestor: number,
  random: number,
): number {
  const reference = table.references[table.referenceOf(column)]!;
  if (ancestor >= reference.target.baseCount) return -1;
  if (reference.dealt) {
    const { dealer } = reference;
    const count = dealer.countOf(ancestor);
    if (count === 0) return -1;
    return dealer.childOf(ancestor, Math.floor((random / 4294967296) * count));
  }
  return pickThrough(table, reference, ancestor, random);
}

/** The ancestor is reached through another parent: pick one of those first, then a child of it. */
function pickThrough(
  table: TableRows,
  reference: ReferencePlan,
  ancestor: number,
  random: number,
): number {
  const { through } = reference.options;
  if (through === undefined) return -1;
  const first = stepsOf(table, through)[0]!;
  const step = table.references[table.referenceOf(first)]!;
  const up = step.target.references.find((each) => each.target === reference.target && each.dealt);
  if (up === undefined || !step.dealt) return -1;
  const count = up.dealer.countOf(ancestor);
  for (let tried = 0; tried < count; tried++) {
    const middle = up.dealer.childOf(ancestor, (random + tried) % count);
    const children = step.dealer.countOf(middle);
    if (children > 0) return step.dealer.childOf(middle, (random >>> 8) % children);
  }
  return -1;
}
