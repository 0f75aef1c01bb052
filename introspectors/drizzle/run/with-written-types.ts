import { GenFactoriesError } from '../../../src/errors.ts';
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
    columns: table.columns.map((column) => {
      const own = written.columns.find(({ name }) => name === column.name);
      return own === undefined ? column : typedAs(column, own);
    }),
  };
}

function typedAs(
  column: ColumnDescription,
  { values, shape, at }: ColumnDescription,
): ColumnDescription {
  const isEnum = column.enumType !== null || /^enum\(/i.test(column.sqlType ?? '');
  return { ...column, values: isEnum ? null : (values ?? column.values), shape, at };
}
