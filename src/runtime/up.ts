import { GenFactoriesError } from '../errors.ts';
import { blameScenario } from './blame-scenario.ts';
import { formatTableName } from '../schema/facts.ts';
import type { Engine, LedgerEntry, LedgerTable, LiveTable, TableLoad } from './engine.ts';
import { checkLive, requireDialect } from './check-live.ts';
import type { FactorySource, OpenEngine } from './factory.ts';
import { guardTarget, guardUrl, type GuardOptions } from './guard.ts';
import { cutToLayers, missingLayers, newEntry, Prints } from './layers.ts';
import {
  countRows,
  planLoads,
  summarise,
  type LoadPlan,
  type LoadPlanSummary,
  type PlanOptions,
} from './load-plan.ts';

export type { LoadPlanSummary, PlanOptions } from './load-plan.ts';

export interface UpOptions extends PlanOptions, GuardOptions {
  /** The database; the environment's `DATABASE_URL` by default. */
  readonly url?: string | undefined;
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
  /** Milliseconds in all. */
  readonly ms: number;
  /** Milliseconds by phase: plan, connect, load, references, verify, analyze. */
  readonly phases: Readonly<Record<string, number>>;
}

/** See {@link Factory.plan}. */
export function planLoad(source: FactorySource, options: PlanOptions): LoadPlanSummary {
  return summarise(planLoads(source, options));
}

/** See {@link Factory.up}. */
export async function up(
  source: FactorySource,
  openEngine: OpenEngine,
  options: UpOptions,
): Promise<UpResult> {
  const clock = new PhaseClock();
  const plan = planLoads(source, options);
  clock.mark('plan');
  const url = databaseUrl(options.url);
  guardUrl(url, process.env, withEnvironment(options));
  const engine = await openEngine(url);
  try {
    requireDialect(source.settings.dialect, engine);
    guardTarget(engine.target, process.env, withEnvironment(options));
    await engine.lock();
    clock.mark('connect');
    return await loadLocked(engine, plan, options, clock);
  } finally {
    await engine.close();
  }
}

/** The URL to use: the one given, or the environment's. */
export function databaseUrl(url: string | undefined): string {
  const found = url ?? process.env['DATABASE_URL'];
  if (found !== undefined && found !== '') return found;
  throw new GenFactoriesError('URL_INVALID', {
    what: 'No database is named',
    fix: 'Set DATABASE_URL, or give a URL: up({ url }) in code, --url on the command line.',
  });
}

/** Adds what `GEN_FACTORIES_ALLOW` allows. */
export function withEnvironment(options: GuardOptions): GuardOptions {
  const more = (process.env['GEN_FACTORIES_ALLOW'] ?? '').split(',').filter((name) => name !== '');
  return { confirmed: options.confirmed, allow: [...(options.allow ?? []), ...more] };
}

