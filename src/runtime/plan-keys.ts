import type { Bound } from '../../generators/generator.ts';
import { withSuffix } from '../../generators/scramble.ts';
import { GenFactoriesError } from '../errors.ts';
import { deriveKey, hashPath, type Key } from '../random/hash.ts';
import { Permutation } from '../random/permutation.ts';
import { followPath, readSame, type ReferencePlan, type SameAncestor } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
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
export type Distinct = (cell: Cell) => Cell;

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
  const settled = new Set<string>();
  const groups: (readonly string[])[] = [];
  for (const [name, plan] of plans) {
    if (plan.kind === 'drawn' && plan.bound.distinct) settled.add(name);
    if (plan.kind === 'position') groups.push([name, plan.reference.lead]);
  }
  // Smaller keys first: what makes them unique makes every larger key that contains them unique too.
  const keys = [...rows.model.keys].sort((a, b) => a.columns.length - b.columns.length);
  for (const key of keys) {
    if (key.columns.some((column) => settled.has(column))) continue;
    if (groups.some((group) => group.every((column) => key.columns.includes(column)))) continue;
    // A column the database fills is the database's to keep unique.
    if (key.columns.some((column) => !plans.has(column))) continue;
    const made = settleKey(rows, key, plans);
    for (const [column, wrap] of made.distinct) distinct.set(column, wrap);
    for (const column of made.settled) settled.add(column);
    groups.push(key.columns);
  }
  return distinct;
}

interface Settled {
  readonly distinct: ReadonlyMap<string, Distinct>;
  /** Columns that are unique on their own now. */
  readonly settled: readonly string[];
}

function settleKey(
  rows: TableRows,
  key: KeyModel,
  plans: ReadonlyMap<string, ColumnPlan>,
): Settled {
  const carrier = chooseCarrier(rows, key, plans);
  if (carrier !== null) {
    return { distinct: new Map([[carrier.column, carrier.wrap]]), settled: [carrier.column] };
  }
  const references = keyReferences(key, plans);
  const finite = key.columns.flatMap((column) => {
    const plan = plans.get(column)!;
    return plan.kind === 'drawn' && plan.bound.space ? [{ column, space: plan.bound.space }] : [];
  });
  const covered = finite.length + references.reduce((sum, each) => sum + each.columns.length, 0);
  if (covered < key.columns.length && references.length === 0) throw unsolved(rows, key);
  if (references.length === 1 && finite.length === 0) return oneToOne(references[0]!);
  return planTuples(rows, key, references, finite);
}

interface Carrier {
  readonly column: string;
  readonly wrap: Distinct;
}

