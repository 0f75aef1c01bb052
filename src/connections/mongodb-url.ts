import type { Target } from './connection.ts';
import { isLoopback } from './connection-errors.ts';
import { invalidUrl } from './database-url.ts';

/** A `mongodb://` or `mongodb+srv://` URL, as far as it has to be understood here. */
export interface MongodbAddress {
  readonly target: Target;
  readonly user: string;
}

const PARTS = /^(mongodb(?:\+srv)?):\/\/(?:([^@/]*)@)?([^/?]+)(?:\/([^?]*))?(\?.*)?$/s;
const DEFAULT_PORT = 27_017;

/**
 * Takes a URL apart; its options are the driver's to read.
 *
 * @throws GenFactoriesError `URL_INVALID`, also where it names no database
 * @example
 * ```ts
 * readMongodbUrl('mongodb://app:secret@db:27018/shop').target.database; // 'shop'
 * ```
 */
export function readMongodbUrl(url: string): MongodbAddress {
  const [, , login = '', hosts = '', path = ''] = PARTS.exec(url) ?? [];
  const [host = ''] = hosts.split(',');
  if (host === '') throw invalidUrl('The database URL cannot be read', url);
  const database = decodeURIComponent(path);
  if (database === '') {
    throw invalidUrl('The database URL names no database, and no --database does', url);
  }
  const [, name = host, port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  return {
    target: {
      host: name,
      port: Number(port ?? DEFAULT_PORT),
      database,
      local: hosts.split(',').every((each) => isLoopback(each.replace(/:\d+$/, ''))),
    },
    user: decodeURIComponent(login.split(':')[0] ?? ''),
  };
}

/**
 * Adds the database to a URL that names none.
 *
 * @param url - of any kind; others than MongoDB's name their database themselves
 * @example
 * ```ts
 * withDatabase('mongodb://127.0.0.1:27017/?directConnection=true', 'shop');
 * // 'mongodb://127.0.0.1:27017/shop?directConnection=true'
 * ```
 */
export function withDatabase(url: string, database: string): string {
  const [, scheme, login, hosts, path = '', options = ''] = PARTS.exec(url) ?? [];
  if (scheme === undefined || path !== '') return url;
  const user = login === undefined ? '' : `${login}@`;
  return `${scheme}://${user}${hosts}/${encodeURIComponent(database)}${options}`;
}
