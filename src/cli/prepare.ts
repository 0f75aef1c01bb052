import { readSource } from '../../introspectors/read-source.ts';
import type { Source } from '../../introspectors/source.ts';
import { generate, type Generation } from '../codegen/generate.ts';
import { importExtension } from '../codegen/import-extension.ts';
import { withKnownEstimates } from '../codegen/known-estimates.ts';
import { withKnownNames } from '../codegen/known-names.ts';
import { definitionKey } from '../codegen/names.ts';
import type { Config } from '../config/config.ts';
import { DEFAULT_NOW, DEFAULT_SEED } from '../runtime/factory.ts';
import type { SchemaModel } from '../schema/schema.ts';
import type { FactsByTable } from '../schema/semantic-diff.ts';
import { generateWithin } from './fit-counts.ts';
import type { Folders } from './settings.ts';
import { packageVersion } from './version.ts';

/** The definitions that are there already. */
export interface Before {
  readonly facts: FactsByTable;
  readonly purpose: 'compare' | 'write';
}

/** Nothing that is there matters. */
export const ANEW: Before = { facts: {}, purpose: 'write' };

/** A schema, and the files that belong to it. */
export interface Prepared extends Generation {
  readonly model: SchemaModel;
  /** What could not be read of the schema, and what the config says to no effect. */
  readonly notes: readonly string[];
}

/**
 * Reads a schema and makes the text of all files; writes nothing.
 *
 * @param source - what to read it from
 * @param schemas - to read; all of the user's if undefined
 * @param before - the schema that the definitions on disk were generated from, and what it is wanted for
 */
export async function prepare(
  source: Source,
  schemas: readonly string[] | undefined,
  config: Config,
  folders: Folders,
  before: Before,
): Promise<Prepared> {
  const { model, notes } = await readSource(source, { schemas });
  const { facts, purpose } = before;
  const known = withKnownEstimates(model, facts, purpose);
  const named = purpose === 'compare' ? withKnownNames(known, facts) : known;
  const options = {
    seed: String(config.seed ?? DEFAULT_SEED),
    now: config.now ?? DEFAULT_NOW,
    exclude: config.exclude,
    allow: config.allow,
    extension: config.importExtension ?? importExtension(folders.generated),
    version: packageVersion(),
  };
  const generation = await generateWithin(
    (counts) => generate(named, { ...options, counts }),
    config.counts ?? {},
  );
  return {
    ...generation,
    model,
    notes: [...notes.map((note) => `note  ${note}`), ...unknownTables(config, model)],
  };
}

/** Tables that the config names, and that are not there: a slip of the pen, or dropped since. */
function unknownTables(config: Config, model: SchemaModel): string[] {
  const known = new Set(model.tables.map(definitionKey));
  const named = { counts: Object.keys(config.counts ?? {}), exclude: config.exclude ?? [] };
  return Object.entries(named).flatMap(([key, names]) =>
    names
      .filter((name) => !known.has(name))
      .map((name) => `note  ${key} of the config names "${name}", and there is no such table`),
  );
}
