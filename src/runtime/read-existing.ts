import type { Engine, ExistingRow } from './engine.ts';
import { inKeyOrder } from './existing-rows.ts';
import type { FactorySource } from './factory.ts';
import type { TableModel } from './table-model.ts';

/** The tables whose rows are read and not written. */
export function existingTables(source: Pick<FactorySource, 'models'>): readonly TableModel[] {
  return [...source.models.values()].filter(({ existing }) => existing);
}

/**
 * Reads them all: what is planned from now on leads to rows that are there.
 *
 * @param source - is told of them
 */
export async function readExisting(engine: Engine, source: FactorySource): Promise<void> {
  const tables = existingTables(source);
  if (tables.length === 0) return;
  const found = new Map<string, readonly ExistingRow[]>();
  for (const model of tables) {
    const columns = [...model.columns.values()].filter(({ within }) => within === null);
    const names = columns.map(({ name }) => name);
    found.set(model.key, inKeyOrder(model, await engine.readRows(model.name, names)));
  }
  source.know(found);
}
