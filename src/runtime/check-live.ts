import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import type { Dialect } from '../schema/schema.ts';
import type { Engine, LiveTable, TableLoad } from './engine.ts';

const DATABASES: Readonly<Record<Dialect, string>> = {
  postgres: 'PostgreSQL',
  mysql: 'MySQL or MariaDB',
  mongodb: 'MongoDB',
};

/**
 * Checks that definitions were made for the kind of database that they are to be loaded into.
 *
 * @throws GenFactoriesError `DEFINITIONS_STALE`
 */
export function requireDialect(dialect: Dialect, engine: Engine): void {
  if (dialect === engine.dialect) return;
  throw new GenFactoriesError('DEFINITIONS_STALE', {
    what: `The definitions were generated from ${DATABASES[dialect]}, and the URL leads to ${engine.server}`,
    fix: 'Generate definitions from that database with `npx gen-factories`, or correct the URL.',
  });
}

/**
 * Checks that definitions fit the database, before the first row is written.
 *
 * @throws GenFactoriesError `DEFINITIONS_STALE` that names every table and column that does not
 */
export function checkLive(loads: readonly TableLoad[], live: readonly LiveTable[]): void {
  const problems = [...findMisfits(loads, live).values()].flat();
  if (problems.length > 0) throw stale(problems);
}

/** What of the definitions does not fit the database, by the table's name in the definitions. */
export function findMisfits(
  loads: readonly TableLoad[],
  live: readonly LiveTable[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map(live.map((table) => [formatTableName(table), table]));
  const misfits = new Map<string, readonly string[]>();
  for (const load of loads) {
    const problems = misfitsOf(load, found.get(formatTableName(load.name)));
    if (problems.length > 0) misfits.set(load.rows.key, problems);
  }
  return misfits;
}

function misfitsOf(load: TableLoad, table: LiveTable | undefined): readonly string[] {
  const name = formatTableName(load.name);
  if (table === undefined) return [`table ${name} is not there`];
  if (table.columns === null) return [];
  const there = new Set(table.columns.map((column) => column.name));
  const written = new Set(load.columns.map((column) => column.name));
  return [
    ...load.columns
      .filter((column) => !there.has(column.name))
      .map((column) => `column ${name}.${column.name} is not there`),
    ...table.columns
      .filter((column) => column.required && !written.has(column.name))
      .map(
        (column) =>
          `column ${name}.${column.name} is NOT NULL without a default, and no definition fills it`,
      ),
  ];
}

/** The error for definitions that do not fit. */
export function stale(problems: readonly string[]): GenFactoriesError {
  return new GenFactoriesError('DEFINITIONS_STALE', {
    what: `The definitions do not fit the database: ${problems.join('; ')}`,
    fix: 'Apply the migrations to the database, or regenerate with `npx gen-factories`.',
  });
}
