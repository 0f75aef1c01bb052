import { GenFactoriesError } from '../../src/errors.ts';
import type { Descriptions, DrizzleDialect, TableDescription } from './description.ts';

/**
 * Makes one schema of what files describe: one dialect, and every table once.
 *
 * @param descriptions - of all files
 * @param wanted - the dialect, where the user says which
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID` where two tables of one name differ, `CONFIG_INVALID`
 *   where there are two dialects to choose from, `SCHEMA_EMPTY` where there is no table
 */
export function oneSchema(
  { tables, leftOut }: Descriptions,
  wanted: DrizzleDialect | undefined,
): Descriptions & { readonly dialect: DrizzleDialect } {
  const dialects = [...new Set(tables.map(({ dialect }) => dialect))].sort();
  const [dialect = wanted, second] = dialects.filter(
    (each) => wanted === undefined || each === wanted,
  );
  if (second !== undefined) throw twoDialects(tables);
  const chosen = tables.filter((table) => table.dialect === dialect);
  if (dialect === undefined || chosen.length === 0) throw empty(tables, leftOut, wanted);
  return { dialect, tables: eachOnce(chosen), leftOut };
}

function eachOnce(tables: readonly TableDescription[]): readonly TableDescription[] {
  const byName = new Map<string, TableDescription>();
  for (const table of tables) {
    const name = `${table.schema ?? ''}\u0000${table.name}`;
    const other = byName.get(name);
    if (other === undefined) byName.set(name, table);
    else if (withoutPlaces(other) !== withoutPlaces(table)) {
      throw contradiction(other, table);
    }
  }
  return [...byName.values()];
}

function withoutPlaces(table: TableDescription): string {
  return JSON.stringify({ ...table, unread: [] }, (key, value: unknown) =>
    key === 'at' ? null : value,
  );
}

function contradiction(first: TableDescription, second: TableDescription): GenFactoriesError {
  return new GenFactoriesError('SCHEMA_FILE_INVALID', {
    what: `Table "${first.name}" is described twice, and not in the same way`,
    where: `${placeOf(first)} and ${placeOf(second)}`,
    fix: 'Take one of them away, give it another name, or name only the files of one schema.',
  });
}

function twoDialects(tables: readonly TableDescription[]): GenFactoriesError {
  const [postgres, mysql] = (['postgres', 'mysql'] as const).map((dialect) =>
    tables.find((table) => table.dialect === dialect),
  );
  return new GenFactoriesError('CONFIG_INVALID', {
    what: 'There are tables of PostgreSQL and tables of MySQL',
    where: [postgres, mysql].map((table) => (table === undefined ? '' : placeOf(table))).join(', '),
    fix: 'Say which with --dialect postgres or --dialect mysql, or name only the files of one.',
  });
}

function empty(
  tables: readonly TableDescription[],
  leftOut: Descriptions['leftOut'],
  wanted: DrizzleDialect | undefined,
): GenFactoriesError {
  const [unread] = leftOut.filter(({ kind }) => kind === 'unread');
  const other = tables[0]?.dialect;
  return new GenFactoriesError('SCHEMA_EMPTY', {
    what:
      other === undefined
        ? 'None of the schema files exports a table'
        : `None of the schema files exports a table of ${wanted ?? ''}: those there are of ${other}`,
    ...(unread !== undefined && { where: unread.reason ?? unread.name }),
    fix: 'Name the files that export the tables, or run the schema with --drizzle-exec if it makes them in ways that cannot be followed.',
  });
}

function placeOf({ at, name }: TableDescription): string {
  return at === null ? name : `${at.file}:${at.line}`;
}
