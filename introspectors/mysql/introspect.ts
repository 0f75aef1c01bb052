import { openMysql } from '../../src/connections/mysql.ts';
import type { MysqlConnection } from '../../src/connections/mysql-connection.ts';
import { GenFactoriesError } from '../../src/errors.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';
import type { IntrospectOptions, Introspector } from '../introspector.ts';
import {
  checksQuery,
  columnsQuery,
  PARTITIONS,
  REFERENCES,
  TABLES,
  TRIGGERS,
  uniquesQuery,
  type CatalogRows,
  type IndexRow,
  type TableRow,
} from './catalog/queries.ts';
import { findFilled } from './find-filled.ts';
import { isTable, readSchema } from './read-schema.ts';

/** CHECKs are read, and enforced, from these versions on. */
const OLDEST_SUPPORTED = { mysql: [8, 0, 16], mariadb: [10, 11, 0] } as const;

/**
 * Opens a MySQL or MariaDB database to read its schema.
 *
 * @param url - `mysql://…` or `mariadb://…`
 * @throws GenFactoriesError as `openMysql` does
 */
export async function openMysqlIntrospector(url: string): Promise<Introspector> {
  const connection = await openMysql(url);
  return {
    introspect: (options) => introspectMysql(connection, options),
    findFilled: (tables) => findFilled(connection, tables),
    close: () => connection.close(),
  };
}

/**
 * Reads the schema of a MySQL (8.0.16 or later) or MariaDB (10.11 or later) database, by a number of
 * queries that does not grow with the number of tables. DDL commits by itself here, so that a migration
 * that runs meanwhile may show half done.
 *
 * @param connection - to the database that is read
 * @param options - names no schemas: a database is one
 * @throws GenFactoriesError `SERVER_UNSUPPORTED`, `SCHEMA_NOT_FOUND` for a schema other than the
 *   database, `SCHEMA_EMPTY` where there is no table, `DATABASE_ERROR` where the catalogue cannot be read
 */
async function introspectMysql(
  connection: MysqlConnection,
  options: IntrospectOptions = {},
): Promise<SchemaModel> {
  requireSupported(connection);
  const { database } = connection.target;
  const other = options.schemas?.find((schema) => schema !== database);
  if (other !== undefined) throw otherSchema(other, database);
  try {
    const rows = await readCatalog(connection);
    if (!rows.tables.some(isTable)) throw empty(database);
    return buildSchema(readSchema(rows, { flavour: connection.flavour, database }));
  } catch (error) {
    throw explain(error, connection);
  }
}

async function readCatalog(connection: MysqlConnection): Promise<CatalogRows> {
  // The mode decides how names and texts are quoted.
  await connection.execute(`SET SESSION sql_mode = ''`);
  // Sizes and counts come with the catalogue's tables, and are of no interest; old ones will do.
  if (connection.flavour === 'mysql') {
    await connection.execute('SET SESSION information_schema_stats_expiry = 86400');
  }
  const tables = await connection.query<TableRow>(TABLES);
  const uniques = await connection.query<IndexRow>(uniquesQuery(connection));
  return {
    flavour: connection.flavour,
    tables,
    columns: await connection.query(columnsQuery(connection)),
    uniques,
    references: await connection.query(REFERENCES),
    checks: await connection.query(checksQuery(connection)),
    partitions: await connection.query(PARTITIONS),
    triggers: await connection.query(TRIGGERS),
    statements: await readStatements(connection, tables),
  };
}

/** MariaDB's catalogue has periods from 11.4 on; before, only the DDL of a table tells of them. */
async function readStatements(
  connection: MysqlConnection,
  tables: readonly TableRow[],
): Promise<ReadonlyMap<string, string>> {
  const statements = new Map<string, string>();
  if (connection.flavour !== 'mariadb') return statements;
  const suspects = await connection.query<{ name: string }>(WITH_PERIODS);
  const names = new Set(tables.filter(isTable).map((table) => table.name));
  for (const { name } of suspects) {
    if (!names.has(name)) continue;
    const [row] = await connection.query<Record<string, string>>(
      `SHOW CREATE TABLE \`${name.replaceAll('`', '``')}\``,
    );
    statements.set(name, row?.['Create Table'] ?? '');
  }
  return statements;
}

/** Tables with a unique key of at least three columns whose last two are times that are never NULL. */
const WITH_PERIODS = `
  SELECT DISTINCT part.TABLE_NAME AS name
    FROM information_schema.STATISTICS AS part
    JOIN information_schema.COLUMNS AS col
      ON col.TABLE_SCHEMA = part.TABLE_SCHEMA AND col.TABLE_NAME = part.TABLE_NAME
     AND col.COLUMN_NAME = part.COLUMN_NAME
   WHERE part.TABLE_SCHEMA = DATABASE() AND part.NON_UNIQUE = 0 AND part.SEQ_IN_INDEX > 1
     AND col.IS_NULLABLE = 'NO' AND col.DATA_TYPE IN ('date', 'datetime', 'timestamp')
   GROUP BY part.TABLE_NAME, part.INDEX_NAME
  HAVING COUNT(*) >= 2`;

function requireSupported({ server, flavour, version }: MysqlConnection): void {
  const oldest = OLDEST_SUPPORTED[flavour];
  const place = oldest.findIndex((part, index) => part !== version[index]);
  if (place < 0 || version[place]! > oldest[place]!) return;
  throw new GenFactoriesError('SERVER_UNSUPPORTED', {
    what: `${server} is older than ${flavour === 'mysql' ? 'MySQL' : 'MariaDB'} ${oldest.join('.')}`,
    fix: `Use a server of version ${oldest.join('.')} or later.`,
  });
}

function otherSchema(schema: string, database: string): GenFactoriesError {
  return new GenFactoriesError('SCHEMA_NOT_FOUND', {
    what: `"${schema}" is not the database that the URL names, "${database}"`,
    fix: 'Name the database in the URL and leave --schema away.',
  });
}

function empty(database: string): GenFactoriesError {
  return new GenFactoriesError('SCHEMA_EMPTY', {
    what: `No table to write to in "${database}"`,
    fix: 'Run your migrations first, name another database, or grant the user INSERT on its tables.',
  });
}

function explain(error: unknown, connection: MysqlConnection): unknown {
  if (error instanceof GenFactoriesError) return error;
  return new GenFactoriesError('DATABASE_ERROR', {
    what: `${connection.server} did not let its catalogue be read: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'Check the rights of the user; if they suffice, please report this.',
    cause: error,
  });
}
