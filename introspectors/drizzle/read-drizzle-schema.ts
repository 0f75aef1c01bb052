import { resolve } from 'node:path';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { GenFactoriesError } from '../../src/errors.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';
import type { Casing, DrizzleDialect } from './description.ts';
import { describeFiles } from './describe-files.ts';
import { diskHost, slashed, type Host } from './evaluate/host.ts';
import { findFiles } from './find-files.ts';
import { kitLine } from './kit-line.ts';
import { oneSchema } from './one-schema.ts';
import { readSchema } from './read-schema.ts';

export interface DrizzleOptions {
  /** The folder that paths and places are relative to; by default the one the process is in. */
  readonly root?: string | undefined;
  /** `postgres`, `postgresql` or `mysql`; by default the one that the tables are of. */
  readonly dialect?: string | undefined;
  /** As in drizzle's own config: `snake_case` or `camelCase`. */
  readonly casing?: string | undefined;
}

/**
 * Reads the schema that Drizzle's schema files describe: the model of a database that drizzle-kit makes
 * from them. No code of theirs is run, and no server is asked.
 *
 * @param paths - files, folders and patterns, as `schema` of a drizzle.config.ts has them
 * @param options - where and how to read
 * @param host - the files; by default those of the machine
 * @throws GenFactoriesError `SOURCE_NOT_FOUND`, `SCHEMA_FILE_INVALID`, `SCHEMA_EMPTY`,
 *   `SERVER_UNSUPPORTED` for a dialect that is neither, `CONFIG_INVALID`
 * @example
 * ```ts
 * const schema = readDrizzleSchema(['src/db/schema.ts'], { casing: 'snake_case' });
 * ```
 */
export function readDrizzleSchema(
  paths: readonly string[],
  options: DrizzleOptions = {},
  host: Host = diskHost,
): SchemaModel {
  const wanted = readDialect(options.dialect);
  const casing = readCasing(options.casing);
  const root = slashed(resolve(options.root ?? '.'));
  const files = findFiles(paths, root, host);
  const described = oneSchema(describeFiles(files, host.realPath(root), host, casing), wanted);
  const { dialect } = described;
  return buildSchema(readSchema(described, { dialect, casing, kit: kitLine(files, host) }));
}

/**
 * A dialect by any of its names.
 *
 * @param where - the file that names it, if one does
 * @throws GenFactoriesError `SERVER_UNSUPPORTED` for one that is not known
 */
export function readDialect(name: string | undefined, where?: string): DrizzleDialect | undefined {
  switch (name) {
    case undefined:
    case 'mysql':
    case 'postgres':
      return name;
    case 'postgresql':
    case 'pg':
      return 'postgres';
    default:
      throw new GenFactoriesError('SERVER_UNSUPPORTED', {
        what: `Schemas of "${name}" cannot be read`,
        ...(where !== undefined && { where }),
        fix: 'The dialect is postgres or mysql.',
      });
  }
}

/**
 * A casing of drizzle's.
 *
 * @param where - the file that names it, if one does
 * @throws GenFactoriesError `CONFIG_INVALID` for one that drizzle does not have
 */
export function readCasing(name: string | undefined, where?: string): Casing | undefined {
  if (name === undefined || name === 'snake_case' || name === 'camelCase') return name;
  throw new GenFactoriesError('CONFIG_INVALID', {
    what: `There is no casing "${name}"`,
    ...(where !== undefined && { where }),
    fix: 'The casing is snake_case or camelCase.',
  });
}
