import { readFileSync } from 'node:fs';
import type { SourceFile } from '../../../../introspectors/prisma/source/source-file.ts';
import { createDatabase, runMysql, runSql, type TestServer } from '../../../support/servers.ts';
import { prismaSql } from './schema-engine.ts';
import { fixturePath } from './schemas.ts';

/** Extensions are listed in a schema; making them is a person's. */
const EXTENSIONS = 'CREATE EXTENSION IF NOT EXISTS citext; CREATE EXTENSION IF NOT EXISTS pg_trgm;';

/** Lends a database that is as Prisma makes it from schema files, by its own engine. */
export async function withMadePostgres<T>(
  server: TestServer,
  files: readonly SourceFile[],
  use: (url: string) => Promise<T>,
): Promise<T> {
  const sql = await prismaSql(files);
  return withDatabase(server, (url) => runSql(url, EXTENSIONS + sql), use);
}

/** The same for MySQL, by the SQL that is beside the fixture. */
export async function withMadeMysql<T>(
  server: TestServer,
  fixture: string,
  use: (url: string) => Promise<T>,
): Promise<T> {
  return withMysql(server, fixtureSql(fixture), use);
}

/** The SQL that Prisma makes of a fixture. */
export function fixtureSql(fixture: string): string {
  return readFileSync(fixturePath(fixture, 'schema.sql'), 'utf8');
}

/** Lends a database of MySQL's that SQL makes. */
export async function withMysql<T>(
  server: TestServer,
  sql: string,
  use: (url: string) => Promise<T>,
): Promise<T> {
  return withDatabase(server, (url) => runMysql(url, sql), use);
}

async function withDatabase<T>(
  server: TestServer,
  make: (url: string) => Promise<void>,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const database = await createDatabase(server, 'prisma');
  try {
    await make(database.url);
    return await use(database.url);
  } finally {
    await database.drop();
  }
}
