import { GenFactoriesError } from '../../../src/errors.ts';
import { exportsOfValues } from '../evaluate/namespace.ts';
import { nameOfPackage } from '../evaluate/origin.ts';
import { Func, type Value } from '../evaluate/value.ts';
import type { Exports } from '../evaluate/world.ts';
import { constraintFunctions } from './constraints.ts';
import { mysqlColumns } from './mysql-columns.ts';
import { operators } from './operators.ts';
import { postgresColumns } from './postgres-columns.ts';
import { providerModules } from './provider-modules.ts';
import { defineRelations, relations } from './relations.ts';
import { sqlTag } from './sql-text.ts';
import { getTableColumns, getTableName, mysqlTables, postgresTables } from './table-functions.ts';

/** Databases that drizzle knows and we do not, by the module and the functions that make their tables. */
const OTHERS: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'drizzle-orm/sqlite-core': ['SQLite', ['sqliteTable', 'sqliteTableCreator']],
  'drizzle-orm/singlestore-core': [
    'SingleStore',
    ['singlestoreTable', 'singlestoreTableCreator', 'singlestoreSchema'],
  ],
  'drizzle-orm/mssql-core': ['SQL Server', ['mssqlTable', 'mssqlTableCreator', 'mssqlSchema']],
  'drizzle-orm/cockroach-core': [
    'CockroachDB',
    ['cockroachTable', 'cockroachTableCreator', 'cockroachSchema'],
  ],
  'drizzle-orm/gel-core': ['Gel', ['gelTable', 'gelTableCreator', 'gelSchema']],
};

function ofOthers(database: string, names: readonly string[]): Readonly<Record<string, Value>> {
  const refuse = new Func(`a table of ${database}`, ({ place }) => {
    throw new GenFactoriesError('SERVER_UNSUPPORTED', {
      what: `This is a table of ${database}`,
      where: `${place.file}:${place.line}`,
      fix: 'Name files whose tables are of PostgreSQL (drizzle-orm/pg-core) or MySQL (drizzle-orm/mysql-core).',
    });
  });
  return Object.fromEntries(names.map((name) => [name, refuse]));
}

const MODULES: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  'drizzle-orm': {
    ...operators,
    sql: sqlTag,
    relations,
    defineRelations,
    defineRelationsPart: defineRelations,
    getTableName,
    getTableColumns,
    getColumns: getTableColumns,
  },
  'drizzle-orm/pg-core': {
    ...postgresColumns,
    ...postgresTables,
    ...constraintFunctions('postgres'),
  },
  'drizzle-orm/mysql-core': { ...mysqlColumns, ...mysqlTables, ...constraintFunctions('mysql') },
  ...providerModules,
  ...Object.fromEntries(
    Object.entries(OTHERS).map(([name, [database, names]]) => [name, ofOthers(database, names)]),
  ),
  'drizzle-kit': { defineConfig: new Func('"defineConfig"', ({ args: [config] }) => config) },
};

/** Other names that drizzle gives to the same. */
const SAME: Readonly<Record<string, string>> = {
  'drizzle-orm/supabase/rls': 'drizzle-orm/supabase',
  'drizzle-orm/neon/rls': 'drizzle-orm/neon',
  'drizzle-orm/sql': 'drizzle-orm',
  'drizzle-orm/sql/sql': 'drizzle-orm',
  'drizzle-orm/relations': 'drizzle-orm',
  'drizzle-orm/pg-core/columns': 'drizzle-orm/pg-core',
  'drizzle-orm/mysql-core/columns': 'drizzle-orm/mysql-core',
};

/** What drizzle's modules export; null for modules that are none of drizzle's. */
export function drizzleModule(specifier: string): Exports | null {
  const name = SAME[specifier] ?? specifier;
  const members = Object.hasOwn(MODULES, name) ? MODULES[name] : undefined;
  if (members === undefined) return null;
  return exportsOfValues(specifier, members, (member, place) =>
    nameOfPackage(specifier, member, place),
  );
}
