import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import type { FactorySource } from './factory.ts';
import { additionsOf, planLoads, type LoadPlan, type TrialOptions } from './load-plan.ts';
import type { TableModel } from './table-model.ts';
import type { SkippedTables } from './skipped-tables.ts';

/** A plan of all that can be planned. */
export interface PlanAround {
  readonly plan: LoadPlan;
  /** What is wrong with tables that got no rows, or fewer than their count says, by table. */
  readonly errors: SkippedTables;
  /** What plans the same at once. */
  readonly options: TrialOptions;
}

/**
 * Plans a load around the tables that cannot be planned: one is enough to keep all others from being loaded.
 * A table whose count is over the room it has gets what there is room for, any other is left out.
 *
 * @throws GenFactoriesError for what is no table's fault, or concerns rows that a scenario adds
 */
export function planAround(source: FactorySource, options: TrialOptions): PlanAround {
  const without = new Map(options.without);
  const limits = new Map(options.limits);
  const errors = new Map<string, GenFactoriesError>();
  for (;;) {
    try {
      const around = { ...options, without, limits };
      return { plan: planLoads(source, around), errors, options: around };
    } catch (error) {
      if (!(error instanceof GenFactoriesError)) throw error;
      const table = tableOf(error, source.models.values());
      if (table === undefined || without.has(table)) throw error;
      if (additionsOf(source, options).some((each) => each.table === table)) throw error;
      // What is told first is what the definition asks for.
      if (!errors.has(table)) errors.set(table, error);
      const room = error.room?.rows ?? 0;
      if (room > 0 && room < (limits.get(table) ?? Infinity)) limits.set(table, room);
      else without.set(table, error);
    }
  }
}

/** The table that an error is about, where it says so. */
export function tableOf(
  { where = '', room }: GenFactoriesError,
  models: Iterable<TableModel>,
): string | undefined {
  if (room !== undefined) return room.table;
  const isAt = (name: string): boolean =>
    where === name || where.startsWith(`${name}.`) || where.startsWith(`${name},`);
  const named = [...models].filter(({ key, name }) => isAt(key) || isAt(formatTableName(name)));
  return named.map(({ key }) => key).sort((a, b) => b.length - a.length)[0];
}
