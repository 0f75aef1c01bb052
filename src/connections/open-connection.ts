import type { Connection } from './connection.ts';
import { invalidUrl, readDatabaseUrl } from './database-url.ts';

/**
 * Opens a connection to the PostgreSQL database that a URL names. Only the driver it needs is loaded.
 *
 * @param url - `postgres://…` or `postgresql://…` as `pg` understands it, SSL settings included;
 *   `pglite://<directory>` or `pglite://memory` for PostgreSQL inside this process
 * @returns an open connection, to be closed by the caller
 * @throws GenFactoriesError `URL_INVALID`, `DRIVER_MISSING`, `CONNECTION_REFUSED` or `LOGIN_REFUSED`;
 *   no message holds a password
 * @example
 * ```ts
 * const connection = await openConnection('postgres://app:secret@localhost/shop');
 * await connection.query('SELECT $1::int + 1 AS answer', [41]); // [{ answer: 42 }]
 * await connection.close();
 * ```
 */
export async function openConnection(url: string): Promise<Connection> {
  const address = readDatabaseUrl(url);
  switch (address.driver) {
    case 'pg': {
      const { openPostgres } = await import('./postgres.ts');
      return openPostgres(address.url);
    }
    case 'pglite': {
      const { openPglite } = await import('./pglite.ts');
      return openPglite(address.directory);
    }
    default:
      throw invalidUrl('This is no URL of a PostgreSQL database', url);
  }
}
