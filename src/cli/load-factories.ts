import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createJiti, type JitiOptions } from 'jiti';
import * as config from '../config/config.ts';
import * as generators from '../../generators/catalog.ts';
import { GenFactoriesError } from '../errors.ts';
import * as runtime from '../index.ts';
import { Factory } from '../runtime/factory.ts';
import type { FactsByTable } from '../schema/semantic-diff.ts';
import { findLocation, LoadError } from './load-error.ts';
import { shown } from './shown.ts';

/** A factory whose tables are not known to the compiler. */
// Every table's types are erased: the command line works on whatever schema it is given.
export type AnyFactory = Factory<
  Record<string, { row: Record<string, unknown>; references: object }>
>;

/** How a module of the user's is loaded, where it is not as it stands on disk. */
export interface LoadOptions {
  /** Texts in place of files, by their absolute paths. */
  readonly sourceOf?: (path: string) => string | undefined;
  /** What generated files get as `createFactory`. */
  readonly createFactory?: typeof runtime.createFactory;
  /** Tables to lay the definitions over, in place of those that the generated files state. */
  readonly tables?: FactsByTable;
}

/**
 * Loads a TypeScript module of the user's. `gen-factories` in it is this very package, whether the
 * project has it installed or not.
 *
 * @param path - of the module
 * @throws LoadError
 */
export function loadModule(path: string): Promise<Record<string, unknown>> {
  return load(path, {});
}

async function load(path: string, options: LoadOptions): Promise<Record<string, unknown>> {
  const jiti = createJiti(import.meta.url, {
    interopDefault: false,
    moduleCache: false,
    tsconfigPaths: true,
    virtualModules: {
      'gen-factories': runtimeWith(options),
      'gen-factories/generators': generators,
      'gen-factories/config': config,
    },
    ...reading(options),
  });
  try {
    return await jiti.import<Record<string, unknown>>(resolve(path));
  } catch (error) {
    throw error instanceof GenFactoriesError ? located(error) : new LoadError(error, path);
  }
}

/** How files are read: other texts than those on disk are kept out of the cache, which knows a text by its file. */
function reading({ sourceOf }: LoadOptions): JitiOptions {
  const plain = createJiti(import.meta.url, { fsCache: false });
  return {
    ...(sourceOf && { fsCache: false }),
    transform: (options) => {
      const { filename, source } = options;
      const path = filename === undefined ? undefined : resolve(filename);
      const text = (path === undefined ? undefined : sourceOf?.(path)) ?? source;
      const own = path?.endsWith('.ts') === true ? withOwnEndings(text) : text;
      return { code: plain.transform({ ...options, source: own }) };
    },
  };
}

/**
 * Imports of a generated file by the names that files have on disk. `./users.js` is looked for in vain
 * before `users.ts` is, which in a hundred files takes a second.
 */
function withOwnEndings(text: string): string {
  if (!text.startsWith('// Written by gen-factories')) return text;
  return text.replaceAll(/^(import|export)( [^'"]*)?(['"])\.\/([^'"]+)\.js\3/gm, '$1$2$3./$4.ts$3');
}

/** An error of the runtime's, with the line of the user's that it is about. */
export function located(error: GenFactoriesError): GenFactoriesError {
  const { code, what, where, fix, cause } = error;
  const location = findLocation(error);
  if (location === undefined) return error;
  const known = where === undefined || where.endsWith('.ts') ? [] : [where];
  return new GenFactoriesError(code, { what, where: [...known, location].join(', '), fix, cause });
}

/**
 * Loads the definitions of a folder.
 *
 * @param folder - the folder with `index.ts` and `generated/`, the generated one itself, or a file
 * @returns the factory that it exports
 * @throws GenFactoriesError `FACTORIES_NOT_FOUND`, or `FACTORIES_FAILED` with what its code threw
 */
export async function loadFactories(
  folder: string,
  options: LoadOptions = {},
): Promise<AnyFactory> {
  const path = findEntry(folder);
  let module: Record<string, unknown>;
  try {
    module = await load(path, options);
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    throw new GenFactoriesError('FACTORIES_FAILED', {
      what: `The definitions could not be loaded: ${error.message}`,
      where: error.where,
      fix: 'If a file of generated/ is missing or broken, regenerate with `npx gen-factories`.',
      cause: error.cause,
    });
  }
  const factory = module['factory'] ?? module['default'];
  if (factory instanceof Factory) return factory as AnyFactory;
  throw new GenFactoriesError('FACTORIES_FAILED', {
    what: 'The definitions do not export a factory',
    where: shown(path),
    fix: "Let it end in `export { factory };` of './generated/index'.",
  });
}

function runtimeWith({
  tables,
  createFactory = runtime.createFactory,
}: LoadOptions): typeof runtime {
  return {
    ...runtime,
    createFactory: (settings) =>
      createFactory(tables === undefined ? settings : { ...settings, tables }),
  };
}

/** The file that the user's own definitions are in, if there is one. */
export function findOverlay(folder: string): string | undefined {
  return ['index.ts', 'index.mts', 'index.js', 'index.mjs']
    .map((name) => join(folder, name))
    .find(isFile);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function findEntry(folder: string): string {
  const found = findOverlay(folder) ?? [join(folder, 'generated', 'index.ts'), folder].find(isFile);
  if (found !== undefined) return found;
  throw new GenFactoriesError('FACTORIES_NOT_FOUND', {
    what: `There are no definitions in ${shown(folder)}`,
    fix: 'Generate them with `npx gen-factories --url URL`, or name their folder with --factories.',
  });
}
