import { compileFunction } from 'node:vm';
import { ts } from 'ts-morph';
import * as generators from '../../generators/catalog.ts';
import type { AnyFactory } from '../../src/cli/load-factories.ts';
import { generate } from '../../src/codegen/generate.ts';
import type { RenderedFile } from '../../src/codegen/render-file.ts';
import * as runtime from '../../src/index.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';

/** What is generated for a schema, and the factory that its files make. */
export interface Evaluated {
  readonly factory: AnyFactory;
  readonly files: readonly RenderedFile[];
}

/**
 * Generates definitions and runs them in memory: tests of hundreds of schemas have no time for files.
 *
 * @param counts - rows by table, as a profile says them
 */
export async function evaluate(
  model: SchemaModel,
  counts: Readonly<Record<string, number>> = {},
): Promise<Evaluated> {
  const { files } = await generate(model, {
    seed: 'test',
    now: '2026-01-01T00:00:00.000Z',
    extension: '',
    version: '1.2.3',
    counts,
  });
  const modules = new Map<string, Record<string, unknown>>();
  const load = (path: string): Record<string, unknown> => {
    if (path === 'gen-factories') return { ...runtime };
    if (path === 'gen-factories/generators') return { ...generators };
    const known = modules.get(path);
    if (known !== undefined) return known;
    const made: Record<string, unknown> = {};
    modules.set(path, made);
    const { text } = files.find((file) => file.path === `${path.slice(2)}.ts`)!;
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const run = compileFunction(outputText, ['exports', 'require']) as (
      exports: Record<string, unknown>,
      require: typeof load,
    ) => void;
    run(made, load);
    return made;
  };
  return { factory: load('./index')['factory'] as AnyFactory, files };
}
