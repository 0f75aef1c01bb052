import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { describe, inject } from 'vitest';

export type ServerKind = 'postgres' | 'mysql' | 'mariadb' | 'mongodb';

/** A running server, and a database of it from which others can be made. */
export interface TestServer {
  readonly kind: ServerKind;
  /** `PostgreSQL 18.4`. */
  readonly name: string;
  readonly major: number;
  readonly url: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    servers: readonly TestServer[];
  }
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * Runs a suite on every PostgreSQL there is; skips it, by name, where there is none.
 *
 * @example
 * ```ts
 * forEachServer((server) => {
 *   it('counts', async () => {
 *     const database = await createDatabase(server);
 *     …
 *     await database.drop();
 *   });
 * });
 * ```
 */
export function forEachServer(suite: (server: TestServer) => void): void {
  forEachKind(['postgres'], suite);
}

/** The same for every MySQL and MariaDB. */
export function forEachMysql(suite: (server: TestServer) => void): void {
  forEachKind(['mysql', 'mariadb'], suite);
}

/** The same for whatever speaks MongoDB's protocol. */
export function forEachMongodb(suite: (server: TestServer) => void): void {
  forEachKind(['mongodb'], suite);
}

function forEachKind(kinds: readonly ServerKind[], suite: (server: TestServer) => void): void {
  const servers = inject('servers');
  for (const kind of kinds) {
    const found = servers.filter((server) => server.kind === kind);
    // Under CI a missing server ends the run before a test is read.
    if (found.length === 0) describe.skip(`no ${kind} server`, () => undefined);
    for (const server of found) describe(`on ${server.name}`, () => suite(server));
  }
}

/**
 * Makes an empty database.
 *
 * @param name - a word of it, for who looks at the server while a test hangs
 */
export async function createDatabase(server: TestServer, name = 'test'): Promise<TestDatabase> {
  const database = `${name}_${randomBytes(6).toString('hex')}`;
  const url = new URL(server.url);
  url.pathname = `/${encodeURIComponent(database)}`;
  const make = {
    postgres: createInPostgres,
    mysql: createInMysql,
    mariadb: createInMysql,
    mongodb: createInMongodb,
  };
  return { url: url.href, drop: await make[server.kind](server.url, database) };
}

async function createInPostgres(url: string, name: string): Promise<() => Promise<void>> {
  await runSql(url, `CREATE DATABASE "${name}"`);
  return () => runSql(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

async function createInMysql(url: string, name: string): Promise<() => Promise<void>> {
  await runMysql(url, `CREATE DATABASE \`${name}\``);
  return () => runMysql(url, `DROP DATABASE IF EXISTS \`${name}\``);
}

/** Databases of MongoDB's are made by what is put into them. */
async function createInMongodb(url: string, name: string): Promise<() => Promise<void>> {
  return () => withMongodb(url, async (client) => void (await client.db(name).dropDatabase()));
}

/** Runs SQL, any number of statements, on a connection of its own. */
export async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Runs SQL of MySQL's, any number of statements, on a connection of its own. */
export async function runMysql(url: string, sql: string): Promise<void> {
  const client = await openMysqlClient(url);
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export function openMysqlClient(url: string): Promise<mysql.Connection> {
  return mysql.createConnection({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    multipleStatements: true,
    dateStrings: true,
    supportBigNumbers: true,
    timezone: 'Z',
    charset: 'utf8mb4_bin',
  });
}

/** Lends a client of MongoDB's. */
export async function withMongodb<T>(
  url: string,
  use: (client: MongoClient) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(url);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
