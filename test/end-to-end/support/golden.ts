import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { expect } from 'vitest';
import type { RenderedFile } from '../../../src/codegen/render-file.ts';

const FOLDER = join(import.meta.dirname, '../../golden/generated');
const STYLE = { parser: 'typescript', singleQuote: true, printWidth: 100 } as const;

/**
 * Compares generated files with those that are written down, byte by byte, and with what Prettier would
 * make of them. UPDATE=1 writes them down.
 *
 * @param name - of the schema
 */
export async function expectGolden(name: string, files: readonly RenderedFile[]): Promise<void> {
  const folder = join(FOLDER, name.replace('/', '-'));
  if (process.env['UPDATE']) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const { path, text } of files) writeFileSync(join(folder, path), text);
  }
  expect(readdirSync(folder).sort()).toEqual(files.map(({ path }) => path).sort());
  for (const { path, text } of files) {
    expect(text).toBe(readFileSync(join(folder, path), 'utf8'));
    expect(text).toBe(await format(text, STYLE));
  }
}
