import { GenFactoriesError } from '../errors.ts';
import { checkLive } from './check-live.ts';
import type { Engine, TableLoad } from './engine.ts';
import type { FactorySource, OpenEngine } from './factory.ts';
import { cutToLayers, missingLayers, newEntry } from './layers.ts';
import { countRows, type LoadPlanSummary, type PlanOptions } from './load-plan.ts';
import { onTarget, type TargetOptions } from './on-target.ts';
import { Planning } from './planning.ts';
import { isRefusal, TablesRefused } from './refusal.ts';
import { settleOffsets } from './settle-offsets.ts';
import { surveyRefusals } from './survey.ts';
import { giveUp } from './undone-load.ts';
import { writeRows } from './write-rows.ts';

export type { LoadPlanSummary, PlanOptions } from './load-plan.ts';

export interface UpOptions extends PlanOptions, TargetOptions {
  /** Write into tables that already have rows of others; keys start after theirs. */
  readonly append?: boolean | undefined;
  /** Called as rows are written. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Makes the rows' bytes elsewhere, on other threads for instance. */
  readonly encode?: EncodeRows | undefined;
  /** Aborts the load; nothing is left of it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the bytes of a load's rows, in order.
 *
 * @param offsets - rows that tables had before, by table: keys start after theirs
 */
export type EncodeRows = (
  load: TableLoad,
  offsets: Readonly<Record<string, number>>,
  progress: (rows: number) => void,
) => AsyncIterable<Uint8Array>;

export interface Progress {
  readonly table: string;
  readonly rows: number;
  readonly of: number;
}

export interface UpResult {
  readonly ok: true;
  /** Rows that this call wrote, by qualified table: none of what was there already. */
  readonly rows: Readonly<Record<string, number>>;
  /** All rows were there already, so nothing was written. */
  readonly unchanged: boolean;
  /** Tables left out, by qualified name, and why. Nothing else depends on their rows. */
  readonly skipped: Readonly<Record<string, string>>;
  /**
   * Where a load may be {@link PlanOptions.partial}: what is wrong with tables that got no rows for it, or fewer
   * than their count says, by qualified name.
   */
  readonly errors: Readonly<Record<string, GenFactoriesError>>;
  /** Milliseconds in all. */
  readonly ms: number;
  /** Milliseconds by phase: plan, connect, load, references, verify, analyze; retry, where tables were refused. */
  readonly phases: Readonly<Record<string, number>>;
}

/** See {@link Factory.plan}. */
export function planLoad(source: FactorySource, options: PlanOptions): LoadPlanSummary {
  const { plan, errors } = new Planning(source, options);
  const rows = countRows(plan.loads);
  return {
    rows,
    total: Object.values(rows).reduce((sum, count) => sum + count, 0),
    skipped: plan.skipped,
    errors,
    deferred: plan.loads.flatMap((load) =>
      load.deferred.map((column) => `${load.rows.key}.${column}`),
    ),
  };
}

/** See {@link Factory.up}. */
export async function up(
  source: FactorySource,
  openEngine: OpenEngine,
  options: UpOptions,
): Promise<UpResult> {
  const clock = new PhaseClock();
  const planning = new Planning(source, options);
  clock.mark('plan');
  return onTarget(openEngine, options, source.settings.dialect, (engine) => {
    clock.mark('connect');
    return loadAround(engine, planning, options, clock);
  });
}

/** Loads, and where tables are refused, starts over without them. */
async function loadAround(
  engine: Engine,
  planning: Planning,
  options: UpOptions,
  clock: PhaseClock,
): Promise<UpResult> {
  let encode = options.encode;
  for (;;) {
    try {
      return await loadLocked(engine, planning, { ...options, encode }, clock);
    } catch (error) {
      if (!planning.recover(error)) throw error instanceof TablesRefused ? error.first : error;
      // Whoever encodes elsewhere has the plan that was refused.
      encode = undefined;
      clock.mark('retry');
    }
  }
}

async function loadLocked(
  engine: Engine,
  planning: Planning,
  options: UpOptions,
  clock: PhaseClock,
): Promise<UpResult> {
  const { base, layers } = await missingLayers(engine, planning);
  const { plan } = planning;
  const result = (written: readonly TableLoad[]): UpResult => ({
    ok: true,
    rows: countRows(written),
    unchanged: layers.length === 0,
    skipped: plan.skipped,
    errors: planning.errors,
    ms: clock.total,
    phases: clock.phases,
  });
  if (layers.length === 0) return result([]);
  const loads = plan.loads
    .map((load) => cutToLayers(load, layers))
    .filter((load) => load.end > load.first);
  const live = await engine.inspect(loads.map((load) => load.name));
  checkLive(loads, live);
  // Before offsets are settled: they depend on what is in the database, equal definitions must not.
  const entry = newEntry(planning, layers);
  settleOffsets(plan, live, base, options.append ?? false);
  await engine.ledger.add(entry);
  const how = { ...options, onPhase: (phase: string) => clock.mark(phase) };
  try {
    await writeRows(engine, entry.id, loads, how);
  } catch (error) {
    await giveUp(engine, entry, error);
    if (!planning.isPartial || !isRefusal(error)) throw interrupted(options.signal, error);
    // Rows that other threads encode fail without a word of which.
    const here = { ...how, encode: undefined };
    throw new TablesRefused(error, await surveyRefusals(engine, loads, here));
  }
  await engine.analyze(loads.map((load) => load.name));
  clock.mark('analyze');
  return result(loads);
}

export function interrupted(signal: AbortSignal | undefined, error: unknown): unknown {
  if (signal?.aborted !== true) return error;
  return new GenFactoriesError('INTERRUPTED', {
    what: 'The load was interrupted; nothing of it is left in the database',
    cause: error,
  });
}

/** Milliseconds by phase. */
class PhaseClock {
  readonly phases: Record<string, number> = {};
  readonly #start = performance.now();
  #last = this.#start;

  mark(phase: string): void {
    const now = performance.now();
    this.phases[phase] = (this.phases[phase] ?? 0) + Math.round(now - this.#last);
    this.#last = now;
  }

  get total(): number {
    return Math.round(performance.now() - this.#start);
  }
}
