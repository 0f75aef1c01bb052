import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createJiti } from 'jiti';
import * as config from '../config/config.ts';
import * as generators from '../../generators/catalog.ts';
import { GenFactoriesError } from '../errors.ts';
import * as runtime from '../index.ts';
import { Factory } from '../runtime/factory.ts';

/** A factory whose tables are not known to the compiler. */
// Every table's types are erased: the command line works on whatever schema it is given.
export type AnyFactory = Factory<Record<string, { row: Record<string, unknown>; references: object }>>;

/**
 * Loads a TypeScript module of the user's. `gen-factories` in it is this very package, whether the
 * project has it installed or not.
 *
 * @param path - of the module
 */
export async function loadModule(path: string): Promise<Record<string, unknown>> {
  const jiti = createJiti(import.meta.url, {
    interopDefault: false,
    moduleCache: false,
    tsconfigPaths: true,
    virtualModules: {
      'gen-factories': runtime,
      'gen-factories/generators': generators,
      'gen-factories/config': config,
    },
  });
  return jiti.import<Record<string, unknown>>(resolve(path));
}

/**
 * Loads the definitions of a folder.
 *
 * @param folder - the folder with `index.ts` and `generated/`, the generated one itself, or a file
 * @returns the factory that it exports
 * @throws GenFactoriesError `FACTORIES_NOT_FOUND`, or `FACTORIES_FAILED` with what its code threw
 */
export async function loadFactories(folder: string): Promise<AnyFactory> {
  const path = findEntry(folder);
  let module: Record<string, unknown>;
  try {
    module = await loadModule(path);
  } catch (error) {
    if (error instanceof GenFactoriesError) throw error;
    throw new GenFactoriesError('FACTORIES_FAILED', {
      what: `The definitions could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
      where: path,
      fix: 'If a file of generated/ is missing or broken, regenerate with `npx gen-factories`.',
      cause: error,
    });
  }
  const factory = module['factory'] ?? module['default'];
  if (factory instanceof Factory) return factory as AnyFactory;
  throw new GenFactoriesError('FACTORIES_FAILED', {
    what: 'The definitions do not export a factory',
    where: path,
    fix: "Let it end in `export { factory };` of './generated/index'.",
  });
}

function findEntry(folder: string): string {
  const candidates = [
    ...['index.ts', 'index.mts', 'index.js', 'index.mjs', 'generated/index.ts'].map((name) => join(folder, name)),
    folder,
  ];
  const found = candidates.find((path) => existsSync(path) && statSync(path).isFile());
  if (found !== undefined) return found;
  throw new GenFactoriesError('FACTORIES_NOT_FOUND', {
    what: `There are no definitions in ${folder}`,
    fix: 'Generate them with `npx gen-factories --url URL`, or name their folder with --factories.',
  });
}
