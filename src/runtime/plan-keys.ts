import type { Bound } from '../../generators/generator.ts';
import { GenFactoriesError } from '../errors.ts';
import { isDistinct, makeDistinct, requireRoom, type Distinct } from './make-distinct.ts';
import type { PartialColumn } from './partial-column.ts';
import { PartialKeys } from './partial-keys.ts';
import { isPaired, planOneToOne, planTuples } from './plan-tuples.ts';
import { limitPositions } from './positions.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { TableRows } from './table-rows.ts';
import type { KeyModel } from './table-model.ts';

/** What fills a column, before keys are planned. */
export type ColumnPlan =
  | { readonly kind: 'drawn'; readonly bound: Bound }
  | { readonly kind: 'reference'; readonly reference: ReferencePlan }
  | { readonly kind: 'position'; readonly reference: ReferencePlan; readonly from: number }
  /** A count of children, or anything else that keys cannot change. */
  | { readonly kind: 'other' };

/** What makes the rows of a table's base unique. */
export interface KeyPlan {
  /** The columns to wrap, by name. */
  readonly distinct: ReadonlyMap<string, Distinct>;
  /** The columns that make a key unique by themselves, wrapped or not, each with that key. */
  readonly carriers: ReadonlyMap<string, KeyModel>;
  /** The columns that keep rows out of partial keys; they are among those to wrap. */
  readonly partials: ReadonlyMap<string, PartialColumn>;
}

/**
 * Decides, for every key of a table, what makes it unique by construction: a generator that is, a
 * column made so, a reference dealt one to one, or a tuple unranked within a parent's family.
 *
 * @param rows - the table
 * @param plans - what fills each column
 * @returns what is unique by what; references are changed in place
 * @throws GenFactoriesError `COUNT_OVER_CAPACITY` where a key has fewer values than the table rows;
 *   `KEY_UNSOLVED` where nothing in the key can be made unique
 */
export function planKeys(rows: TableRows, plans: ReadonlyMap<string, ColumnPlan>): KeyPlan {
  const distinct = new Map<string, Distinct>();
  const carriers = new Map<string, KeyModel>();
  const groups: Settled[] = [];
  for (const [name, plan] of plans) {
    if (plan.kind === 'position') {
      plan.reference.leading = true;
      limitPositions(rows.model.columns.get(name)!, plan.reference, plan.from);
      groups.push({ columns: [name, ...plan.reference.columns], nullsEqual: false });
    }
  }
  // Smaller keys first: what makes them unique makes every larger key that contains them unique too.
  const keys = [...rows.model.keys].sort((a, b) => a.columns.length - b.columns.length);
  const partials = new PartialKeys(rows, plans, distinct);
  // What keeps rows out of a partial key must be nothing that makes another key unique.
  const whole = keys.filter((key) => !partials.canKeep(key));
  for (const key of [...whole, ...keys.filter((each) => !whole.includes(each))]) {
    const columns = plannedColumns(rows, key, plans);
    if (columns.length === 0 || isSettled(rows, { ...key, columns }, groups)) continue;
    if (!whole.includes(key) && partials.keep({ ...key, columns })) continue;
    const made = settleKey(rows, { ...key, columns }, plans, distinct);
    if (made === null) {
      // One row conflicts with none. Where there is a way it is taken all the same: a row more, or a
      // scenario's, must not change the first.
      if (rows.count < 2) continue;
      throw unsolved(rows, key);
    }
    for (const [column, wrap] of made.distinct) distinct.set(column, wrap);
    if (made.carrier !== undefined) carriers.set(made.carrier, { ...key, columns });
    groups.push({ columns: made.columns, nullsEqual: key.nullsEqual });
  }
  for (const [column, partial] of partials.columns) {
    distinct.set(column, partial.distinctIn(undefined, plans.get(column)!)!);
  }
  requirePositions(rows, plans);
  return { distinct, carriers, partials: partials.columns };
}

/** Rows are numbered within families that are dealt: no other has an order. */
function requirePositions(rows: TableRows, plans: ReadonlyMap<string, ColumnPlan>): void {
  for (const [name, plan] of plans) {
    if (plan.kind !== 'position' || plan.reference.dealt) continue;
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `Rows cannot be numbered by ${plan.reference.lead}: other columns decide where it leads`,
      where: `${rows.key}.${name}`,
      fix: 'Number the rows by a reference without `same` or `through`.',
    });
  }
}

/** Columns that are unique together by now. */
interface Settled {
  readonly columns: readonly string[];
  /** Not even NULL is there twice. */
  readonly nullsEqual: boolean;
}

function isSettled(rows: TableRows, key: KeyModel, groups: readonly Settled[]): boolean {
  return groups.some(
    (group) =>
      group.columns.every((column) => key.columns.includes(column)) &&
      (!key.nullsEqual ||
        group.nullsEqual ||
        group.columns.every((column) => !rows.model.columns.get(column)!.nullable)),
  );
}

