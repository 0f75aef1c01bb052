import { generate, type Generation } from '../../../src/codegen/generate.ts';
import { readFacts } from '../../../src/codegen/read-facts.ts';
import type { Dialect } from '../../../src/schema/schema.ts';
import {
  diffSchemas,
  type FactsByTable,
  type SchemaChange,
} from '../../../src/schema/semantic-diff.ts';
import { OPTIONS, readModel } from './round-trip.ts';

/**
 * What `check` says in words of a database that was altered since definitions were generated.
 *
 * @param made - the definitions
 */
export async function driftOf(
  url: string,
  made: Generation,
  dialect: Dialect,
): Promise<SchemaChange[]> {
  const now = await generate(await readModel(url), OPTIONS);
  return diffSchemas(factsOf(made), factsOf(now), { dialect });
}

function factsOf({ files }: Generation): FactsByTable {
  const file = files.find(({ path }) => path === 'schema.ts')!;
  return readFacts(file.text, file.path);
}
