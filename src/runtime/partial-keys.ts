import type { Bound } from '../../generators/generator.ts';
import { holds, type Condition } from '../schema/predicate.ts';
import type { Distinct } from './make-distinct.ts';
import { PartialColumn } from './partial-column.ts';
import type { ColumnPlan } from './plan-keys.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { TableRows } from './table-rows.ts';
import type { KeyModel } from './table-model.ts';

/**
 * The partial keys of a table that are kept by what their WHERE is about: rows are kept out of them, rather
 * than made unique. A key is not kept so where more than one reference tells its rows apart, or where no
 * column is sure to have values of which the WHERE is not true.
 */
export class PartialKeys {
  readonly columns = new Map<string, PartialColumn>();
  readonly #rows: TableRows;
  readonly #plans: ReadonlyMap<string, ColumnPlan>;
  readonly #taken: ReadonlyMap<string, Distinct>;

  /** @param taken - columns that make keys unique, as far as they are known when it is asked */
  constructor(
    rows: TableRows,
    plans: ReadonlyMap<string, ColumnPlan>,
    taken: ReadonlyMap<string, Distinct>,
  ) {
    this.#rows = rows;
    this.#plans = plans;
    this.#taken = taken;
  }

  /** Whether a key can be kept so. */
  canKeep(key: KeyModel): boolean {
    return this.#plan(key) !== null;
  }

  /**
   * Keeps a key, if it can be kept so.
   *
   * @param key - its columns those that the definition fills
   */
  keep(key: KeyModel): boolean {
    const plan = this.#plan(key);
    if (plan === null) return false;
    if (plan.kind === 'empty') {
      if (plan.required !== undefined) plan.required.required = true;
      return true;
    }
    const { condition, bound, reference } = plan;
    const column = this.#columnOf(condition);
    column.add(key, condition, reference, bound);
    this.columns.set(condition.column, column);
    return true;
  }

  #columnOf({ column }: Condition): PartialColumn {
    return this.columns.get(column) ?? new PartialColumn(this.#rows, column);
  }

  #plan(key: KeyModel): PartialPlan | null {
    const conditions = [...(key.only ?? [])].sort((a, b) => rankOf(a) - rankOf(b));
    for (const condition of conditions) {
      const empty = neverHolds(this.#rows, key, condition, this.#plans);
      if (empty !== null) return empty;
    }
    for (const condition of conditions) {
      const { column } = condition;
      const plan = this.#plans.get(column);
      if (plan?.kind !== 'drawn' || this.#taken.has(column)) continue;
      // In the key itself a column keeps rows apart, but where some values of it are all that is asked.
      if (key.columns.includes(column) && !isNaming(condition)) continue;
      if (!this.#columnOf(condition).takes(condition, plan.bound)) continue;
      const reference = familyOf(key, column, this.#plans);
      return reference === undefined
        ? null
        : { kind: 'partial', condition, bound: plan.bound, reference };
    }
    return null;
  }
}

/** How a partial key is kept. */
type PartialPlan =
  /** No row is ever in it. */
  | { readonly kind: 'empty'; readonly required?: ReferencePlan }
  | {
      readonly kind: 'partial';
      readonly condition: Condition;
      readonly bound: Bound;
      /** What the key tells rows apart by; null where it is about the table as a whole. */
      readonly reference: ReferencePlan | null;
    };

/** A label in place of another is noticed less than a time that is there or not. */
function rankOf({ kind }: Condition): number {
  return kind === 'null' ? 1 : 0;
}

function isNaming(condition: Condition): boolean {
  return condition.kind === 'in' && !condition.negated;
}

/** Whether a condition is true of no row, whatever is drawn. */
function neverHolds(
  rows: TableRows,
  key: KeyModel,
  condition: Condition,
  plans: ReadonlyMap<string, ColumnPlan>,
): PartialPlan | null {
  if (condition.kind !== 'null' || condition.negated) {
    const facts = rows.model.columns.get(condition.column)!;
    const isNull = !plans.has(condition.column) && facts.nullable && !facts.filled;
    return isNull && holds(condition, facts.type, null) === false ? { kind: 'empty' } : null;
  }
  const plan = plans.get(condition.column);
  if (plan?.kind !== 'reference' || key.columns.includes(condition.column)) return null;
  const { reference } = plan;
  const canBeRequired = reference.dealt && reference.taken === null && reference.target.count > 0;
  return canBeRequired ? { kind: 'empty', required: reference } : null;
}

/** The one reference that the rest of a key is: null where there is no rest, undefined where it is more. */
function familyOf(
  key: KeyModel,
  column: string,
  plans: ReadonlyMap<string, ColumnPlan>,
): ReferencePlan | null | undefined {
  const rest = key.columns.filter((name) => name !== column);
  const [first] = rest;
  if (first === undefined) return null;
  const plan = plans.get(first);
  if (plan?.kind !== 'reference') return undefined;
  const { reference } = plan;
  const isWhole = reference.key.every((_, at) => rest.includes(reference.columns[at]!));
  const isAlone = rest.every((name) => reference.columns.includes(name));
  const isTold = reference.taken === null && !(key.nullsEqual && reference.nullable);
  return isWhole && isAlone && isTold ? reference : undefined;
}
