import type { RefOptions } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import { followPath, stepsOf } from './ancestors.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { TableRows } from './table-rows.ts';

/** A reference whose parent has something in common with the row. */
interface Sharing {
  readonly table: TableRows;
  readonly target: TableRows;
  readonly options: RefOptions;
  readonly where: string;
}

/** What `same` asks for: the row's path to an ancestor, and the parent's to the same one. */
export class SameAncestor {
  readonly #reference: Sharing;
  readonly #column: string;
  readonly #text: string;
  #ways: Ways | undefined;

  private constructor(reference: Sharing, column: string, text: string) {
    this.#reference = reference;
    this.#column = column;
    this.#text = text;
  }

  /**
   * Reads a `same` option. Where it leads is found out when it is first asked for: the references of all
   * tables have to be planned by then.
   *
   * @throws GenFactoriesError `REFERENCE_INVALID` where it names more than one column of the parent, or path from it
   */
  static of(reference: Sharing): SameAncestor | null {
    const { same } = reference.options;
    if (same === undefined) return null;
    if (typeof same === 'string') return new SameAncestor(reference, same, same);
    const [entry, ...more] = Object.entries(same);
    if (entry !== undefined && more.length === 0) return new SameAncestor(reference, ...entry);
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: 'The option "same" names exactly one column of the parent',
      where: reference.where,
      fix: 'Name the one closest to the row: the others follow from it.',
    });
  }

  /**
   * The references from the row to the ancestor.
   *
   * @throws GenFactoriesError `REFERENCE_INVALID` where the two ways never meet
   */
  get path(): readonly string[] {
    return this.#found.path;
  }

  /** The references from the parent to the ancestor. */
  get own(): readonly string[] {
    return this.#found.own;
  }

  /** The ancestor of a row; −1 where it has none. */
  of(view: RowView): number {
    return followPath(view, this.path);
  }

  get #found(): Ways {
    return (this.#ways ??= findWays(this.#reference, this.#column, this.#text));
  }
}

interface Ways {
  readonly path: readonly string[];
  readonly own: readonly string[];
}

function findWays(reference: Sharing, column: string, text: string): Ways {
  const { table, target } = reference;
  const here = endOf(target, stepsOf(target, column));
  const path = stepsOf(table, text);
  if (path.length === 1 && table.isOwnKey(text)) return { path, own: here.steps };
  const there = endOf(table, path);
  // Nothing leads to a table without rows, nor on from there.
  if (here.empty || there.empty) return { path: there.steps, own: here.steps };
  const { lead, target: end } = referenceAt(there);
  const own = referenceAt(here);
  if (lead === there.last && own.lead === here.last && end === own.target) {
    return { path, own: here.steps };
  }
  const skip = there.table === table ? reference : null;
  const met = meet(origins(here.table, here.last, null), origins(there.table, there.last, skip));
  if (met === undefined) throw neverMeets(reference, column, text);
  return {
    path: [...there.steps.slice(0, -1), ...met.other.steps],
    own: [...here.steps.slice(0, -1), ...met.own.steps],
  };
}

/** The last column of a way, and the table that it is of. */
interface End {
  readonly table: TableRows;
  readonly last: string;
  /** The whole way, or where a table on it has no rows, that far. */
  readonly steps: readonly string[];
  readonly empty: boolean;
}

function endOf(from: TableRows, steps: readonly string[]): End {
  const last = steps.at(-1)!;
  let table = from;
  for (const [number, step] of steps.slice(0, -1).entries()) {
    table = table.references[table.referenceOf(step)]!.target;
    if (table.count === 0) return { table, last, steps: steps.slice(0, number + 1), empty: true };
  }
  return { table, last, steps, empty: false };
}

function referenceAt({ table, last }: End): ReferencePlan {
  return table.references[table.referenceOf(last)]!;
}

/** A column whose value another one holds, and the references that lead to its row. */
interface Origin {
  readonly table: TableRows;
  readonly column: string;
  readonly steps: readonly string[];
  /** It is no reference itself. */
  readonly top: boolean;
}

/**
 * The columns that a value comes from, by references that carry it along: `comments.tenant_id` holds that
 * of the task, which holds that of the project, which is the tenant's `id`.
 *
 * @param skip - a reference not to go by: it asks where to go
 */
function origins(table: TableRows, column: string, skip: Sharing | null): readonly Origin[] {
  const found: Origin[] = [];
  const seen = new Set([`${table.key}\0${column}`]);
  let level = [{ table, column, steps: [] as readonly string[] }];
  while (level.length > 0) {
    const above: typeof level = [];
    for (const from of level) {
      const up = carriers(from.table, from.column).filter((each) => each !== skip);
      if (from.steps.length > 0) found.push({ ...from, top: up.length === 0 });
      for (const { target, key, columns, lead } of up) {
        const next = key[columns.indexOf(from.column)]!;
        const id = `${target.key}\0${next}`;
        if (seen.has(id)) continue;
        seen.add(id);
        above.push({ table: target, column: next, steps: [...from.steps, lead] });
      }
    }
    level = above;
  }
  return found;
}

/** References that fill a column, those first that every row has, and that other columns do not decide about. */
function carriers(table: TableRows, column: string): readonly ReferencePlan[] {
  const found = table.references.filter(
    (each) => each.columns.includes(column) && !each.selfReferring,
  );
  const rank = (each: ReferencePlan): number =>
    Number(each.nullable) * 4 +
    Number(each.options.same !== undefined || each.pairing !== null) * 2 +
    Number(each.options.through !== undefined);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** Where two values come from the same column: as far up as it goes, as that is all that is asked for. */
function meet(
  own: readonly Origin[],
  others: readonly Origin[],
): { readonly own: Origin; readonly other: Origin } | undefined {
  const pairs = own.flatMap((each) => {
    const other = others.find(
      ({ table, column }) => table === each.table && column === each.column,
    );
    return other === undefined ? [] : [{ own: each, other }];
  });
  return pairs.find((each) => each.own.top) ?? pairs.at(-1);
}

function neverMeets(
  { table, target, where }: Sharing,
  column: string,
  text: string,
): GenFactoriesError {
  return new GenFactoriesError('REFERENCE_INVALID', {
    what: `"${column}" of "${target.key}" and "${text}" of "${table.key}" do not lead to the same table`,
    where,
    fix: 'Let "same" name a column of the parent or a path from there, and a path to a column that holds the same.',
  });
}
