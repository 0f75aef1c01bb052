import type { Table } from '../../../src/schema/schema.ts';

/** Whether a piece of SQL can be about a table as the schema file has it. */
export type IsAbout = (sql: string | null) => boolean;

/**
 * Makes a test of whether SQL speaks of no column that only the migrations have. Words in a literal
 * count, too: to leave something out is the lesser fault.
 *
 * @param table - of the schema file
 * @param other - the same in the migrations
 */
export function aboutColumnsOf(table: Table, other: Table): IsAbout {
  const here = new Set(table.columns.map(({ name }) => name));
  const gone = other.columns.map(({ name }) => name).filter((name) => !here.has(name));
  return (sql) => sql === null || !gone.some((name) => mentions(sql, name));
}

function mentions(sql: string, name: string): boolean {
  const word = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(sql);
}
