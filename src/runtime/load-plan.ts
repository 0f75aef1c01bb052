import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import type { TableLoad } from './engine.ts';
import type { FactorySource } from './factory.ts';
import { orderTables } from './load-order.ts';
import { requireCount } from './definition.ts';
import type { PlannedRows } from './plan-rows.ts';
import type { ReferencePlan } from './reference-plan.ts';
import { unknownTable } from './scenario.ts';

/** What is asked for beyond the definitions. */
export interface PlanOptions {
  /** A scenario, or several, to lay on top of the base. */
  readonly scenario?: string | readonly string[] | undefined;
  /** Multiplies every count; 1 by default. Tables that have rows keep at least one. */
  readonly scale?: number | undefined;
  /** Rows by table, in place of the definitions' counts; not scaled. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
}

/** A load in the order it is carried out. */
export interface LoadPlan {
  readonly planned: PlannedRows;
  readonly loads: readonly TableLoad[];
  readonly skipped: ReadonlyMap<string, string>;
  readonly scenarios: readonly string[];
}

/**
 * Plans a load: rows, order, and what is left NULL on the way. Pure: nothing is read from a database.
 *
 * @throws GenFactoriesError for counts, keys, references or scenarios that cannot be carried out
 */
export function planLoads(source: FactorySource, options: PlanOptions): LoadPlan {
  const scenarios = options.scenario === undefined ? [] : [options.scenario].flat();
  const additions = scenarios.flatMap((name) => source.additionsOf(name));
  const planned = source.plan(additions, countsFor(source, options));
  const tables = [...planned.tables.values()].filter((rows) => rows.count > 0);
  for (const rows of tables) for (const reference of rows.references) reference.requireRoom();
  const order = orderTables(tables, (reference) => isDeferrable(source, reference));
  const [stuck] = order.stuck.values();
  if (stuck !== undefined) throw stuck;
  const loads = order.tables.map((rows): TableLoad => ({
    rows,
    name: rows.model.name,
    columns: rows.columns,
    first: 0,
    end: rows.count,
    deferred: rows.references
      .filter((reference) => order.deferred.has(reference))
      .flatMap((reference) =>
        reference.columns.filter((name) => rows.model.columns.get(name)!.nullable),
      ),
  }));
  return { planned, loads, skipped: planned.skipped, scenarios };
}

/** What `factory.plan()` and `gen-factories plan` show. */
export interface LoadPlanSummary {
  /** Rows by qualified table, in the order they are written. */
  readonly rows: Readonly<Record<string, number>>;
  readonly total: number;
  /** Tables left out, and why. */
  readonly skipped: Readonly<Record<string, string>>;
  /** References written as NULL first, because of a cycle. */
  readonly deferred: readonly string[];
}

export function summarise(plan: LoadPlan): LoadPlanSummary {
  const rows: Record<string, number> = {};
  for (const load of plan.loads) rows[formatTableName(load.name)] = load.end - load.first;
  return {
    rows,
    total: Object.values(rows).reduce((sum, count) => sum + count, 0),
    skipped: Object.fromEntries(plan.skipped),
    deferred: plan.loads.flatMap((load) =>
      load.deferred.map((column) => `${load.rows.key}.${column}`),
    ),
  };
}

function countsFor(source: FactorySource, options: PlanOptions): (table: string) => number {
  const { scale = 1, counts = {} } = options;
  if (!(scale > 0 && Number.isFinite(scale))) {
    throw new GenFactoriesError('USAGE', { what: `A scale is a number above 0, not ${scale}` });
  }
  for (const [table, count] of Object.entries(counts)) {
    if (!source.models.has(table)) throw unknownTable(table, source.models);
    requireCount(table, count);
  }
  return (table) => {
    if (Object.hasOwn(counts, table)) return counts[table]!;
    const defined = source.countOf(table);
    return defined === 0 ? 0 : Math.max(1, Math.round(defined * scale));
  };
}

function isDeferrable(source: FactorySource, reference: ReferencePlan): boolean {
  const facts = source.models
    .get(reference.table.key)!
    .references.find(
      (each) =>
        each.to === reference.target.key &&
        each.columns.join('\0') === reference.columns.join('\0'),
    );
  return facts?.deferrable !== undefined;
}
