import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import type { TableLoad } from './engine.ts';
import type { FactorySource } from './factory.ts';
import { requireCount } from './definition.ts';
import type { PlannedRows } from './plan-rows.ts';
import { unknownTable, type Addition } from './scenario.ts';
import type { SkippedTables } from './skipped-tables.ts';

/** What is asked for beyond the definitions. */
export interface PlanOptions {
  /** A scenario, or several, to lay on top of the base. */
  readonly scenario?: string | readonly string[] | undefined;
  /**
   * Multiplies every count; 1 by default. Tables that have rows keep at least one, and get no more than
   * their keys and parents have room for.
   */
  readonly scale?: number | undefined;
  /** Rows by table, in place of the definitions' counts; not scaled. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
  /**
   * Goes on without what cannot be loaded: a table that cannot be planned, or of which the database refuses a
   * row, is left out, one whose count is over the room it has gets fewer rows, and `errors` says so. Else one
   * such table is an error, and nothing is written.
   */
  readonly partial?: boolean | undefined;
}

/** What is asked for where rows are tried. */
export interface TrialOptions extends PlanOptions {
  /** Rows on top of the base, in place of a scenario's. */
  readonly additions?: readonly Addition[] | undefined;
  /** Tables to leave out, each with the reason. */
  readonly without?: SkippedTables | undefined;
  /** The most rows of the base, by table. */
  readonly limits?: ReadonlyMap<string, number> | undefined;
}

/** A load in the order it is carried out. */
export interface LoadPlan {
  readonly planned: PlannedRows;
  readonly loads: readonly TableLoad[];
  /** Tables left out, by qualified name, and why. */
  readonly skipped: Readonly<Record<string, string>>;
  readonly scenarios: readonly string[];
}

/**
 * Plans a load: rows, order, and what is left NULL on the way. Pure: nothing is read from a database.
 *
 * @throws GenFactoriesError for counts, keys, references or scenarios that cannot be carried out
 */
export function planLoads(source: FactorySource, options: TrialOptions): LoadPlan {
  const scenarios = scenariosOf(options);
  const additions = additionsOf(source, options);
  const planned = planWithinRoom(source, additions, options);
  const { order } = planned;
  const loads = order.tables.map((rows): TableLoad => ({
    rows,
    name: rows.model.name,
    columns: rows.written,
    first: 0,
    end: rows.count,
    unchecked: rows.references.some((reference) => reference.unchecked),
    deferred: rows.references
      .filter((reference) => order.deferred.has(reference))
      .flatMap((reference) =>
        reference.columns.filter((name) => rows.model.columns.get(name)!.nullable),
      ),
  }));
  const skipped = [...planned.skipped].map(([table, reason]) => [
    formatTableName(source.models.get(table)!.name),
    reason.what,
  ]);
  return { planned, loads, skipped: Object.fromEntries(skipped), scenarios };
}

function scenariosOf({ scenario }: PlanOptions): readonly string[] {
  return scenario === undefined ? [] : [scenario].flat();
}

/** The rows on top of the base. */
export function additionsOf(source: FactorySource, options: TrialOptions): readonly Addition[] {
  return options.additions ?? scenariosOf(options).flatMap((name) => source.additionsOf(name));
}

/**
 * Plans rows, scaled: what a scale asks for beyond the room that keys and parents have, they do not get.
 * Counts that a person wrote are theirs to lower.
 */
function planWithinRoom(
  source: FactorySource,
  additions: Parameters<FactorySource['plan']>[0],
  options: TrialOptions,
): PlannedRows {
  const countOf = countsFor(source, options);
  const limits = new Map(options.limits);
  for (;;) {
    try {
      const planned = source.plan(
        additions,
        (table) => Math.min(countOf(table), limits.get(table) ?? Infinity),
        options.without,
      );
      for (const rows of planned.order.tables) {
        for (const reference of rows.references) reference.requireRoom();
      }
      return planned;
    } catch (error) {
      const room = error instanceof GenFactoriesError ? error.room : undefined;
      if (room === undefined || !isScaled(room.table, options)) throw error;
      if (room.rows >= Math.min(countOf(room.table), limits.get(room.table) ?? Infinity))
        throw error;
      limits.set(room.table, room.rows);
    }
  }
}

function isScaled(table: string, { scale = 1, counts = {} }: PlanOptions): boolean {
  return scale !== 1 && !Object.hasOwn(counts, table);
}

/** What `factory.plan()` and `gen-factories plan` show. */
export interface LoadPlanSummary {
  /** Rows by qualified table, in the order they are written. */
  readonly rows: Readonly<Record<string, number>>;
  readonly total: number;
  /** Tables left out, by qualified name, and why. */
  readonly skipped: Readonly<Record<string, string>>;
  /** Where the load may be partial: what is wrong with tables that get no rows, or fewer, by qualified name. */
  readonly errors: Readonly<Record<string, GenFactoriesError>>;
  /** References written as NULL first, because of a cycle. */
  readonly deferred: readonly string[];
}

/** How many rows loads write, by qualified table. */
export function countRows(loads: readonly TableLoad[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    loads.map((load) => [formatTableName(load.name), load.end - load.first]),
  );
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
