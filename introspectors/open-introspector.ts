import { readDatabaseUrl } from '../src/connections/database-url.ts';
import type { Introspector } from './introspector.ts';

/**
 * Opens the source that a URL names. Only the folder of that source is loaded.
 *
 * @param url - `postgres://…`, `postgresql://…`, `mysql://…`, `mariadb://…`,
 *   `mongodb://…`, `mongodb+srv://…` or `pglite://…`
 * @returns an introspector, to be closed by the caller
 * @throws GenFactoriesError `URL_INVALID`, and what opening the source throws
 * @example
 * ```ts
 * const introspector = await openIntrospector('postgres://localhost/shop');
 * const schema = await introspector.introspect({ schemas: ['public'] });
 * await introspector.close();
 * ```
 */
export async function openIntrospector(url: string): Promise<Introspector> {
  switch (readDatabaseUrl(url).driver) {
    case 'pg':
    case 'pglite': {
      const { openPostgresIntrospector } = await import('./postgres/introspect.ts');
      return openPostgresIntrospector(url);
    }
    case 'mysql2': {
      const { openMysqlIntrospector } = await import('./mysql/introspect.ts');
      return openMysqlIntrospector(url);
    }
    case 'mongodb': {
      const { openMongodbIntrospector } = await import('./mongodb/introspect.ts');
      return openMongodbIntrospector(url);
    }
  }
}
