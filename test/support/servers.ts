import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, inject } from 'vitest';

/** A running PostgreSQL, and a database of it from which others can be made. */
export interface TestServer {
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
 * Runs a suite on every server there is; skips it, by name, where there is none.
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
  const servers = inject('servers');
  if (servers.length === 0) describe.skip('no PostgreSQL server', () => undefined);
  for (const server of servers) describe(`on ${server.name}`, () => suite(server));
}

/**
 * Makes an empty database.
 *
 * @param name - a word of it, for who looks at the server while a test hangs
 */
export async function createDatabase(server: TestServer, name = 'test'): Promise<TestDatabase> {
  const database = `${name}_${randomBytes(6).toString('hex')}`;
  const quoted = `"${database.replaceAll('"', '""')}"`;
  await runSql(server.url, `CREATE DATABASE ${quoted}`);
  const url = new URL(server.url);
  url.pathname = `/${encodeURIComponent(database)}`;
  return {
    url: url.href,
    drop: () => runSql(server.url, `DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`),
  };
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
