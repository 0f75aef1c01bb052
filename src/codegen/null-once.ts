import type { Column, Table, UniqueKey } from '../schema/schema.ts';

/**
 * Whether a key takes NULL, or absence, of a column for a value like any other: one row at most has it.
 *
 * @param column - one of a key's, or a document with one of them in it
 */
export function isNullOnce({ uniques }: Table, column: Column): boolean {
  return uniques.some((unique) => {
    if (!takesNullForValue(unique)) return false;
    return partsOf(unique).some(
      (part) => part === column.name || part.startsWith(`${column.name}.`),
    );
  });
}

/** Whether NULLs are equal in a key, and rows that have them are in it. */
export function takesNullForValue(unique: UniqueKey): boolean {
  const { nullsEqual, where } = unique;
  if (!nullsEqual || where === null || !where.startsWith('{')) return nullsEqual;
  // A filter of MongoDB's on a field of the key leaves out documents that have nothing there.
  const asked = JSON.parse(where) as Readonly<Record<string, unknown>>;
  return !partsOf(unique).some((part) => Object.hasOwn(asked, part) && asked[part] !== null);
}

function partsOf({ parts }: UniqueKey): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'column' ? [part.column] : part.columns));
}
