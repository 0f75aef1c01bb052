import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import { withDatabase } from '../connections/mongodb-url.ts';
import { GenFactoriesError } from '../errors.ts';
import { loadModule } from './load-factories.ts';

/** Flags that every command shares. */
export interface CommonFlags {
  readonly url?: string;
  /** For MongoDB, where the URL names none. */
  readonly database?: string;
  readonly config?: string;
  readonly json?: boolean;
}

/** Reads the config of the working directory. */
export async function readConfig(flags: CommonFlags): Promise<Config> {
  return loadConfig(process.cwd(), loadModule, flags.config);
}

/**
 * The database to use: the flag's, the config's, the environment's.
 *
 * @throws GenFactoriesError `SOURCE_NOT_FOUND` where none is named
 */
export function findUrl(flags: CommonFlags, config: Config): string {
  const url = flags.url ?? config.url ?? process.env['DATABASE_URL'];
  if (url !== undefined && url !== '') {
    return flags.database === undefined ? url : withDatabase(url, flags.database);
  }
  throw new GenFactoriesError('SOURCE_NOT_FOUND', {
    what: 'No database is named',
    fix: 'Set DATABASE_URL, or pass --url postgres://user:password@localhost:5432/app; `generate` and `check` also read schema files, with --prisma or --drizzle. To see it all without a database: npx -p gen-factories -p @electric-sql/pglite gen-factories demo.',
  });
}

/** The schemas to read: the flag's, the config's; all of the user's if undefined. */
export function findSchemas(
  named: string | undefined,
  config: Config,
): readonly string[] | undefined {
  return named?.split(',').map((name) => name.trim()) ?? config.schemas;
}

/** The folder of definitions, and in it the folder of generated files. */
export interface Folders {
  readonly factories: string;
  readonly generated: string;
}

/** Both folders, whichever of them is named. */
export function findFolders(named: string | undefined, config: Config): Folders {
  const folder = resolve(named ?? config.out ?? 'factories');
  return basename(folder) === 'generated'
    ? { factories: dirname(folder), generated: folder }
    : { factories: folder, generated: join(folder, 'generated') };
}
