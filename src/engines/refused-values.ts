import type { TableLoad } from '../runtime/engine.ts';
import { printValue } from '../schema/print-value.ts';

/** Where more columns than these are named, values would hide the message. */
const FEW = 3;

/**
 * What a row that was refused has in the columns at fault, to follow a sentence. All of it is made up, so it
 * may be printed; what the server says of other rows may not.
 *
 * @param place - of the row; undefined or null where nobody knows which it is
 * @returns empty where there is nothing to show
 * @example
 * ```ts
 * refusedValues(load, ['slug'], 7); // '; its slug is "Not a slug"'
 * ```
 */
export function refusedValues(
  load: TableLoad,
  columns: readonly string[],
  place: number | null | undefined,
): string {
  if (place == null || place < load.first || place >= load.end) return '';
  const row = load.rows.toObject(load.rows.newView().moveTo(place));
  const written = columns.filter((column) => Object.hasOwn(row, column));
  if (written.length === 0 || written.length > FEW) return '';
  return `; its ${written.map((column) => `${column} is ${printValue(row[column])}`).join(', its ')}`;
}
