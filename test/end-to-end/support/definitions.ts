import { vi } from 'vitest';
import { isCountOf, type CountOf } from '../../../generators/family.ts';
import { ownReferences } from '../../../generators/parts.ts';
import type { Ref } from '../../../generators/reference.ts';
import { loadFactories, type AnyFactory } from '../../../src/cli/load-factories.ts';
import { Factory } from '../../../src/runtime/factory.ts';
import type { TableFacts } from '../../../src/schema/facts.ts';

/** A factory, and what its files define, as data. */
export interface Definitions {
  readonly factory: AnyFactory;
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

/** Loads a folder of factories, and listens to what is defined meanwhile. */
export async function loadDefinitions(folder: string): Promise<Definitions> {
  const define = vi.spyOn(Factory.prototype, 'define');
  const factory = await loadFactories(folder);
  const columns = define.mock.calls.flatMap(([table, { shape }]) =>
    Object.entries(shape ?? {}).map(([column, source]) => describe(table, column, source)),
  );
  define.mockRestore();
  return { factory, tables: factory.settings.tables, columns };
}

function describe(table: string, column: string, source: unknown): DefinedColumn {
  const [ref] = ownReferences(source);
  return { table, column, ref, count: isCountOf(source) ? source : undefined };
}
