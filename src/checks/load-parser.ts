import type { Dialect } from '../schema/schema.ts';
import type { ParseCheck } from './parse-postgres.ts';

/**
 * Loads what reads the CHECKs of a database, and no more: PostgreSQL's own parser is a WebAssembly module.
 *
 * @param dialect - whose checks they are
 */
export async function loadParser(dialect: Dialect): Promise<ParseCheck> {
  switch (dialect) {
    case 'postgres':
      return (await import('./parse-postgres.ts')).loadPostgresParser();
    case 'mysql':
      return (await import('./parse-mysql.ts')).parseMysqlCheck;
    case 'mongodb':
      return (await import('./parse-mongodb.ts')).parseMongodb;
  }
}
