import { posix, resolve } from 'node:path';
import { GenFactoriesError } from '../../src/errors.ts';
import { findDrizzleConfigFile } from './config-file.ts';
import type { Casing, DrizzleDialect } from './description.ts';
import { diskHost, slashed, type Host } from './evaluate/host.ts';
import { Interpreter } from './evaluate/interpreter.ts';
import { attempt, Struct, textOf, Unread, type Value } from './evaluate/value.ts';
import { leadSomewhere } from './find-files.ts';
import { drizzleModule } from './orm/modules.ts';
import { readCasing, readDialect } from './read-drizzle-schema.ts';

/** What a project's drizzle-kit is told of its schema. */
export interface DrizzleConfig {
  /** Relative to the project. */
  readonly file: string;
  /** Files, folders and patterns, relative to the project. */
  readonly schema: readonly string[];
  readonly dialect: DrizzleDialect | undefined;
  readonly casing: Casing | undefined;
  /** Where migrations are; drizzle-kit's own choice where it is not said. */
  readonly out: string;
}

/**
 * Reads a project's drizzle.config.ts, without running it.
 *
 * @param root - the folder of the project
 * @param host - the files; by default those of the machine
 * @returns null where there is none
 * @throws GenFactoriesError `CONFIG_INVALID` where it decides as it runs what the schema is,
 *   `SERVER_UNSUPPORTED` where its dialect is another, `SCHEMA_FILE_INVALID` at a syntax error
 * @example
 * ```ts
 * const config = findDrizzleConfig('.');
 * if (config !== null) readDrizzleSchema(config.schema, config);
 * ```
 */
export function findDrizzleConfig(root: string, host: Host = diskHost): DrizzleConfig | null {
  const name = findDrizzleConfigFile(root, host);
  return name === undefined ? null : readDrizzleConfig(name, root, host);
}

/**
 * Reads a configuration of drizzle-kit's wherever it is: as `drizzle-kit --config` does, its paths are those
 * of the folder that it is called in. Where nothing is there, they are those of its own folder, as of a
 * package that brings its scripts.
 *
 * @param file - relative to the root
 * @param root - the folder of the project
 * @param host - the files; by default those of the machine
 * @throws GenFactoriesError as {@link findDrizzleConfig} does, and `SOURCE_NOT_FOUND`
 */
export function readDrizzleConfig(
  file: string,
  root: string,
  host: Host = diskHost,
): DrizzleConfig {
  const folder = host.realPath(slashed(resolve(root)));
  const path = posix.resolve(folder, slashed(file));
  if (host.isFile(path)) return readConfig(path, folder, host);
  throw new GenFactoriesError('SOURCE_NOT_FOUND', {
    what: `There is no configuration at "${file}"`,
    where: file,
    fix: 'Name a drizzle.config.ts, or the schema files themselves.',
  });
}

function readConfig(path: string, folder: string, host: Host): DrizzleConfig {
  const file = posix.relative(folder, path);
  const interpreter = new Interpreter(host, folder, drizzleModule, 'unread');
  const place = { file, line: 1 };
  const config = interpreter.defaultOf(path, place);
  if (!(config instanceof Struct)) throw undecided('the configuration', config, file);
  const get = (name: string): Value => {
    const value = attempt(() => config.get(name));
    if (value instanceof Unread) throw undecided(`\`${name}\``, value, file);
    return value;
  };
  const text = (name: string): string | undefined => {
    const value = get(name);
    return value === undefined ? undefined : textOf(value, place);
  };
  const schema = listOf(get('schema'), file);
  const home = leadSomewhere(schema, folder, host) ? '' : posix.dirname(file);
  const fromHome = (each: string): string =>
    home === '' || home === '.' || posix.isAbsolute(each) ? each : posix.join(home, slashed(each));
  return {
    file,
    schema: schema.map(fromHome),
    // Before there were dialects, there were drivers.
    dialect: readDialect(text('dialect') ?? (text('driver') === 'pg' ? 'postgres' : undefined)),
    casing: readCasing(text('casing')),
    out: fromHome(text('out') ?? 'drizzle'),
  };
}

function listOf(value: Value, file: string): readonly string[] {
  const paths = Array.isArray(value) ? value : [value];
  const texts = paths.filter((path) => typeof path === 'string');
  if (texts.length === paths.length) return texts;
  throw undecided(
    '`schema`',
    paths.find((path) => typeof path !== 'string'),
    file,
  );
}

function undecided(what: string, value: Value, file: string): GenFactoriesError {
  return new GenFactoriesError('CONFIG_INVALID', {
    what:
      value instanceof Unread
        ? `${file} decides ${what} as it runs: ${value.reason}`
        : `${file} does not say ${what}`,
    where: value instanceof Unread ? `${value.place.file}:${value.place.line}` : file,
    fix: 'Name the files with --drizzle, and --dialect and --casing where they are needed.',
  });
}