/** The column of a key that can be made unique by itself with the least harm to how it reads. */
function chooseCarrier(
  rows: TableRows,
  key: KeyModel,
  plans: ReadonlyMap<string, ColumnPlan>,
): Carrier | null {
  const candidates = key.columns.flatMap((column) => {
    const plan = plans.get(column)!;
    if (plan.kind !== 'drawn') return [];
    const wrap = makeDistinct(rows, column, plan.bound);
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

function makeDistinct(rows: TableRows, column: string, bound: Bound): Distinct | null {
  const facts = rows.model.columns.get(column)!;
  const { space } = bound;
  // Values that a short list names keep to the list where it is long enough, and never leave it.
  if (space !== undefined) return space.size < rows.count ? null : unrank(space);
  if (facts.type.kind !== 'text' || bound.formed) return null;
  const length = facts.type.length;
  if (length !== null && length < SUFFIX_ROOM) return shortText(rows, column, length);
  return (cell) => (view) => {
    const value = cell(view);
    return value === null ? null : withSuffix(String(value), view.ordinal, length ?? Infinity);
  };
}

/** The shortest text column that has room for a word and a row number. */
const SUFFIX_ROOM = 8;

/** The values of a space in an order of its own, one per row; NULL and edge cases stay what they are. */
function unrank(space: NonNullable<Bound['space']>): Distinct {
  return (cell) => (view) => (cell(view) === null ? null : space.at(view.ordinal));
}

/** Text too short for a suffix becomes the row's number in letters and digits. */
function shortText(rows: TableRows, column: string, length: number): Distinct {
  const size = 36 ** length;
  if (rows.count > size) throw overKey(rows, `unique (${column})`, `36^${length} = ${size}`);
  const order = new Permutation(size, columnKey(rows, column));
  return (cell) => (view) => {
    if (cell(view) === null) return null;
    return order.apply(view.ordinal).toString(36).padStart(length, '0');
  };
}

function columnKey(rows: TableRows, column: string): Key {
  return hashPath(rows.shared.seed, rows.key, column, 'distinct');
}

function keyReferences(
  key: KeyModel,
  plans: ReadonlyMap<string, ColumnPlan>,
): ReferencePlan[] {
  const found = new Set<ReferencePlan>();
  for (const column of key.columns) {
    const plan = plans.get(column)!;
    if (plan.kind === 'reference') found.add(plan.reference);
  }
  return [...found];
}

/** Each parent has one child at most. */
function oneToOne(reference: ReferencePlan): Settled {
  if (reference.dealt) reference.cap = Math.min(reference.cap, 1);
  else if (reference.options.same !== undefined) return uniqueWithin(reference);
  return { distinct: new Map(), settled: reference.columns };
}

/** One to one, and of the same ancestor: the row's number among its ancestor's rows picks the parent. */
function uniqueWithin(reference: ReferencePlan): Settled {
  const same = readSame(reference)!;
  const lead = leadOf(reference.table, same);
  if (lead === null) throw unsolvedReference(reference);
  const sibling = siblingOf(reference, same);
  lead.capacityOf = reference.nullable ? null : (ancestor) => sibling.dealer.countOf(ancestor);
  reference.strategy = (view) => {
    const ancestor = followPath(view, same.path);
    const place = lead.dealer.positionOf(view.index);
    return ancestor < 0 || place >= sibling.dealer.countOf(ancestor)
      ? -1
      : sibling.dealer.childOf(ancestor, place);
  };
  return { distinct: new Map(), settled: reference.columns };
}

interface Dimension {
  /** How many values there are for a row whose lead parent is given. */
  size(leadParent: number): number;
  /** Takes the digit that the row's number has in this dimension. */
  readonly take: (digit: (view: RowView) => number) => void;
}

/**
 * A key of references and short lists only: rows are dealt to the parents of one reference, and a row's
 * number in its family, permuted, is unranked over the other columns.
 */
function planTuples(
  rows: TableRows,
  key: KeyModel,
  references: readonly ReferencePlan[],
  finite: readonly { readonly column: string; readonly space: NonNullable<Bound['space']> }[],
): Settled {
  const lead = chooseLead(references);
  const distinct = new Map<string, Distinct>();
  const dimensions: Dimension[] = references
    .filter((reference) => reference !== lead)
    .map((reference) => referenceDimension(reference, lead));
  for (const { column, space } of finite) {
    dimensions.push({
      size: () => space.size,
      take: (digit) => distinct.set(column, () => (view) => space.at(digit(view))),
    });
  }
  const capacity = (parent: number): number =>
    dimensions.reduce((product, dimension) => product * dimension.size(parent), 1);
  if (lead === null) {
    if (capacity(0) < rows.count) throw overKey(rows, key.label, String(capacity(0)));
  } else if (lead.capacityOf === null) {
    lead.capacityOf = capacity;
  }
  const numberOf = tupleNumber(rows, key, lead, capacity);
  let divisor = (): ((parent: number) => number) => () => 1;
  for (const dimension of dimensions) {
    const below = divisor();
    dimension.take((view) => {
      const parent = lead === null ? 0 : view.parentPlace(view.table.references.indexOf(lead));
      const size = dimension.size(parent);
      return size === 0 ? -1 : Math.floor(numberOf(view, parent) / below(parent)) % size;
    });
    divisor = () => (parent) => below(parent) * dimension.size(parent);
  }
  return { distinct, settled: [] };
}

/** The number of a row's tuple within its lead parent's family; permuted, so that pairs look random. */
function tupleNumber(
  rows: TableRows,
  key: KeyModel,
  lead: ReferencePlan | null,
  capacity: (parent: number) => number,
): (view: RowView, parent: number) => number {
  const base = (lead ?? rows.references[0])?.keyFor('tuples', ...key.columns) ?? columnKey(rows, key.label);
  let last: { parent: number; order: Permutation } | undefined;
  return (view, parent) => {
    if (last?.parent !== parent) {
      const size = Math.min(2 ** 52, capacity(parent));
      last = { parent, order: new Permutation(size, deriveKey(base, Math.max(0, parent))) };
    }
    const place =
      view.segment.scenario !== null
        ? view.place - view.segment.start
        : lead === null
          ? view.index
          : lead.dealer.positionOf(view.index);
    return place < 0 || place >= last.order.size ? 0 : last.order.apply(place);
  };
}

/** The reference to deal rows by: one that is never NULL, to the table with the most rows. */
function chooseLead(references: readonly ReferencePlan[]): ReferencePlan | null {
  const dealt = references.filter((reference) => reference.dealt && !reference.nullable);
  const withSame = references.find((reference) => reference.options.same !== undefined);
  const needed = withSame && leadOf(withSame.table, readSame(withSame)!);
  return needed ?? dealt[0] ?? null;
}

/** The dealt reference that a path starts with, directly or through another column. */
function leadOf(table: TableRows, same: SameAncestor): ReferencePlan | null {
  const first = table.references[table.referenceOf(same.path[0]!)];
  if (first === undefined) return null;
  if (first.dealt) return first;
  const through = first.options.through?.split('.')[0];
  return through === undefined ? null : (table.references[table.referenceOf(through)] ?? null);
}

function siblingOf(reference: ReferencePlan, same: SameAncestor): ReferencePlan {
  return reference.target.references[reference.target.referenceOf(same.column)]!;
}

function referenceDimension(reference: ReferencePlan, lead: ReferencePlan | null): Dimension {
  const same = readSame(reference);
  const setStrategy = (pick: (view: RowView, digit: number) => number) => (digit: (view: RowView) => number) => {
    reference.strategy = (view) => {
      const number = digit(view);
      return number < 0 ? -1 : pick(view, number);
    };
  };
  if (same === null || lead === null) {
    return {
      size: () => reference.target.baseCount,
      take: setStrategy((_view, digit) => digit),
    };
  }
  const sibling = siblingOf(reference, same);
  const ancestorOf = ancestorOfLead(lead, same);
  return {
    size: (parent) => {
      const ancestor = parent < 0 ? -1 : ancestorOf(parent);
      return ancestor < 0 ? 0 : sibling.dealer.countOf(ancestor);
    },
    take: setStrategy((view, digit) => sibling.dealer.childOf(followPath(view, same.path), digit)),
  };
}

/** From a parent of the lead to the ancestor that `same` names, without the child's row. */
function ancestorOfLead(lead: ReferencePlan, same: SameAncestor): (parent: number) => number {
  if (same.path[0] === lead.lead && same.path.length === 1) return (parent) => parent;
  const view = lead.target.newView();
  const rest = same.path[0] === lead.lead ? same.path.slice(1) : null;
  return (parent) => {
    view.moveTo(parent);
    if (rest !== null) return followPath(view, rest);
    const step = lead.target.references.findIndex((each) => each.lead === same.path[0] || each.target.key === ancestorTable(lead, same));
    return step < 0 ? -1 : view.parentPlace(step);
  };
}

function ancestorTable(lead: ReferencePlan, same: SameAncestor): string {
  const own = lead.table.references[lead.table.referenceOf(same.path[0]!)]!;
  return own.target.key;
}

function overKey(rows: TableRows, label: string, capacity: string): GenFactoriesError {
  return new GenFactoriesError('COUNT_OVER_CAPACITY', {
    what: `${rows.count} rows of "${rows.key}" are more than ${label} has values: ${capacity}`,
    where: rows.key,
    fix: `Lower the count of "${rows.key}".`,
  });
}

function unsolved(rows: TableRows, key: KeyModel): GenFactoriesError {
  const columns = key.columns.map((column) => `${rows.key}.${column}`).join(', ');
  return new GenFactoriesError('DEFINITION_INVALID', {
    what: `Nothing in ${key.label} of "${rows.key}" can be made unique`,
    where: columns,
    fix: 'Fill one of its columns with a generator that has enough values, such as integer(), uuid() or code().',
  });
}

function unsolvedReference(reference: ReferencePlan): GenFactoriesError {
  return new GenFactoriesError('REFERENCE_INVALID', {
    what: 'A unique reference with "same" needs a path that begins with a reference of the row',
    where: reference.where,
  });
}
