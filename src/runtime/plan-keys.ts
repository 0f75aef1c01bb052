import type { Bound } from '../../generators/generator.ts';
import { withSuffix } from '../../generators/scramble.ts';
import { GenFactoriesError } from '../errors.ts';
import { Permutation } from '../random/permutation.ts';
import { overKey } from './over-capacity.ts';
import { columnKey, planOneToOne, planTuples } from './plan-tuples.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { Cell, TableRows } from './table-rows.ts';
import type { KeyModel } from './table-model.ts';

/** What fills a column, before keys are planned. */
export type ColumnPlan =
  | { readonly kind: 'drawn'; readonly bound: Bound }
  | { readonly kind: 'reference'; readonly reference: ReferencePlan }
  | { readonly kind: 'position'; readonly reference: ReferencePlan }
  /** A count of children, or anything else that keys cannot change. */
  | { readonly kind: 'other' };

/** How a column is made unique: what its cell becomes. */
export interface Distinct {
  (cell: Cell): Cell;
  /** Nothing of the cell's own value is left, so that an edge case in it is lost. */
  readonly replaces?: true;
}

/**
 * Decides, for every key of a table, what makes it unique by construction: a generator that is, a
 * column made so, a reference dealt one to one, or a tuple unranked within a parent's family.
 *
 * @param rows - the table
 * @param plans - what fills each column
 * @returns the columns to wrap, by name; references are changed in place
 * @throws GenFactoriesError `COUNT_OVER_CAPACITY` where a key has fewer values than the table rows;
 *   `DEFINITION_INVALID` where nothing in the key can be made unique
 */
export function planKeys(
  rows: TableRows,
  plans: ReadonlyMap<string, ColumnPlan>,
): ReadonlyMap<string, Distinct> {
  const distinct = new Map<string, Distinct>();
  const groups: Settled[] = [];
  for (const [name, plan] of plans) {
    if (plan.kind === 'position') {
      plan.reference.leading = true;
      groups.push({ columns: [name, ...plan.reference.columns], nullsEqual: false });
    }
  }
  // Smaller keys first: what makes them unique makes every larger key that contains them unique too.
  const keys = [...rows.model.keys].sort((a, b) => a.columns.length - b.columns.length);
  for (const key of keys) {
    const columns = plannedColumns(rows, key, plans);
    if (columns.length === 0 || isSettled(rows, { ...key, columns }, groups)) continue;
    const made = settleKey(rows, { ...key, columns }, plans, distinct);
    if (made === null) {
      // One row conflicts with none. Where there is a way it is taken all the same: a row more, or a
      // scenario's, must not change the first.
      if (rows.count < 2) continue;
      throw unsolved(rows, key);
    }
    for (const [column, wrap] of made.distinct) distinct.set(column, wrap);
    groups.push({ columns: made.columns, nullsEqual: key.nullsEqual });
  }
  requirePositions(rows, plans);
  return distinct;
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
    if (plans.has(name)) continue;
    const facts = rows.model.columns.get(name)!;
    if (facts.identity !== null || facts.generated || facts.type.kind === 'uuid') return [];
    if (facts.nullable && !facts.filled && !key.nullsEqual) return [];
  }
  return key.columns.filter((name) => plans.has(name));
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
} | null {
  const carrier = chooseCarrier(rows, key, plans, taken);
  if (carrier !== null) {
    const made: [string, Distinct][] =
      carrier.wrap === null ? [] : [[carrier.column, carrier.wrap]];
    return { distinct: new Map(made), columns: [carrier.column] };
  }
  const references = keyReferences(key, plans);
  const finite = key.columns.flatMap((column) => {
    const plan = plans.get(column)!;
    const space = plan.kind === 'drawn' && !taken.has(column) ? plan.bound.space : undefined;
    return space === undefined ? [] : [{ column, space }];
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
  const candidates = key.columns.flatMap((column): (Carrier & { readonly harm: number })[] => {
    const plan = plans.get(column)!;
    if (plan.kind !== 'drawn' || taken.has(column)) return [];
    const { bound } = plan;
    const nulls = !key.nullsEqual || !rows.model.columns.get(column)!.nullable;
    if (bound.distinct && nulls) {
      requireRoom(rows, key.label, bound.space?.size ?? Infinity);
      return [{ column, wrap: null, harm: -1 }];
    }
    const wrap = makeDistinct(rows, column, bound, key);
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

function makeDistinct(
  rows: TableRows,
  column: string,
  bound: Bound,
  key: KeyModel,
): Distinct | null {
  const facts = rows.model.columns.get(column)!;
  const { space } = bound;
  const keepNull = !key.nullsEqual;
  // Values that a short list names keep to the list where it is long enough, and never leave it.
  if (space !== undefined) {
    // The base decides, so that a scenario's rows do not change it.
    if (space.size < (rows.baseCount || rows.count)) return null;
    requireRoom(rows, key.label, space.size);
    return numbered((place) => space.at(place), keepNull);
  }
  if (facts.type.kind !== 'text' || bound.formed) return null;
  const length = facts.type.length;
  if (length !== null && length < SUFFIX_ROOM) return shortText(rows, column, length, key);
  requireRoom(rows, key.label, 10 ** Math.min(16, length ?? 16), `10^${length}`);
  return (cell) => (view) => {
    const value = cell(view);
    if (value === null && keepNull) return null;
    return withSuffix(String(value ?? ''), view.ordinal, length ?? Infinity);
  };
}

/** The shortest text column that has room for a word and a row number. */
const SUFFIX_ROOM = 8;

/** A value for the number of each row; NULL stays NULL where it may. */
function numbered(at: (place: number) => unknown, keepNull: boolean): Distinct {
  const made: Distinct = (cell) => (view) =>
    keepNull && cell(view) === null ? null : at(view.place);
  return Object.assign(made, { replaces: true });
}

/** Text too short for a suffix becomes the row's number in letters and digits. */
function shortText(rows: TableRows, column: string, length: number, key: KeyModel): Distinct {
  const size = 36 ** length;
  requireRoom(rows, key.label, size, `36^${length}`);
  const order = new Permutation(size, columnKey(rows, column));
  return numbered(
    (place) => order.apply(place).toString(36).padStart(length, '0'),
    !key.nullsEqual,
  );
}

function requireRoom(rows: TableRows, label: string, size: number, arithmetic?: string): void {
  if (rows.count <= size) return;
  throw overKey(rows, label, arithmetic === undefined ? String(size) : `${arithmetic} = ${size}`);
}

/** References that tell rows apart by what they lead to, and that nothing else decides. */
function keyReferences(key: KeyModel, plans: ReadonlyMap<string, ColumnPlan>): ReferencePlan[] {
  const found = new Set<ReferencePlan>();
  for (const column of key.columns) {
    const plan = plans.get(column)!;
    if (plan.kind === 'reference') found.add(plan.reference);
  }
  return [...found].filter((reference) => {
    const { through, otherThan } = reference.options;
    if (reference.ruled || through !== undefined || otherThan !== undefined) return false;
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
  return new GenFactoriesError('DEFINITION_INVALID', {
    what: `Nothing in ${key.label} of "${rows.key}" can be made unique`,
    where: columns,
    fix: 'Fill one of its columns with a generator that has enough values, such as integer(), uuid() or code().',
  });
}
