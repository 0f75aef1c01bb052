import type { Place } from '../../../src/schema/schema.ts';
import type { TargetDescription } from '../description.ts';
import { describe, known, unreadable, type Value } from '../evaluate/value.ts';
import { TableColumn } from './table.ts';

/**
 * The columns that a key leads to, which are all of one table.
 *
 * @throws Unreadable where they are no columns
 */
export function targetOf(values: readonly Value[], place: Place): TargetDescription {
  const columns = values.map((value) => tableColumn(value, place));
  const table = columns[0]?.table ?? unreadable('a key leads to no column', place);
  const { schema, name } = table.parts;
  return { schema, table: name, columns: columns.map(({ column }) => column) };
}

/** @throws Unreadable where a value is no column of a table */
export function tableColumn(value: Value, place: Place): TableColumn {
  const it = known(value);
  return it instanceof TableColumn
    ? it
    : unreadable(`${describe(it)} stands where a column is asked for`, place);
}
