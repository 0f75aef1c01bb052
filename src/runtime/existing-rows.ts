import { GenFactoriesError } from '../errors.ts';
import { storageType } from '../schema/column-type.ts';
import type { ColumnFacts } from '../schema/facts.ts';
import type { ExistingRow } from './engine.ts';
import { FitError, fitFor } from './fit.ts';
import { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { TableModel } from './table-model.ts';
import type { Cell, Segment, TableRows } from './table-rows.ts';

/** Rows that others wrote, migrations for instance, by table. */
export type ExistingRows = ReadonlyMap<string, readonly ExistingRow[]>;

/**
 * Puts rows of the database into an order that is the same wherever they are read: that of their primary key,
 * numbers by size and everything else by code units.
 */
export function inKeyOrder(
  { primaryKey, columns }: TableModel,
  rows: readonly ExistingRow[],
): readonly ExistingRow[] {
  const key = primaryKey.length > 0 ? primaryKey : [...columns.keys()];
  const fits = key.map((name) => stored(columns.get(name)!));
  const keyed = rows.map((row) => ({ row, key: key.map((name, at) => fits[at]!(row[name])) }));
  keyed.sort((a, b) => {
    for (const [at, value] of a.key.entries()) {
      const order = compare(value, b.key[at]);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function compare(a: unknown, b: unknown): number {
  const isNumber = (value: unknown): value is number | bigint =>
    typeof value === 'number' || typeof value === 'bigint';
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : a > b ? 1 : 0;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Fills a table's only segment with rows that are there: cells look them up.
 *
 * @param found - the rows in {@link inKeyOrder}; undefined where no database was asked, and only their number
 *   can be told
 */
export function existingSegment(
  rows: TableRows,
  empty: Segment,
  found: readonly ExistingRow[] | undefined,
): Segment {
  const cells = rows.columns.map((column): Cell => {
    const fit = stored(column);
    return ({ place }) => fit(valueAt(rowAt(rows, found, place), column));
  });
  return { ...empty, cells };
}

function rowAt(
  { key }: TableRows,
  found: readonly ExistingRow[] | undefined,
  place: number,
): ExistingRow {
  if (found !== undefined) return found[place]!;
  throw new GenFactoriesError('ROW_UNKNOWN', {
    what: `The rows of "${key}" are those that the database has, and it was not asked yet`,
    where: key,
    fix: 'Call up() first, with this factory.',
  });
}

/** A field of a document is found by its path. */
function valueAt(row: ExistingRow, { name, within }: ColumnFacts): unknown {
  if (within === null) return row[name];
  let value: unknown = row;
  for (const part of name.split('.')) value = (value as ExistingRow | null | undefined)?.[part];
  return value;
}

/** What a driver gives, in the form that a generated row has it. */
function stored({ type }: ColumnFacts): (value: unknown) => unknown {
  const fit = fitFor(type);
  const isJson = storageType(type).kind === 'json';
  return (value) => {
    if (value === null || value === undefined) return null;
    try {
      return isJson && typeof value === 'string' ? JSON.parse(value) : fit(value);
    } catch (error) {
      // Whatever the database holds is right: it is only handed on.
      if (error instanceof FitError || error instanceof SyntaxError) return value;
      throw error;
    }
  };
}

/**
 * Lets the references of existing rows lead to existing rows: found by key, where all others are computed.
 *
 * @param targetOf - the rows of a table
 * @param existing - all that was read
 */
export function addExistingReferences(
  rows: TableRows,
  targetOf: (table: string) => TableRows | undefined,
  existing: ExistingRows | undefined,
): void {
  for (const facts of rows.model.references) {
    const target = targetOf(facts.to);
    if (target === undefined || !target.model.existing) continue;
    const reference = new ReferencePlan({
      table: rows,
      target,
      columns: facts.columns,
      key: facts.key,
      lead: facts.columns.at(-1)!,
      options: {},
      nullable: true,
      enforced: false,
      deferrable: false,
      unchecked: false,
    });
    const places = new Map(
      (existing?.get(facts.to) ?? []).map((row, place) => [keyText(row, facts.key), place]),
    );
    reference.rule(
      () =>
        ({ place }: RowView) =>
          places.get(keyText(rowAt(rows, existing?.get(rows.key), place), facts.columns)) ?? -1,
    );
    rows.addReference(reference);
  }
}

function keyText(row: ExistingRow, columns: readonly string[]): string {
  return JSON.stringify(columns.map((name) => String(row[name])));
}
