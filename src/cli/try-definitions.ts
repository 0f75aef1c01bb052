import { basename, dirname, resolve } from 'node:path';
import type { FoundFile } from '../codegen/generated-folder.ts';
import type { RenderedFile } from '../codegen/render-file.ts';
import { GenFactoriesError } from '../errors.ts';
import type { createFactory, FactorySettings } from '../index.ts';
import type { SchemaTypes } from '../runtime/types.ts';
import type { Misfit } from './check-report.ts';
import { DefinitionPlaces } from './definition-places.ts';
import { judgeOverlays } from './judge-overlays.ts';
import { findLocation, missingModule } from './load-error.ts';
import { loadFactories, located, type AnyFactory } from './load-factories.ts';
import type { Prepared } from './prepare.ts';
import type { Folders } from './settings.ts';

export interface Trial {
  readonly misfits: readonly Misfit[];
  /** Why the definitions do not load, for a reason that is not the schema's. */
  readonly broken: GenFactoriesError | undefined;
}

/**
 * Loads the user's own definitions as they would be on top of newly generated files, and plans a load:
 * what names a dropped column, or asks for more rows than a new key has room for, does not fit any more. Nor does
 * what the schema says that a database would refuse.
 *
 * @param found - generated files on disk
 * @param prepared - all of them, as they would be written now, and the schema that they are of
 */
export async function tryDefinitions(
  folders: Folders,
  found: readonly FoundFile[],
  { files: rendered, model }: Prepared,
): Promise<Trial> {
  const errors: GenFactoriesError[] = [];
  const places = new DefinitionPlaces();
  const misfits: Misfit[] = [];
  const onDisk = new Set(found.map(({ path }) => path));
  const missing = new Set(rendered.map(({ path }) => path).filter((path) => !onDisk.has(path)));
  try {
    const factory = await loadFactories(folders.factories, {
      sourceOf: sourcesAfter(folders, found, rendered),
      createFactory: keepingErrors(errors, places),
    });
    // Without all of its files a load is another one.
    if (errors.length === 0 && missing.size === 0) {
      errors.push(...planErrors(factory, places));
      if (errors.length === 0) misfits.push(...(await judgeOverlays(factory, places, model)));
    }
  } catch (error) {
    if (!(error instanceof GenFactoriesError)) throw error;
    if (error.code !== 'FACTORIES_FAILED') errors.push(error);
    else if (!isOfMissing(error, folders, missing))
      return { misfits: errors.map(misfitOf), broken: error };
  }
  return { misfits: [...errors.map(misfitOf), ...misfits], broken: undefined };
}

/** An error, with the line that it is about. */
function placedAt(
  { code, what, where, fix, cause }: GenFactoriesError,
  line: string,
): GenFactoriesError {
  const known = where === undefined || where.endsWith('.ts') ? [] : [where];
  return new GenFactoriesError(code, { what, where: [...known, line].join(', '), fix, cause });
}

/** An error as a check reports it. */
export function misfitOf({ where = '', what }: GenFactoriesError): Misfit {
  return { where, what };
}

/** Generated files as they would be written now; those that are not there yet cannot be imported. */
function sourcesAfter(
  { generated }: Folders,
  found: readonly FoundFile[],
  rendered: readonly RenderedFile[],
): (path: string) => string | undefined {
  const onDisk = new Set(found.map(({ path }) => path));
  const texts = new Map(rendered.map(({ path, text }) => [path, text]));
  const index = texts
    .get('index.ts')
    ?.replaceAll(/^import '\.\/(.*?)(?:\.[jt]s)?';\n/gm, (line, name) =>
      onDisk.has(`${String(name)}.ts`) ? String(line) : '',
    );
  return (path) => {
    if (dirname(path) !== resolve(generated)) return undefined;
    const name = basename(path);
    if (name === 'index.ts') return index;
    const gone = found.some((file) => file.path === name && file.ours) ? 'export {};\n' : undefined;
    return texts.get(name) ?? gone;
  };
}

/** A factory that goes on after a definition that it refuses, so that all of them are told at once. */
function keepingErrors(
  errors: GenFactoriesError[],
  places: DefinitionPlaces,
): typeof createFactory {
  return <S extends SchemaTypes<S>>(settings: FactorySettings) => {
    const factory = places.createFactory<S>(settings);
    const define = factory.define.bind(factory);
    factory.define = (table, definition) => {
      try {
        return define(table, definition);
      } catch (error) {
        if (!(error instanceof GenFactoriesError)) throw error;
        const line = places.ofDefinition(table, error);
        errors.push(line === undefined ? located(error) : placedAt(error, line));
        return factory;
      }
    };
    return factory;
  };
}

/** What a load would be refused for, by the base or by a scenario. */
function planErrors(factory: AnyFactory, places: DefinitionPlaces): GenFactoriesError[] {
  const found = new Map<string, GenFactoriesError>();
  for (const scenario of [undefined, ...factory.scenarios]) {
    try {
      factory.plan({ scenario });
    } catch (error) {
      if (!(error instanceof GenFactoriesError)) throw error;
      if (found.has(error.message)) continue;
      // A scenario that throws does so at a line of its own.
      const line = findLocation(error) ?? places.ofPlan(error, scenario);
      found.set(error.message, line === undefined ? error : placedAt(error, line));
    }
  }
  return [...found.values()];
}

/** A generated file that is missing is told as such. */
function isOfMissing(
  { cause }: GenFactoriesError,
  { generated }: Folders,
  missing: ReadonlySet<string>,
): boolean {
  const path = missingModule(cause);
  if (path === undefined) return false;
  const name = path === resolve(generated) ? 'index' : basename(path).replace(/\.[jt]s$/, '');
  return [path, dirname(path)].includes(resolve(generated)) && missing.has(`${name}.ts`);
}
