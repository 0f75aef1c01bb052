import { GenFactoriesError } from '../errors.ts';
import { isConstant } from './definition.ts';
import { isDistinct, makeDistinct, type Distinct } from './make-distinct.ts';
import type { ColumnPlan, KeyPlan } from './plan-keys.ts';
import { holdsFunction, printSource } from './print-source.ts';
import type { Segment, TableRows } from './table-rows.ts';
import type { KeyModel } from './table-model.ts';

/**
 * What makes the rows unique that scenarios add to a table. Columns that a scenario leaves alone are
 * unique as the base's are. What it writes itself stays as it is written where no other row has it, and
 * gets the row's number where one may.
 */
export class AddedKeys {
  readonly #rows: TableRows;
  readonly #keys: KeyPlan;
  /** Constants that stayed as they were written, by their columns. */
  readonly #kept = new Set<string>();

  /** @param keys - of the base */
  constructor(rows: TableRows, keys: KeyPlan) {
    this.#rows = rows;
    this.#keys = keys;
  }

  /**
   * The columns to wrap in the rows of one `add`, in the order of the scenario's.
   *
   * @param segment - the rows
   * @param plans - what fills their columns
   * @throws GenFactoriesError `KEY_UNSOLVED` where the scenario writes the same into several rows and
   *   nothing can make it unique
   */
  distinctIn(
    segment: Segment,
    plans: ReadonlyMap<string, ColumnPlan>,
  ): ReadonlyMap<string, Distinct> {
    const distinct = new Map(this.#keys.distinct);
    for (const [column, key] of this.#keys.carriers) {
      if (!segment.written.has(column)) continue;
      const wrap = this.#wrapWritten(segment, column, key, plans.get(column)!);
      if (wrap === null) distinct.delete(column);
      else distinct.set(column, wrap);
    }
    for (const [column, partial] of this.#keys.partials) {
      const wrap = partial.distinctIn(segment, plans.get(column)!);
      if (wrap === null) distinct.delete(column);
      else distinct.set(column, wrap);
    }
    return distinct;
  }

  #wrapWritten(segment: Segment, column: string, key: KeyModel, plan: ColumnPlan): Distinct | null {
    const source = segment.written.get(column);
    if (plan.kind !== 'drawn' || isDistinct(this.#rows, column, plan.bound, key)) return null;
    if (isConstant(source) && this.#keeps(segment, column, key, source)) return null;
    const alike = { count: segment.count, most: segment.count, start: segment.start };
    const wrap = makeDistinct(this.#rows, column, plan.bound, key, alike);
    // A function of the person's own may well give every row another value.
    if (wrap !== null || segment.count < 2 || holdsFunction(source)) return wrap;
    throw this.#unsolved(segment, column, key);
  }

  /** Whether a constant is in one row only of those that it could be the same in. */
  #keeps(segment: Segment, column: string, key: KeyModel, constant: unknown): boolean {
    const parents = this.#parentsIn(segment, key);
    if (segment.count > 1 && !parents.some((each) => each.given + segment.count <= each.count)) {
      return false;
    }
    const text = printSource(constant);
    const type = this.#rows.model.columns.get(column)!.type;
    // An expression in the key, such as lower(email), may take two values for one.
    const exact = key.plain && !(type.kind === 'text' && type.caseless);
    const kept = [
      column,
      exact ? text : text.toLowerCase(),
      ...parents.map((each) => each.start),
    ].join('\0');
    if (this.#kept.has(kept)) return false;
    this.#kept.add(kept);
    return true;
  }

  /** The rows that the scenario gave as parents in a key. */
  #parentsIn({ fixed }: Segment, key: KeyModel): { start: number; count: number; given: number }[] {
    return [...fixed].flatMap(([place, parents]) => {
      const { columns } = this.#rows.references[place]!;
      const inKey = columns.every((column) => key.columns.includes(column));
      return inKey && parents.start >= 0 ? [parents] : [];
    });
  }

  #unsolved(segment: Segment, column: string, key: KeyModel): GenFactoriesError {
    return new GenFactoriesError('KEY_UNSOLVED', {
      what: `Scenario "${segment.scenario}" adds ${segment.count} rows to "${this.#rows.key}" with the same "${column}", which ${key.label} allows once`,
      where: `${this.#rows.key}.${column}`,
      fix: 'Give each row a value of its own: by a generator that has enough of them, or a function of the index.',
    });
  }
}
