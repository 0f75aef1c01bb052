import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { generate, type Generation } from '../../../src/codegen/generate.ts';
import { generateWithin } from '../../../src/cli/fit-counts.ts';
import type { CodegenOptions } from '../../../src/codegen/codegen-options.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';

/** A schema that was read, and the files that belong to it. */
export interface Generated {
  readonly model: SchemaModel;
  readonly generation: Generation;
}

export const OPTIONS: CodegenOptions = {
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  extension: '.js',
  version: '0.0.0',
};

export async function readModel(url: string): Promise<SchemaModel> {
  const introspector = await openIntrospector(url);
  try {
    return await introspector.introspect();
  } finally {
    await introspector.close();
  }
}

/** Reads a database and makes its factories, as the command line does. */
export async function generateFrom(url: string): Promise<Generated> {
  const model = await readModel(url);
  const generation = await generateWithin((counts) => generate(model, { ...OPTIONS, counts }), {});
  return { model, generation };
}

/**
 * Writes generated files, and the file of the user's that hands on their factory.
 *
 * @param folder - what was in it before is removed
 */
export function writeFactories(folder: string, { files }: Generation): void {
  const generated = join(folder, 'generated');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(generated, { recursive: true });
  for (const { path, text } of files) writeFileSync(join(generated, path), text);
  const index = `export { factory } from './generated/index.js';\n`;
  writeFileSync(join(folder, 'index.ts'), index);
}
