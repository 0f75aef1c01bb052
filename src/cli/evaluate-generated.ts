import { Script } from 'node:vm';
import * as generators from '../../generators/catalog.ts';
import type { RenderedFile } from '../codegen/render-file.ts';
import { createFactory, type FactorySettings } from '../index.ts';
import type { AnyFactory } from './load-factories.ts';

/**
 * The factory that generated files make, before they are written anywhere. They are plain JavaScript but for
 * their imports and for what the compiler alone reads, so that nothing has to be compiled, which would take
 * most of the time.
 *
 * @param files - all of a folder, as they were rendered
 */
export function evaluateGenerated(files: readonly RenderedFile[]): AnyFactory {
  const schema = files.find(({ path }) => path === 'schema.ts')!;
  const [, settings] = /= createFactory<Schema>\(([\s\S]*)\);\s*$/.exec(schema.text)!;
  const factory = createFactory(evaluate(`(${settings})`, schema.path) as FactorySettings);
  const names = Object.keys(generators).join(', ');
  for (const { path, text } of files) {
    if (path === schema.path || path === 'index.ts') continue;
    const body = text.replaceAll(/^import [^;]*;$/gm, '');
    const define = evaluate(`(factory, { ${names} }) => {${body}\n}`, path) as Define;
    define(factory, generators);
  }
  return factory;
}

type Define = (factory: unknown, catalog: typeof generators) => void;

function evaluate(text: string, filename: string): unknown {
  return new Script(text, { filename }).runInThisContext();
}