async function loadLocked(
  engine: Engine,
  plan: LoadPlan,
  options: UpOptions,
  clock: PhaseClock,
): Promise<UpResult> {
  const prints = new Prints(plan);
  const { base, layers } = await missingLayers(engine, plan, prints);
  const result = (written: readonly TableLoad[]): UpResult => ({
    ok: true,
    rows: countRows(written),
    unchanged: layers.length === 0,
    skipped: plan.skipped,
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
  const entry = newEntry(plan, layers, prints);
  settleOffsets(plan, live, base, options.append ?? false);
  await engine.ledger.add(entry);
  try {
    await writeRows(engine, entry.id, loads, options, clock);
  } catch (error) {
    await giveUp(engine, entry, error);
    throw interrupted(options.signal, error);
  }
  await engine.analyze(loads.map((load) => load.name));
  clock.mark('analyze');
  return result(loads);
}

/**
 * Rows of others are left alone: a load refuses their tables, or starts after them. A scenario on top
 * of a base that is there counts on from where the base did.
 */
export function settleOffsets(
  { loads }: Pick<LoadPlan, 'loads'>,
  live: readonly LiveTable[],
  base: LedgerEntry | undefined,
  append: boolean,
): void {
  const seeded = new Map(
    base?.tables
      .filter((table) => table.offset !== null)
      .map((table) => [formatTableName(table), table]),
  );
  const taken = live.filter((table) => !table.empty && !seeded.has(formatTableName(table)));
  if (taken.length > 0 && !append) {
    throw new GenFactoriesError('TARGET_NOT_EMPTY', {
      what: `There are rows that gen-factories did not write in ${taken.map(formatTableName).join(', ')}`,
      fix: 'Seed an empty database, or add to these tables with --append (up({ append: true })).',
    });
  }
  const found = new Map(live.map((table) => [formatTableName(table), table]));
  for (const { rows } of loads) {
    const name = formatTableName(rows.model.name);
    const table = found.get(name);
    rows.offset =
      seeded.get(name)?.offset ?? Math.max(table?.highestKey ?? 0, table?.rowCount ?? 0);
  }
  for (const table of live) requireFreeKeys(table, seeded.get(formatTableName(table)));
}

/** The keys of a scenario's rows follow the base's, whenever it is laid on: others may have taken them. */
function requireFreeKeys(table: LiveTable, base: LedgerTable | undefined): void {
  if (base?.key.kind !== 'range' || (table.highestKey ?? 0) <= base.key.to) return;
  throw new GenFactoriesError('TARGET_NOT_EMPTY', {
    what: `${formatTableName(table)} has rows of others, up to key ${table.highestKey}, where the scenario's rows belong`,
    fix: 'Take the base down, then seed base and scenario at once.',
  });
}

async function writeRows(
  engine: Engine,
  id: string,
  loads: readonly TableLoad[],
  options: UpOptions,
  clock: PhaseClock,
): Promise<void> {
  await engine.reserveKeys(id, loads);
  await engine.begin();
  const offsets = Object.fromEntries(loads.map(({ rows }) => [rows.key, rows.offset]));
  for (const load of loads) {
    await blaming(load, writeTable(engine, load, offsets, options));
  }
  clock.mark('load');
  for (const load of loads) {
    if (load.deferred.length > 0) await blaming(load, engine.fillReferences(load));
  }
  clock.mark('references');
  const tables: LedgerTable[] = [];
  for (const load of loads) {
    options.signal?.throwIfAborted();
    const key = await engine.recordKeys(id, load);
    const counted = await engine.countRecorded(id, load.name, key);
    if (counted < load.end - load.first) throw countMismatch(load, counted);
    tables.push({ ...load.name, rows: counted, key, offset: load.rows.offset });
  }
  await engine.ledger.markLoaded(id, [...tables, ...(await engine.recordSideEffects(id, tables))]);
  options.signal?.throwIfAborted();
  await engine.commit();
  clock.mark('verify');
}

/** Work on the rows of a load; what the database refuses names the scenario that it is of. */
async function blaming(load: TableLoad, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw blameScenario(error, load);
  }
}

/** Writes the rows of a load; those that something else encoded, where it does. */
export async function writeTable(
  engine: Engine,
  load: TableLoad,
  offsets: Readonly<Record<string, number>>,
  options: Pick<UpOptions, 'signal' | 'onProgress' | 'encode'>,
): Promise<void> {
  options.signal?.throwIfAborted();
  const wanted = load.places?.length ?? load.end - load.first;
  const table = formatTableName(load.name);
  const progress = (rows: number): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.({ table, rows, of: wanted });
  };
  const written = await engine.load(load, progress, options.encode?.(load, offsets, progress));
  if (written !== wanted) throw countMismatch(load, written, wanted);
}

/** Undoes a load that failed, sequences included; what went wrong first is what is reported. */
async function giveUp(engine: Engine, entry: LedgerEntry, error: unknown): Promise<void> {
  if (error instanceof GenFactoriesError && error.code === 'CONNECTION_LOST') return;
  try {
    await engine.rollback();
    await engine.remove([entry]);
  } catch {
    // The connection is gone: the server rolls back by itself, the next run clears the ledger.
  }
}

export function interrupted(signal: AbortSignal | undefined, error: unknown): unknown {
  if (signal?.aborted !== true) return error;
  return new GenFactoriesError('INTERRUPTED', {
    what: 'The load was interrupted; nothing of it is left in the database',
    cause: error,
  });
}

function countMismatch(
  load: TableLoad,
  written: number,
  wanted = load.end - load.first,
): GenFactoriesError {
  return new GenFactoriesError('COUNT_MISMATCH', {
    what: `${wanted} rows were sent to "${load.rows.key}", but the database has ${written} of them`,
    where: formatTableName(load.name),
    fix: 'Look for a trigger on the table that drops or changes rows as they are inserted.',
  });
}

/** Milliseconds by phase. */
class PhaseClock {
  readonly phases: Record<string, number> = {};
  readonly #start = performance.now();
  #last = this.#start;

  mark(phase: string): void {
    const now = performance.now();
    this.phases[phase] = Math.round(now - this.#last);
    this.#last = now;
  }

  get total(): number {
    return Math.round(performance.now() - this.#start);
  }
}
