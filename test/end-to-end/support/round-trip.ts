import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { generate, type Generation } from '../../../src/codegen/generate.ts';
import type { CodegenOptions } from '../../../src/codegen/plan-files.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';

/** A schema that was read, and the files that belong to it. */
export interface Generated {
  readonly model: SchemaModel;
  readonly generation: Generation;
  /** Holds `generated/` and an `index.ts` on top of it. */
  readonly folder: string;
  remove(): void;
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

/** Reads a database and writes its factories into a temporary folder. */
export async function generateFolder(url: string, options?: Partial<CodegenOptions>): Promise<Generated> {
  const model = await readModel(url);
  const generation = await generate(model, { ...OPTIONS, ...options });
  const folder = mkdtempSync(join(tmpdir(), 'gen-factories-'));
  writeFolder(folder, generation, options?.extension ?? OPTIONS.extension);
  return { model, generation, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Writes generated files, and the file of the user's that hands on their factory. */
export function writeFolder(folder: string, { files }: Generation, extension: string): void {
  for (const { path, text } of files) {
    const to = join(folder, 'generated', path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, text);
  }
  writeFileSync(
    join(folder, 'index.ts'),
    `export { factory } from './generated/index${extension}';\n`,
  );
}
