import { GenFactoriesError } from '../../../src/errors.ts';
import type { Place } from '../../../src/schema/schema.ts';
import type { ColumnDescription, Descriptions, TableDescription } from '../description.ts';

/**
 * What files make when they run, with what only their text tells: places, and what types say of a column, which
 * are gone at run time. Tables that are made in other ways than can be followed stay without.
 *
 * @param run - what the files made
 * @param read - what the same files say, read without running them
 */
export function withWrittenTypes(run: Descriptions, read: () => Descriptions): Descriptions {
  const written = new Map(tablesOf(read).map((table) => [keyOf(table), table]));
  return {
    ...run,
    tables: run.tables.map((table) => {
      const own = written.get(keyOf(table));
      return own === undefined ? table : withTypes(table, own);
    }),
  };
}

/** Files that cannot be read otherwise are why they are run. */
function tablesOf(read: () => Descriptions): readonly TableDescription[] {
  try {
    return read().tables;
  } catch (error) {
    if (error instanceof GenFactoriesError) return [];
    throw error;
  }
}

function keyOf({ dialect, schema, name }: TableDescription): string {
  return [dialect, schema ?? '', name].join('\u0000');
}

function withTypes(table: TableDescription, written: TableDescription): TableDescription {
  return {
    ...table,
    at: written.at,
    primaryKeys: withPlaces(table.primaryKeys, written.primaryKeys),
    uniques: withPlaces(table.uniques, written.uniques),
    indexes: withPlaces(table.indexes, written.indexes),
    checks: withPlaces(table.checks, written.checks),
    foreignKeys: withPlaces(table.foreignKeys, written.foreignKeys),
    columns: table.columns.map((column) => {
      const own = written.columns.find(({ name }) => name === column.name);
      return own === undefined ? column : typedAs(column, own);
    }),
  };
}

/** What was made, with the line that says the same. */
function withPlaces<Part extends { readonly at: Place | null }>(
  made: readonly Part[],
  written: readonly Part[],
): readonly Part[] {
  const places = new Map(written.map((part) => [meaningOf(part), part.at]));
  return made.map((part) => ({ ...part, at: places.get(meaningOf(part)) ?? null }));
}

/** What a part says but for its name; drizzle's objects say in words that nothing is done. */
function meaningOf(part: object): string {
  return JSON.stringify({ ...part, name: null, at: null }, (key, value: unknown) =>
    value === null && (key === 'onDelete' || key === 'onUpdate') ? 'no action' : value,
  );
}

function typedAs(
  column: ColumnDescription,
  { values, shape, at }: ColumnDescription,
): ColumnDescription {
  const isEnum = column.enumType !== null || /^enum\(/i.test(column.sqlType ?? '');
  return { ...column, values: isEnum ? null : (values ?? column.values), shape, at };
}
