import { columnsOfParts } from '../schema/key-columns.ts';
import type { Column, Table, UniqueKey } from '../schema/schema.ts';

/**
 * Whether a key takes NULL of a column for a value like any other: one row at most has it.
 *
 * @param column - one of a key's, or a document with one of them in it
 */
export function isNullOnce({ uniques }: Table, column: Column): boolean {
  return uniques.some((unique) => takesNullForValue(unique) && isOn(unique, column));
}

/** The same of a field that is not there. */
export function isAbsentOnce({ uniques }: Table, column: Column): boolean {
  return uniques.some((unique) => takesAbsenceForValue(unique) && isOn(unique, column));
}

/** Whether NULLs are equal in a key, and rows that have them are in it. */
export function takesNullForValue(unique: UniqueKey): boolean {
  return takesForValue(unique, (asked) => asked !== null && !isExistence(asked));
}

function takesAbsenceForValue(unique: UniqueKey): boolean {
  return takesForValue(unique, (asked) => asked !== null);
}

/**
 * A filter of MongoDB's on a field of the key leaves documents out of it.
 *
 * @param leavesOut - whether what is asked of a field leaves out those without a value
 */
function takesForValue(unique: UniqueKey, leavesOut: (asked: unknown) => boolean): boolean {
  const { nullsEqual, where } = unique;
  if (!nullsEqual || where === null || !where.startsWith('{')) return nullsEqual;
  const asked = JSON.parse(where) as Readonly<Record<string, unknown>>;
  return !columnsOfParts(unique.parts).some(
    (part) => Object.hasOwn(asked, part) && leavesOut(asked[part]),
  );
}

/** `{ $exists: true }`, which NULL meets. */
function isExistence(asked: unknown): boolean {
  return typeof asked === 'object' && asked !== null && Object.keys(asked).join() === '$exists';
}

/** Whether a key is on a column, or on something in it. */
export function isOn(unique: UniqueKey, { name }: Column): boolean {
  return columnsOfParts(unique.parts).some((part) => part === name || part.startsWith(`${name}.`));
}
