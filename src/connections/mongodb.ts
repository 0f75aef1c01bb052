import type { Db, MongoClient } from 'mongodb';
import type { Target } from './connection.ts';
import { connectError, errorCode, type Failure } from './connection-errors.ts';
import { invalidUrl, readDatabaseUrl } from './database-url.ts';
import { loadDriver } from './load-driver.ts';
import { readMongodbUrl } from './mongodb-url.ts';

export type { Collection, Db } from 'mongodb';

/** What of the driver is needed at run time: its constructors of BSON's types. */
export type MongodbDriver = typeof import('mongodb');

/** An open connection to one database of MongoDB's. */
export interface MongodbConnection {
  /** The server in words, for messages: `MongoDB 8.0.4`. */
  readonly server: string;
  /** Major and minor. */
  readonly version: readonly [number, number];
  readonly target: Target;
  readonly driver: MongodbDriver;
  readonly db: Db;
  close(): Promise<void>;
}

/** How long to look for a server where the URL does not say (`serverSelectionTimeoutMS`). */
const TIMEOUT_MS = 5_000;

/**
 * Connects by the `mongodb` driver. TLS and all else is what the URL says.
 *
 * @param url - a `mongodb://` or `mongodb+srv://` URL that names a database
 * @returns an open connection, to be closed by the caller
 * @throws GenFactoriesError `URL_INVALID`, `DRIVER_MISSING`, `CONNECTION_REFUSED` or `LOGIN_REFUSED`;
 *   no message holds a password
 */
export async function openMongodb(url: string): Promise<MongodbConnection> {
  if (readDatabaseUrl(url).driver !== 'mongodb') {
    throw invalidUrl('This is no URL of a MongoDB database', url);
  }
  const { target, user } = readMongodbUrl(url.trim());
  const driver = await loadDriver('mongodb', () => import('mongodb'));
  const client = newClient(driver, url.trim());
  try {
    await client.connect();
    const db = client.db(target.database);
    const { version, ferretdb } = await client.db('admin').command({ buildInfo: 1 });
    await db.listCollections({}, { nameOnly: true }).hasNext();
    const [major = 0, minor = 0] = String(version).split('.').map(Number);
    const name = ferretdb === undefined ? `MongoDB ${version}` : `FerretDB ${ferretdb.version}`;
    return {
      server: name,
      version: [major, minor],
      target,
      driver,
      db,
      close: () => client.close(),
    };
  } catch (error) {
    await client.close().catch(() => undefined);
    const attempt = { target, user, url, timeoutSeconds: TIMEOUT_MS / 1000 };
    throw connectError(error, attempt, failureOf(error));
  }
}

function newClient(driver: MongodbDriver, url: string): MongoClient {
  try {
    return new driver.MongoClient(url, {
      appName: 'gen-factories',
      ...(!/[?&]serverSelectionTimeoutMS=/i.test(url) && { serverSelectionTimeoutMS: TIMEOUT_MS }),
      // What is not there is left out of a document, not written as NULL.
      ignoreUndefined: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalidUrl(`The database URL cannot be read: ${reason}`, url);
  }
}

/** The driver wraps what the network says, in a message of its own. */
function failureOf(error: unknown): Failure | undefined {
  const message = error instanceof Error ? error.message : '';
  if (['18', '13', '8000'].includes(errorCode(error)) || /authentication failed/i.test(message)) {
    return 'login';
  }
  if (/ECONNREFUSED/.test(message)) return 'not listening';
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return 'unknown host';
  return /timed out|ETIMEDOUT|ServerSelection/.test(message) ? 'timeout' : undefined;
}
