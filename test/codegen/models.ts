import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../../src/codegen/generate.ts';
import type { RenderedFile } from '../../src/codegen/render-file.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/postgres');

/** The names of all schemas that were read from a database already. */
export const MODELS = readdirSync(FIXTURES).sort();

/** A schema as it was read from a database. */
export function readModel(name: string): SchemaModel {
  return JSON.parse(
    readFileSync(join(FIXTURES, name, 'expected-model.json'), 'utf8'),
  ) as SchemaModel;
}

/** The generated files of a schema. */
export async function render(model: SchemaModel): Promise<readonly RenderedFile[]> {
  const options = {
    seed: 'test',
    now: '2026-01-01T00:00:00.000Z',
    extension: '',
    version: '1.2.3',
  } as const;
  return (await generate(model, options)).files;
}
