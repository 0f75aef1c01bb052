import { columnsOfParts } from '../schema/key-columns.ts';
import type { Table } from '../schema/schema.ts';

/** The columns of the primary key and of every unique key, those that an expression reads among them. */
export function keysOf(table: Table): (readonly string[])[] {
  const uniques = table.uniques.map((unique) => [...new Set(columnsOfParts(unique.parts))]);
  return [...(table.primaryKey === null ? [] : [table.primaryKey.columns]), ...uniques];
}

/** Whether a reference fills a column. */
export function isReference(table: Table, column: string): boolean {
  return table.references.some((reference) => reference.columns.includes(column));
}
