import type { ParentCondition } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import type { RowView } from './row-view.ts';
import type { TableRows } from './table-rows.ts';

/** The rows of a table that a reference with a `where` may lead to. */
export class ParentFilter {
  readonly #target: TableRows;
  readonly #conditions: readonly (readonly [string, (value: unknown) => boolean])[];
  readonly #known = new Map<number, boolean>();
  #view: RowView | undefined;
  #places: readonly number[] | undefined;

  /**
   * @param where - of the reference's options
   * @param at - of the reference, for messages
   * @throws GenFactoriesError `COLUMN_UNKNOWN` for a column that the parents do not have
   */
  constructor(target: TableRows, where: Readonly<Record<string, ParentCondition>>, at: string) {
    this.#target = target;
    this.#conditions = Object.entries(where).map(([column, condition]) => {
      if (!target.model.columns.has(column)) throw unknownColumn(target, column, at);
      return [column, meets(condition)];
    });
  }

  /** Whether a row is one of them. */
  admits(place: number): boolean {
    let known = this.#known.get(place);
    if (known === undefined) {
      const view = (this.#view ??= this.#target.newView()).moveTo(place);
      known = this.#conditions.every(([column, admits]) => admits(view.get(column) ?? null));
      this.#known.set(place, known);
    }
    return known;
  }

  /** Those of the base. */
  get places(): readonly number[] {
    return (this.#places ??= Array.from(
      { length: this.#target.baseCount },
      (_, place) => place,
    ).filter((place) => this.admits(place)));
  }
}

function meets(condition: ParentCondition): (value: unknown) => boolean {
  if (Array.isArray(condition)) {
    const any = (condition as readonly ParentCondition[]).map(meets);
    return (value) => any.some((each) => each(value));
  }
  if (typeof condition !== 'object' || condition === null || condition instanceof Date) {
    const wanted = comparable(condition);
    return (value) => comparable(value) === wanted;
  }
  const { min, max } = condition as { readonly min?: unknown; readonly max?: unknown };
  return (value) =>
    value !== null &&
    (min === undefined || !isBelow(value, min)) &&
    (max === undefined || !isBelow(max, value));
}

/** Numbers of any size, and times, are compared as what they stand for. */
function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint'
    ? String(value)
    : typeof value === 'number'
      ? String(value)
      : value;
}

function isBelow(a: unknown, b: unknown): boolean {
  const isNumeric = (value: unknown): boolean =>
    typeof value === 'number' || typeof value === 'bigint';
  if (isNumeric(a) && isNumeric(b)) return (a as number) < (b as number);
  return String(comparable(a)) < String(comparable(b));
}

function unknownColumn({ key, model }: TableRows, column: string, at: string): GenFactoriesError {
  return new GenFactoriesError('COLUMN_UNKNOWN', {
    what: `"where" names "${column}", which "${key}" does not have`,
    where: at,
    fix: `It has: ${[...model.columns.keys()].join(', ')}.`,
  });
}
