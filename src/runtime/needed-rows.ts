import { GenFactoriesError } from '../errors.ts';
import type { RowView } from './row-view.ts';
import type { TableRows } from './table-rows.ts';

/** A row that is tried, or that others need: made, or with the reason why it cannot be. */
export interface NeededRow {
  readonly rows: TableRows;
  readonly place: number;
  /** What its definition throws; else what the database says of it. */
  error: GenFactoriesError | null;
  /** The row that was refused, and that this one cannot be without. */
  blockedBy: NeededRow | null;
  readonly parents: NeededRow[];
}

/** The rows of the base, which are the same whatever is added to it. */
interface Base {
  readonly needed: NeededRows;
  readonly tables: ReadonlyMap<string, TableRows>;
}

/** Rows with all that their references lead to. Making them is all that can go wrong without a database. */
export class NeededRows {
  readonly #found = new Map<TableRows, Map<number, NeededRow>>();
  readonly #views = new Map<TableRows, RowView>();
  readonly #all: NeededRow[] = [];
  readonly #base: Base | null;

  /** @param base - where rows of the base are, for rows that are added to it */
  constructor(base: Base | null = null) {
    this.#base = base;
  }

  /** All of them. */
  get all(): readonly NeededRow[] {
    return this.#all;
  }

  /** Adds a row, and what it needs. */
  add(rows: TableRows, place: number): NeededRow {
    const known = this.#found.get(rows)?.get(place);
    if (known !== undefined) return known;
    const first = this.#make(rows, place);
    const path = [{ row: first, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const reference = top.row.rows.references[top.next++];
      if (reference === undefined || top.row.error !== null) {
        path.pop();
        continue;
      }
      const parent = this.#parentOf(top.row, top.next - 1);
      if (parent === null) continue;
      const { target } = reference;
      // It is there.
      if (target.model.existing) continue;
      if (this.#base !== null && parent < target.baseCount) {
        const { needed, tables } = this.#base;
        top.row.parents.push(needed.add(tables.get(target.key)!, parent));
        continue;
      }
      const there = this.#found.get(target)?.get(parent);
      const needed = there ?? this.#make(target, parent);
      if (needed !== top.row) top.row.parents.push(needed);
      if (there === undefined) path.push({ row: needed, next: 0 });
    }
    return first;
  }

  #make(rows: TableRows, place: number): NeededRow {
    const row: NeededRow = { rows, place, error: null, blockedBy: null, parents: [] };
    const ofTable = this.#found.get(rows) ?? new Map<number, NeededRow>();
    this.#found.set(rows, ofTable.set(place, row));
    this.#all.push(row);
    this.#guarded(row, () => rows.toObject(this.#viewAt(row)));
    return row;
  }

  /** The place of a row's parent; null where there is none, or its definition fails. */
  #parentOf(row: NeededRow, reference: number): number | null {
    const place = this.#guarded(row, () => this.#viewAt(row).parentPlace(reference));
    return place === undefined || place < 0 ? null : place;
  }

  #viewAt({ rows, place }: NeededRow): RowView {
    const view = this.#views.get(rows) ?? rows.newView();
    this.#views.set(rows, view);
    return view.moveTo(place);
  }

  #guarded<T>(row: NeededRow, make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      // The view is in the middle of a column: another takes its place.
      this.#views.delete(row.rows);
      row.error = asError(error, row.rows.key);
      return undefined;
    }
  }
}

function asError(error: unknown, table: string): GenFactoriesError {
  if (error instanceof GenFactoriesError) return error;
  return new GenFactoriesError('VALUE_INVALID', {
    what: `A row cannot be made: ${error instanceof Error ? error.message : String(error)}`,
    where: table,
    fix: 'Change the definition of the table.',
    cause: error,
  });
}
