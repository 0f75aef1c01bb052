import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { GenFactoriesError } from '../errors.ts';
import type { Config } from './config.ts';

/** Loads a TypeScript module; the command line supplies it. What it throws may say `where`. */
export type LoadModule = (path: string) => Promise<Record<string, unknown>>;

const NAMES = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((end) => `gen-factories.config.${end}`);

/**
 * Finds, loads and checks the config of a folder.
 *
 * @param folder - where to look; usually the working directory
 * @param load - loads the file
 * @param path - of a config that was named; it has to be there
 * @returns an empty config where there is none
 * @throws GenFactoriesError `CONFIG_NOT_FOUND`, or `CONFIG_INVALID` that names the key
 */
export async function loadConfig(folder: string, load: LoadModule, path?: string): Promise<Config> {
  const found = path ?? NAMES.map((name) => join(folder, name)).find((each) => existsSync(each));
  if (found === undefined) return {};
  if (!existsSync(found)) {
    throw new GenFactoriesError('CONFIG_NOT_FOUND', {
      what: `There is no config at ${found}`,
      fix: 'Leave out --config to use gen-factories.config.ts of this folder.',
    });
  }
  let module: Record<string, unknown>;
  try {
    module = await load(found);
  } catch (error) {
    throw new GenFactoriesError('CONFIG_INVALID', {
      what: `The config could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
      where: error instanceof Error && 'where' in error ? String(error.where) : found,
      cause: error,
    });
  }
  const config = checkConfig('default' in module ? module['default'] : module, found);
  return config.out === undefined
    ? config
    : { ...config, out: resolve(dirname(found), config.out) };
}

type Check = (value: unknown) => string | null;

const isText: Check = (value) => (typeof value === 'string' ? null : 'a text');
const areTexts: Check = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? null
    : 'a list of texts';

/** A day, or a time with its zone: without one it would depend on the machine's. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** What each key has to be; null where it is. */
const KEYS: Readonly<Record<keyof Config, Check>> = {
  url: isText,
  prisma: isText,
  drizzle: isText,
  schemas: areTexts,
  out: isText,
  seed: (value) =>
    typeof value === 'string' || Number.isFinite(value) ? null : 'a text or a number',
  now: (value) =>
    typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value))
      ? null
      : "an ISO 8601 instant: '2026-01-01T00:00:00Z'",
  counts: (value) =>
    isRecord(value) &&
    Object.values(value).every((each) => Number.isSafeInteger(each) && Number(each) >= 0)
      ? null
      : 'whole numbers of 0 or more, by table',
  reference: areTexts,
  exclude: areTexts,
  allow: areTexts,
  importExtension: (value) =>
    ['.js', '.ts', ''].includes(value as string) ? null : `'.js', '.ts' or ''`,
};

/**
 * Checks what a config file exports.
 *
 * @throws GenFactoriesError `CONFIG_INVALID` that names the key and what it should be
 */
export function checkConfig(value: unknown, where: string): Config {
  if (!isRecord(value)) {
    throw new GenFactoriesError('CONFIG_INVALID', {
      what: 'The config does not export an object',
      where,
      fix: 'export default defineConfig({ … })',
    });
  }
  for (const [key, each] of Object.entries(value)) {
    if (!Object.hasOwn(KEYS, key)) {
      throw new GenFactoriesError('CONFIG_INVALID', {
        what: `There is no key "${key}"`,
        where,
        fix: `Keys are: ${Object.keys(KEYS).join(', ')}.`,
      });
    }
    const wanted = each === undefined ? null : KEYS[key as keyof Config](each);
    if (wanted !== null) {
      throw new GenFactoriesError('CONFIG_INVALID', {
        what: `"${key}" has to be ${wanted}`,
        where,
      });
    }
  }
  if (value['prisma'] !== undefined && value['drizzle'] !== undefined) {
    throw new GenFactoriesError('CONFIG_INVALID', {
      what: '"prisma" and "drizzle" are both given',
      where,
      fix: 'Keep one of them: definitions are of one schema.',
    });
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
