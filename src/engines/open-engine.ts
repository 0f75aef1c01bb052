import { readDatabaseUrl } from '../connections/database-url.ts';
import type { Engine } from '../runtime/engine.ts';

/**
 * Opens the engine for the database that a URL names. Only the code and the driver it needs are loaded.
 *
 * @param url - `postgres://…`, `mysql://…`, `mariadb://…`, `mongodb://…` or
 *   `pglite://…`
 * @returns an open engine, to be closed by the caller
 * @throws GenFactoriesError `URL_INVALID` where no engine is for that URL, or as `openConnection` does
 * @example
 * ```ts
 * const factory = new Factory(settings, openEngine);
 * ```
 */
export async function openEngine(url: string): Promise<Engine> {
  const { driver } = readDatabaseUrl(url);
  switch (driver) {
    // PGlite is PostgreSQL itself: what differs is in the connection.
    case 'pg':
    case 'pglite': {
      const { openPostgresEngine } = await import('./postgres/engine.ts');
      return openPostgresEngine(url);
    }
    case 'mongodb': {
      const { openMongodbEngine } = await import('./mongodb/engine.ts');
      return openMongodbEngine(url);
    }
    case 'mysql2': {
      const { openMysqlEngine } = await import('./mysql/engine.ts');
      return openMysqlEngine(url);
    }
  }
}
