import type { Bound } from '../../generators/generator.ts';
import { withSuffix } from '../../generators/scramble.ts';
import { hashPath, type Key } from '../random/hash.ts';
import { Permutation } from '../random/permutation.ts';
import { overKey } from './over-capacity.ts';
import type { Cell, TableRows } from './table-rows.ts';
import type { RowView } from './row-view.ts';
import type { KeyModel } from './table-model.ts';

/** How a column is made unique: what its cell becomes. */
export interface Distinct {
  (cell: Cell): Cell;
  /** Nothing of the cell's own value is left, so that an edge case in it is lost. */
  readonly replaces?: true;
}

/** Rows that are made unique together: the base's, or those of one `add` of a scenario. */
export interface Alike {
  /** How many values a list has to have, not to be too short for them. */
  readonly count: number;
  /** How many of its values may be taken in all. */
  readonly most: number;
  /** The place of the first row. */
  readonly start: number;
}

/**
 * Makes a column unique by itself: values of a list are taken in turn, text gets its row's number.
 *
 * @param column - of the key
 * @param bound - what fills it
 * @param alike - the rows that it fills
 * @returns null where nothing can
 * @throws GenFactoriesError `COUNT_OVER_CAPACITY` where the table has more rows than the column values
 */
export function makeDistinct(
  rows: TableRows,
  column: string,
  bound: Bound,
  key: KeyModel,
  { count, most, start }: Alike,
): Distinct | null {
  const facts = rows.model.columns.get(column)!;
  const { space } = bound;
  const keepNull = !key.nullsEqual;
  // Values that a short list names keep to the list where it is long enough, and never leave it.
  if (space !== undefined) {
    if (space.size < count) return null;
    if (most > space.size) throw overKey(rows, key.label, String(space.size), space.size);
    return numberedValue((place) => space.at(place - start), keepNull);
  }
  const { numbered } = bound;
  if (numbered !== undefined && keepNull && Math.max(count, most) <= numbered.size) {
    return numberedValue((place, view) => numbered.at(place - start, view), true);
  }
  if (facts.type.kind !== 'text' || bound.formed) return null;
  // What is cut to fewer characters than the type takes is numbered within these.
  const room = Math.min(facts.type.length ?? Infinity, bound.room ?? Infinity);
  const length = room === Infinity ? null : room;
  if (length !== null && length < SUFFIX_ROOM) return shortText(rows, column, length, key);
  requireRoom(rows, key.label, 10 ** Math.min(16, length ?? 16), `10^${length}`);
  return (cell) => (view) => {
    const value = cell(view) ?? null;
    if (value === null && keepNull) return cell(view);
    return withSuffix(String(value ?? ''), view.ordinal, length ?? Infinity);
  };
}

/** Whether a generator makes a key unique without help. */
export function isDistinct(rows: TableRows, column: string, bound: Bound, key: KeyModel): boolean {
  if (bound.distinct !== true) return false;
  return !key.nullsEqual || !rows.model.columns.get(column)!.nullable;
}

/** Checks that a key has a value for every row of its table. */
export function requireRoom(
  rows: TableRows,
  label: string,
  size: number,
  arithmetic?: string,
): void {
  if (rows.count <= size) return;
  const capacity = arithmetic === undefined ? String(size) : `${arithmetic} = ${size}`;
  throw overKey(rows, label, capacity, size);
}

/** The shortest text column that has room for a word and a row number. */
const SUFFIX_ROOM = 8;

/** A value for the number of each row; NULL stays NULL where it may. */
function numberedValue(at: (place: number, view: RowView) => unknown, keepNull: boolean): Distinct {
  const made: Distinct = (cell) => (view) =>
    keepNull && (cell(view) ?? null) === null ? cell(view) : at(view.place, view);
  return Object.assign(made, { replaces: true });
}

/** Text too short for a suffix becomes the row's number in letters and digits. */
function shortText(rows: TableRows, column: string, length: number, key: KeyModel): Distinct {
  const size = 36 ** length;
  requireRoom(rows, key.label, size, `36^${length}`);
  const order = new Permutation(size, columnKey(rows, column));
  return numberedValue(
    (place) => order.apply(place).toString(36).padStart(length, '0'),
    !key.nullsEqual,
  );
}

/** Material of the table's own for what makes a column or a key unique. */
export function columnKey(rows: TableRows, column: string): Key {
  return hashPath(rows.shared.seed, rows.key, column, 'distinct');
}