/** The columns that rows have to tell apart by; none where the database does, or NULL is no duplicate. */
function plannedColumns(
  rows: TableRows,
  key: KeyModel,
  plans: ReadonlyMap<string, ColumnPlan>,
): readonly string[] {
  for (const name of key.columns) {
    const plan = plans.get(name);
    if (plan?.kind === 'reference' && alwaysNull(plan.reference) && !key.nullsEqual) return [];
    if (plan !== undefined) continue;
    const facts = rows.model.columns.get(name)!;
    if (facts.identity !== null || facts.generated || facts.type.kind === 'uuid') return [];
    if (facts.nullable && !facts.filled && !key.nullsEqual) return [];
  }
  return key.columns.filter((name) => plans.has(name));
}

/** There is no row to refer to, and none is needed. */
function alwaysNull({ target, nullable }: ReferencePlan): boolean {
  return nullable && target.count === 0;
}

/** Makes a key unique; null where nothing can. */
function settleKey(
  rows: TableRows,
  key: KeyModel,
  plans: ReadonlyMap<string, ColumnPlan>,
  taken: ReadonlyMap<string, Distinct>,
): {
  readonly distinct: ReadonlyMap<string, Distinct>;
  readonly columns: readonly string[];
  /** The column that makes it so, where one does by itself. */
  readonly carrier?: string;
} | null {
  const carrier = chooseCarrier(rows, key, plans, taken);
  if (carrier !== null) {
    const { column, wrap } = carrier;
    const distinct = new Map(wrap === null ? [] : [[column, wrap]]);
    return { distinct, columns: [column], carrier: column };
  }
  const references = keyReferences(key, plans);
  const finite = key.columns.flatMap((column) => {
    const plan = plans.get(column)!;
    if (plan.kind !== 'drawn' || taken.has(column)) return [];
    const { space, nulls = false } = plan.bound;
    return space === undefined ? [] : [{ column, space, nulls }];
  });
  const [only] = references;
  if (only !== undefined && references.length === 1 && finite.length === 0) {
    planOneToOne(only, key);
    return { distinct: new Map(), columns: only.columns };
  }
  const distinct = planTuples(rows, key, references, finite);
  return distinct === null ? null : { distinct, columns: key.columns };
}

interface Carrier {
  readonly column: string;
  /** Null where what fills the column is unique already. */
  readonly wrap: Distinct | null;
}

/** The column of a key that can be made unique by itself with the least harm to how it reads. */
function chooseCarrier(
  rows: TableRows,
  key: KeyModel,
  plans: ReadonlyMap<string, ColumnPlan>,
  taken: ReadonlyMap<string, Distinct>,
): Carrier | null {
  // The base decides whether a list is long enough, so that a scenario's rows do not change that.
  const base = { count: rows.baseCount || rows.count, most: rows.count, start: 0 };
  const candidates = key.columns.flatMap((column): (Carrier & { readonly harm: number })[] => {
    const plan = plans.get(column)!;
    if (plan.kind !== 'drawn' || taken.has(column)) return [];
    const { bound } = plan;
    if (isDistinct(rows, column, bound, key)) {
      requireRoom(rows, key.label, bound.space?.size ?? Infinity);
      return [{ column, wrap: null, harm: -1 }];
    }
    const wrap = makeDistinct(rows, column, bound, key, base);
    return wrap === null ? [] : [{ column, wrap, harm: harmOf(rows, column) }];
  });
  candidates.sort((a, b) => a.harm - b.harm);
  return candidates[0] ?? null;
}

/** Times and numbers can be made unique unseen; text gets a visible suffix. */
function harmOf(rows: TableRows, column: string): number {
  const facts = rows.model.columns.get(column)!;
  const { kind } = facts.type;
  const visible = kind === 'text' ? 4 : kind === 'integer' || kind === 'decimal' ? 2 : 0;
  return visible + (facts.nullable ? 0 : 1);
}

/** References that tell rows apart by what they lead to, and that nothing else decides. */
function keyReferences(key: KeyModel, plans: ReadonlyMap<string, ColumnPlan>): ReferencePlan[] {
  const found = new Set<ReferencePlan>();
  for (const column of key.columns) {
    const plan = plans.get(column)!;
    if (plan.kind === 'reference') found.add(plan.reference);
  }
  return [...found].filter((reference) => {
    if (reference.ruled || reference.options.through !== undefined) return false;
    const { pairing } = reference;
    if (pairing !== null && ![...found].some((each) => isPaired(each, reference))) return false;
    return tellsApart(reference, key.columns);
  });
}

/** Whether different parents give different values in these columns. */
function tellsApart(reference: ReferencePlan, columns: readonly string[]): boolean {
  const seen = reference.key.filter((_, at) => columns.includes(reference.columns[at]!));
  if (seen.length === reference.key.length) return true;
  return reference.target.model.keys.some((key) =>
    key.columns.every((column) => seen.includes(column)),
  );
}

function unsolved(rows: TableRows, key: KeyModel): GenFactoriesError {
  const columns = key.columns.map((column) => `${rows.key}.${column}`).join(', ');
  const list = key.columns.find((name) => rows.model.columns.get(name)!.type.kind === 'array');
  return new GenFactoriesError('KEY_UNSOLVED', {
    what: `Nothing in ${key.label} of "${rows.key}" can be made unique`,
    where: columns,
    fix:
      list === undefined
        ? 'Fill one of its columns with a generator that has enough values, such as integer(), uuid() or code().'
        : `Let no element of "${list}" be in two lists: listOf(…, { unique: true }).`,
  });
}
