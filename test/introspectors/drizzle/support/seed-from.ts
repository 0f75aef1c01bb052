import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { generate } from '../../../../src/codegen/generate.ts';
import type { SchemaModel } from '../../../../src/schema/schema.ts';
import { linkModules } from '../../../support/compile.ts';
import { loadDefinitions } from '../../../end-to-end/support/definitions.ts';
import { OPTIONS, writeFactories } from '../../../end-to-end/support/round-trip.ts';

/** Generates definitions of a model, loads their rows into a database, and takes them down. */
export async function seedFrom(model: SchemaModel, url: string): Promise<void> {
  const project = mkdtempSync(join(tmpdir(), 'gen-factories-drizzle-'));
  try {
    linkModules(project);
    const folder = join(project, 'factories');
    const generation = await generate(model, OPTIONS);
    writeFactories(folder, generation);
    const { factory } = await loadDefinitions(folder);
    expect(generation.summary.todos).toEqual([]);
    expect(factory.plan().skipped).toEqual({});
    const { rows } = await factory.up({ url, scale: 0.02 });
    expect(Object.keys(rows)).toHaveLength(model.tables.length);
    expect(await factory.down({ url })).toMatchObject({ orphans: 0 });
  } finally {
    rmSync(project, { recursive: true });
  }
}
