import { join } from 'node:path';
import { createJiti } from 'jiti';
import * as generators from '../../../generators/catalog.ts';
import { isCountOf, type CountOf } from '../../../generators/family.ts';
import { isGenerator } from '../../../generators/generator.ts';
import { isRef, type Ref } from '../../../generators/reference.ts';
import type { TableFacts } from '../../../src/schema/facts.ts';

/** What generated files define, read as data. */
export interface Definitions {
  readonly tables: Readonly<Record<string, TableFacts>>;
  readonly columns: readonly DefinedColumn[];
}

export interface DefinedColumn {
  readonly table: string;
  readonly column: string;
  /** The reference in it, also within `maybe` and `given`. */
  readonly ref: Ref | undefined;
  readonly count: CountOf | undefined;
}

/** Loads a generated folder with a factory that only writes down what is defined. */
export async function readDefinitions(folder: string): Promise<Definitions> {
  let tables: Readonly<Record<string, TableFacts>> = {};
  const columns: DefinedColumn[] = [];
  const define = (table: string, { shape = {} }: { shape?: Record<string, unknown> }): void => {
    for (const [column, source] of Object.entries(shape)) {
      const ref = isRef(source) ? source : isGenerator(source) ? source.references?.[0] : undefined;
      columns.push({ table, column, ref, count: isCountOf(source) ? source : undefined });
    }
  };
  const createFactory = (settings: { tables: Readonly<Record<string, TableFacts>> }): object => {
    tables = settings.tables;
    return { define };
  };
  const jiti = createJiti(import.meta.url, {
    moduleCache: false,
    virtualModules: { 'gen-factories': { createFactory }, 'gen-factories/generators': generators },
  });
  await jiti.import(join(folder, 'index.ts'));
  return { tables, columns };
}
