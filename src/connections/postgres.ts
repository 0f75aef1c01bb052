import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client, CustomTypesConfig, QueryResult } from 'pg';
import type { Connection, Target } from './connection.ts';
import {
  connectError,
  errorCode,
  isLoopback,
  lostError,
  type Failure,
  type FailureCodes,
} from './connection-errors.ts';
import { invalidUrl } from './database-url.ts';
import { loadDriver } from './load-driver.ts';
import { LOSSLESS_TYPES } from './lossless-types.ts';
import {
  describeServer,
  SERVER_VERSION_QUERY,
  type Server,
  type ServerVersion,
} from './server-version.ts';

/** How long to wait for a server where the URL does not say (`connect_timeout`, in seconds). */
const DEFAULT_TIMEOUT_SECONDS = 15;

/**
 * Connects by `pg`. SSL is what the URL, or else the environment, tells `pg`; nothing is tried
 * without it.
 *
 * @param url - a `postgres://` or `postgresql://` URL
 * @throws GenFactoriesError as `openConnection` does
 */
export async function openPostgres(url: string): Promise<Connection> {
  const pg = await loadDriver('pg', async () => (await import('pg')).default);
  const timeoutSeconds = connectTimeout(url);
  const client = newClient(pg, url, timeoutSeconds);
  const loss = watchForLoss(client);
  const target = readTarget(client);
  try {
    await client.connect();
    const { rows } = await client.query<ServerVersion>(SERVER_VERSION_QUERY);
    return new PostgresConnection(client, target, describeServer(rows), loss);
  } catch (error) {
    await client.end().catch(() => undefined);

    const attempt = { target, user: client.user ?? '', url, timeoutSeconds };
    throw connectError(error, attempt, failureOf(error));
  }
}

type Pg = typeof import('pg').default;

function newClient(pg: Pg, url: string, timeoutSeconds: number): Client {
  const asText = (text: string): string => text;
  const getTypeParser: CustomTypesConfig['getTypeParser'] = (oid: number) =>
    LOSSLESS_TYPES.has(oid) ? pg.types.getTypeParser(oid) : asText;
  try {
    return new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: timeoutSeconds * 1000,
      fallback_application_name: 'gen-factories',
      types: { getTypeParser },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalidUrl(`The database URL cannot be read: ${reason}`, url);
  }
}

function connectTimeout(url: string): number {
  const [, seconds] = /[?&]connect_timeout=(\d+)/.exec(url) ?? [];
  return Number(seconds ?? process.env['PGCONNECT_TIMEOUT'] ?? DEFAULT_TIMEOUT_SECONDS);
}

/** As `pg` understood the URL, the environment's PGHOST and so on included. */
function readTarget(client: Client): Target {
  const socket = client.host.startsWith('/');
  return {
    host: client.host,
    port: socket ? null : client.port,
    database: client.database ?? '',
    local: socket || isLoopback(client.host),
  };
}

/** SQLSTATEs of what can go wrong while connecting. */
const FAILURES: FailureCodes = {
  '28P01': 'login',
  '28000': 'login',
  '3D000': 'no database',
  '53300': 'no connection left',
};

/** A missing password and a timeout have no code in `pg`, only these words. */
function failureOf(error: unknown): Failure | undefined {
  const message = error instanceof Error ? error.message : '';
  if (message.startsWith('SASL')) return 'login';
  return message === 'timeout expired' ? 'timeout' : FAILURES[errorCode(error)];
}

/** True where an error says by itself that its connection is gone: the server is ending it. */
function endsConnection(error: unknown): boolean {
  const code = errorCode(error);
  return code.startsWith('08') || SESSION_ENDED.has(code);
}

/** Shut down by an administrator, crashed, starting up, idle for too long (two kinds). */
const SESSION_ENDED = new Set(['57P01', '57P02', '57P03', '57P05', '25P03']);

/** What cut a connection, once something has. */
interface Loss {
  cause: Error | null;
}

/** Without a listener, a connection that is cut while idle would end the process. */
function watchForLoss(client: Client): Loss {
  const loss: Loss = { cause: null };
  client.on('error', (error: Error) => {
    loss.cause ??= error;
  });
  return loss;
}

class PostgresConnection implements Connection {
  readonly server: string;
  readonly major: number;
  readonly target: Target;
  readonly #client: Client;
  readonly #loss: Loss;
  #closed: Promise<void> | null = null;

  constructor(client: Client, target: Target, { server, major }: Server, loss: Loss) {
    this.#client = client;
    this.#loss = loss;
    this.target = target;
    this.server = server;
    this.major = major;
  }

  async query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.#run<Row>(sql, parameters);
    return rows;
  }

  async execute(sql: string, parameters?: readonly unknown[]): Promise<number> {
    const { rowCount } = await this.#run(sql, parameters);
    return rowCount ?? 0;
  }

  async copyFrom(
    sql: string,
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<number> {
    const { from } = await import('pg-copy-streams');
    try {
      const copy = this.#client.query(from(sql));
      await pipeline(Readable.from(chunks), copy);
      return copy.rowCount;
    } catch (error) {
      throw this.#explain(error);
    }
  }

  close(): Promise<void> {
    // What goes wrong while closing is of no use to anyone: the connection is gone either way.
    this.#closed ??= this.#client.end().catch(() => undefined);
    return this.#closed;
  }

  async #run<Row extends object>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<QueryResult<Row>> {
    try {
      return await this.#client.query<Row>(sql, [...parameters]);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /** `pg` reports a lost connection to the listener first, then to each query. */
  #explain(error: unknown): unknown {
    const gone = this.#loss.cause !== null || this.#closed !== null || endsConnection(error);
    return gone ? lostError(this.server, error) : error;
  }
}
