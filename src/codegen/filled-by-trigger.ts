import { tableKey } from '../schema/build-schema.ts';
import type { Table } from '../schema/schema.ts';

/** What fills a table: a trigger of another one. */
export interface Filler {
  readonly trigger: string;
  readonly table: Table;
}

/**
 * Tables whose rows come from triggers as the rows of other tables are written: rows of their own would
 * be too many, or have the same keys. A table that another one requires rows of is not among them.
 *
 * @param tables - those that have a factory
 */
export function filledByTrigger(tables: readonly Table[]): ReadonlyMap<string, Filler> {
  const fillers = new Map<string, Filler>();
  for (const table of tables) {
    for (const trigger of table.triggers) {
      if (!trigger.enabled || !trigger.events.includes('insert')) continue;
      for (const target of trigger.inserts ?? []) {
        const key = tableKey(target);
        if (key !== tableKey(table)) fillers.set(key, { trigger: trigger.name, table });
      }
    }
  }
  for (const { references } of tables) {
    for (const reference of references) fillers.delete(tableKey(reference.target.table));
  }
  return fillers;
}
