import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { PGlite, Results } from '@electric-sql/pglite';
import { GenFactoriesError } from '../errors.ts';
import type { Connection, Target } from './connection.ts';
import { lostError } from './connection-errors.ts';
import { loadDriver } from './load-driver.ts';
import { LOSSLESS_TYPES } from './lossless-types.ts';
import {
  describeServer,
  SERVER_VERSION_QUERY,
  type Server,
  type ServerVersion,
} from './server-version.ts';

/**
 * Loads PGlite, without opening anything.
 *
 * @throws GenFactoriesError `DRIVER_MISSING`
 */
export function loadPglite(): Promise<typeof import('@electric-sql/pglite')> {
  return loadDriver('@electric-sql/pglite', () => import('@electric-sql/pglite'));
}

/**
 * Opens PGlite, PostgreSQL inside this process.
 *
 * @param directory - where the database is kept, made if it is not there; null for one in memory
 * @throws GenFactoriesError `DRIVER_MISSING` or `CONNECTION_REFUSED`
 */
export async function openPglite(directory: string | null): Promise<Connection> {
  const driver = await loadPglite();
  try {
    if (directory !== null) await mkdir(directory, { recursive: true });
    const database = await driver.PGlite.create(
      directory === null ? 'memory://' : `file://${resolve(directory)}`,
    );
    keepText(database);
    const { rows } = await database.query<ServerVersion>(SERVER_VERSION_QUERY);
    return new PgliteConnection(database, directory ?? 'memory', describeServer(rows));
  } catch (cause) {
    throw new GenFactoriesError('CONNECTION_REFUSED', {
      what: `PGlite cannot open the database: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: `pglite://${directory ?? 'memory'}`,
      fix: 'Name a directory that PGlite made, or an empty one that may be written to.',
      cause,
    });
  }
}

/** PGlite reads dates, JSON, int8 and all arrays by default; see LOSSLESS_TYPES for what is kept. */
function keepText(database: PGlite): void {
  const asText = (text: string): string => text;
  for (const oid of Object.keys(database.parsers)) {
    if (!LOSSLESS_TYPES.has(Number(oid))) database.parsers[oid] = asText;
  }
}

class PgliteConnection implements Connection {
  readonly server: string;
  readonly major: number;
  readonly target: Target;
  readonly #database: PGlite;

  constructor(database: PGlite, name: string, { server, major }: Server) {
    this.#database = database;
    this.server = `${server} (PGlite)`;
    this.major = major;
    this.target = { host: 'pglite', port: null, database: name, local: true };
  }

  async query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.#run<Row>(sql, parameters);
    return rows;
  }

  async execute(sql: string, parameters?: readonly unknown[]): Promise<number> {
    const { affectedRows } = await this.#run(sql, parameters);
    return affectedRows ?? 0;
  }

  /** There is no stream into PGlite: the rows are gathered in a blob, outside of JavaScript's heap. */
  async copyFrom(
    sql: string,
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<number> {
    const parts: Blob[] = [];
    for await (const chunk of chunks) parts.push(new Blob([Uint8Array.from(chunk)]));
    const { affectedRows } = await this.#run(fromBlob(sql), [], new Blob(parts));
    return affectedRows ?? 0;
  }

  async close(): Promise<void> {
    if (!this.#database.closed) await this.#database.close();
  }

  async #run<Row>(
    sql: string,
    parameters: readonly unknown[] = [],
    blob?: Blob,
  ): Promise<Results<Row>> {
    if (this.#database.closed) throw lostError(this.server, new Error('PGlite is closed'));
    return this.#database.query<Row>(sql, [...parameters], blob === undefined ? {} : { blob });
  }
}

/** PGlite's name for STDIN, put where the statement says STDIN outside of any quotes. */
function fromBlob(sql: string): string {
  return sql.replace(/"[^"]*"|'[^']*'|\bFROM\s+STDIN\b/gi, (found) =>
    /^["']/.test(found) ? found : "FROM '/dev/blob'",
  );
}
