import { GenFactoriesError } from '../errors.ts';
import { maskUrl } from './mask-url.ts';

/** What a database URL asks for, by its scheme. */
export type DatabaseUrl =
  | { readonly driver: 'pg'; readonly url: string }
  | { readonly driver: 'mysql2'; readonly url: string }
  | { readonly driver: 'mongodb'; readonly url: string }
  | {
      readonly driver: 'pglite';
      /** Null for a database in memory, which ends with its connection. */
      readonly directory: string | null;
    };

const EXAMPLES = [
  'postgres://user:password@host:5432/database',
  'mysql://user:password@host:3306/database',
  'mongodb://user:password@host:27017/database',
  'pglite://./data',
].join(', ');

/**
 * Tells by its scheme which driver a URL is for. Whether the rest makes sense is the driver's to say.
 *
 * @param url - as in `DATABASE_URL`
 * @throws GenFactoriesError `URL_INVALID` where no driver here is for that scheme
 * @example
 * ```ts
 * readDatabaseUrl('pglite://memory'); // { driver: 'pglite', directory: null }
 * ```
 */
export function readDatabaseUrl(url: string): DatabaseUrl {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url.trim()) ?? [];
  switch (scheme.toLowerCase()) {
    case 'postgres':
    case 'postgresql':
      return { driver: 'pg', url: url.trim() };
    case 'mysql':
    case 'mariadb':
      return { driver: 'mysql2', url: url.trim() };
    case 'mongodb':
    case 'mongodb+srv':
      return { driver: 'mongodb', url: url.trim() };
    case 'pglite':
      if (rest === '') throw invalidUrl('The pglite URL names no directory', url);
      return { driver: 'pglite', directory: rest === 'memory' ? null : rest };
    case '':
      throw invalidUrl('The database URL has no scheme', url);
    default:
      throw invalidUrl(`No driver is known for "${scheme}" URLs`, url);
  }
}

/**
 * The schema that a URL of PostgreSQL's names, as Prisma's do: `?schema=app`. To drivers it says nothing.
 *
 * @returns undefined where it names none, and of URLs of other databases
 */
export function schemaInUrl(url: string): string | undefined {
  const { driver } = readDatabaseUrl(url);
  const [, encoded] = /[?&]schema=([^&#]+)/.exec(url) ?? [];
  if (driver !== 'pg' || encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * The error for a URL that cannot be understood. It has no `cause`: what URL parsers throw carries
 * the whole URL, password included.
 */
export function invalidUrl(what: string, url: string): GenFactoriesError {
  return new GenFactoriesError('URL_INVALID', {
    what,
    where: maskUrl(url),
    fix: `Give a URL such as ${EXAMPLES}; escape special characters in a password (\`@\` is %40).`,
  });
}
