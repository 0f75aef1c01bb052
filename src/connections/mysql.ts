import { Readable } from 'node:stream';
import type { Connection as Client, ResultSetHeader } from 'mysql2/promise';
import type { Target } from './connection.ts';
import { connectError, errorCode, lostError, type FailureCodes } from './connection-errors.ts';
import { invalidUrl, readDatabaseUrl } from './database-url.ts';
import { loadDriver } from './load-driver.ts';
import {
  STREAMED_FILE,
  type MysqlConnection,
  type MysqlFlavour,
  type Outcome,
} from './mysql-connection.ts';
import { readMysqlUrl, type MysqlAddress } from './mysql-url.ts';

/**
 * Connects to MySQL or MariaDB by `mysql2`. TLS is what the URL says; nothing is tried without it.
 *
 * @param url - a `mysql://` or `mariadb://` URL
 * @returns an open connection, to be closed by the caller
 * @throws GenFactoriesError `URL_INVALID`, `DRIVER_MISSING`, `CONNECTION_REFUSED` or `LOGIN_REFUSED`;
 *   no message holds a password
 */
export async function openMysql(url: string): Promise<MysqlConnection> {
  if (readDatabaseUrl(url).driver !== 'mysql2') {
    throw invalidUrl('This is no URL of a MySQL or MariaDB database', url);
  }
  const address = readMysqlUrl(url.trim());
  const driver = await loadDriver('mysql2', () => import('mysql2/promise'), 'mysql2/promise');
  let client: Client | undefined;
  try {
    client = await connect(driver, address);
    const loss = watchForLoss(client);
    const [rows] = await client.query('SELECT VERSION() AS version');
    const [row] = rows as { version: string }[];
    return new MysqlClient(client, address.target, row?.version ?? '', loss);
  } catch (error) {
    client?.destroy();
    const attempt = { ...address, url };
    throw connectError(error, attempt, FAILURES[errorCode(error)]);
  }
}

type Mysql2 = typeof import('mysql2/promise');

const FAILURES: FailureCodes = {
  ER_ACCESS_DENIED_ERROR: 'login',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'login',
  ER_DBACCESS_DENIED_ERROR: 'login',
  ER_NOT_SUPPORTED_AUTH_MODE: 'login',
  ER_BAD_DB_ERROR: 'no database',
  ER_CON_COUNT_ERROR: 'no connection left',
  ER_USER_LIMIT_REACHED: 'no connection left',
};

/** Codes that say by themselves that a connection is gone. */
const CONNECTION_ENDED = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ER_SERVER_SHUTDOWN',
  'ER_CLIENT_INTERACTION_TIMEOUT',
  'ER_CONNECTION_KILLED',
]);

function connect(driver: Mysql2, address: MysqlAddress): Promise<Client> {
  const { target, socketPath, ssl } = address;
  return driver.createConnection({
    ...(socketPath === undefined ? { host: target.host, port: target.port! } : { socketPath }),
    ...(ssl && { ssl }),
    user: address.user,
    password: address.password,
    database: target.database,
    connectTimeout: address.timeoutSeconds * 1000,
    charset: 'utf8mb4_bin',
    connectAttributes: { program_name: 'gen-factories' },
    timezone: 'Z',
    // Text, so that nothing is lost: a double has fewer digits, a Date a zone and no microseconds.
    supportBigNumbers: true,
    dateStrings: true,
    jsonStrings: true,
    multipleStatements: false,
  });
}

/** What ended something, once it has ended: a connection, a stream. */
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

class MysqlClient implements MysqlConnection {
  readonly server: string;
  readonly flavour: MysqlFlavour;
  readonly version: readonly [number, number, number];
  readonly target: Target;
  readonly #client: Client;
  readonly #loss: Loss;
  #closed: Promise<void> | null = null;

  constructor(client: Client, target: Target, version: string, loss: Loss) {
    this.#client = client;
    this.#loss = loss;
    this.target = target;
    this.flavour = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
    // Behind some proxies MariaDB calls itself `5.5.5-10.11.19-MariaDB`.
    const [, major, minor, patch] = /^(?:5\.5\.5-)?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
    this.version = [Number(major), Number(minor), Number(patch)];
    this.server = `${this.flavour === 'mariadb' ? 'MariaDB' : 'MySQL'} ${this.version.join('.')}`;
  }

  async query<Row extends object>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    const [rows] = await this.#run(this.#client.query(sql, valuesOf(parameters)));
    return rows as Row[];
  }

  async execute(sql: string, parameters: readonly unknown[] = []): Promise<Outcome> {
    const [result] = await this.#run(this.#client.query(sql, valuesOf(parameters)));
    return outcome(result as ResultSetHeader);
  }

  async loadData(
    sql: string,
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<Outcome> {
    const stream = Readable.from(packets(chunks), { objectMode: true, highWaterMark: 2 });
    // What made the rows fail is what is reported, not what the server says of half a file.
    const failure: Loss = { cause: null };
    stream.once('error', (error) => (failure.cause = error));
    const infileStreamFactory = (path: string): Readable => {
      if (path === STREAMED_FILE) return stream;
      failure.cause = new Error(`The server asked for the file "${path}"`);
      return Readable.from([]);
    };
    try {
      const [result] = await this.#run(this.#client.query({ sql, infileStreamFactory }));
      if (failure.cause !== null) throw failure.cause;
      return outcome(result as ResultSetHeader);
    } catch (error) {
      throw failure.cause ?? error;
    } finally {
      stream.destroy();
    }
  }

  close(): Promise<void> {
    // What goes wrong while closing is of no use to anyone: the connection is gone either way.
    this.#closed ??= this.#client.end().catch(() => undefined);
    return this.#closed;
  }

  async #run<T>(running: Promise<T>): Promise<T> {
    try {
      return await running;
    } catch (error) {
      if (isFatal(error)) this.#loss.cause ??= error as Error;
      const gone = this.#loss.cause !== null || this.#closed !== null;
      throw gone ? lostError(this.server, withoutSql(error)) : withoutSql(error);
    }
  }
}

/** Null, unlike an empty list, saves the driver from looking for a place to put any. */
function valuesOf(parameters: readonly unknown[]): unknown[] | null {
  return parameters.length === 0 ? null : [...parameters];
}

/** True where an error says by itself that its connection is gone. */
function isFatal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('fatal' in error && error.fatal === true) || CONNECTION_ENDED.has(errorCode(error));
}

/** The driver hangs the statement on its errors, with all the rows that may be in it. */
function withoutSql(error: unknown): unknown {
  if (error instanceof Error && 'sql' in error) delete error.sql;
  return error;
}

/** The server takes no packet larger than it allows, and it allows 64 KB at least. */
const PACKET_LENGTH = 60 * 1024;

async function* packets(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  for await (const { buffer, byteOffset, byteLength } of chunks) {
    for (let start = 0; start < byteLength; start += PACKET_LENGTH) {
      yield Buffer.from(buffer, byteOffset + start, Math.min(PACKET_LENGTH, byteLength - start));
    }
  }
}

function outcome({ affectedRows, warningStatus }: ResultSetHeader): Outcome {
  return { affectedRows, warnings: warningStatus };
}
