import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import type { Engine, LedgerEntry, LedgerTable, LiveTable, TableLoad } from './engine.ts';
import type { FactorySource, OpenEngine } from './factory.ts';
import { fingerprint } from './fingerprint.ts';
import { guardTarget, type GuardOptions } from './guard.ts';
import {
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
  /** Rows by qualified table. */
  readonly rows: Readonly<Record<string, number>>;
  /** The same rows were there already, so nothing was written. */
  readonly unchanged: boolean;
  /** Tables left out, and why. */
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
  const engine = await openEngine(databaseUrl(options.url));
  try {
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
  const { base, layers } = await missingLayers(engine, plan);
  const result = (unchanged: boolean): UpResult => ({
    ok: true,
    rows: summarise(plan).rows,
    unchanged,
    skipped: Object.fromEntries(plan.skipped),
    ms: clock.total,
    phases: clock.phases,
  });
  if (layers.length === 0) return result(true);
  const loads = plan.loads
    .map((load) => cutToLayers(load, layers))
    .filter((load) => load.end > load.first);
  const live = await engine.inspect(loads.map((load) => load.name));
  checkLive(loads, live);
  // Before offsets are settled: they depend on what is in the database, equal definitions must not.
  const entry = newEntry(plan, layers);
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
  return result(false);
}

type Layer = 'base' | 'scenario';

interface Missing {
  /** What the base's rows were written by, where the database has them. */
  readonly base: LedgerEntry | undefined;
  readonly layers: readonly Layer[];
}

/**
 * Which parts of the plan the database does not have yet. What a run that died left in the ledger is
 * cleared: its transaction ended with it, so it wrote nothing.
 */
async function missingLayers(engine: Engine, plan: LoadPlan): Promise<Missing> {
  const entries = await engine.ledger.read();
  const dead = entries.filter((entry) => entry.state === 'loading');
  if (dead.length > 0) await engine.remove(dead);
  const loaded = entries.filter((entry) => entry.state === 'loaded');
  const layers: Layer[] = [];
  const base = loaded.find((entry) => entry.layer === 'base' || entry.layer.startsWith('base+'));
  if (base === undefined) layers.push('base');
  else if (base.definitions.split('+')[0] !== fingerprint(plan, 'base'))
    throw seededOtherwise(engine, base);
  if (plan.scenarios.length === 0) return { base, layers };
  const name = plan.scenarios.join('+');
  const laid = loaded.find((entry) => layerScenario(entry.layer) !== null);
  if (laid === undefined) layers.push('scenario');
  else if (
    layerScenario(laid.layer) !== name ||
    laid.definitions.split('+').at(-1) !== fingerprint(plan, 'scenario')
  ) {
    throw seededOtherwise(engine, laid);
  }
  return { base, layers };
}

/** `base`, `base+large-org` (both at once), or `large-org` laid on later. */
function layerScenario(layer: string): string | null {
  if (layer === 'base') return null;
  return layer.startsWith('base+') ? layer.slice('base+'.length) : layer;
}

function newEntry(plan: LoadPlan, layers: readonly Layer[]): LedgerEntry {
  const scenario = plan.scenarios.join('+');
  return {
    id: randomUUID(),
    layer: layers.map((layer) => (layer === 'base' ? 'base' : scenario)).join('+'),
    definitions: layers.map((layer) => fingerprint(plan, layer)).join('+'),
    state: 'loading',
    owner: `${hostname()}:${process.pid}`,
    tables: [],
  };
}

function cutToLayers(load: TableLoad, layers: readonly Layer[]): TableLoad {
  const first = layers.includes('base') ? 0 : load.rows.baseCount;
  const end = layers.includes('scenario') ? load.rows.count : load.rows.baseCount;
  return { ...load, first, end };
}

/** The definitions must fit the database before the first row is written. */
function checkLive(loads: readonly TableLoad[], live: readonly LiveTable[]): void {
  const found = new Map(live.map((table) => [formatTableName(table), table]));
  const problems = loads.flatMap((load) => {
    const name = formatTableName(load.name);
    const table = found.get(name);
    if (table === undefined) return [`table ${name} is not there`];
    const there = new Set(table.columns.map((column) => column.name));
    const written = new Set(load.columns.map((column) => column.name));
    return [
      ...load.columns
        .filter((column) => !there.has(column.name))
        .map((column) => `column ${name}.${column.name} is not there`),
      ...table.columns
        .filter((column) => column.required && !written.has(column.name))
        .map(
          (column) =>
            `column ${name}.${column.name} is NOT NULL without a default, and no definition fills it`,
        ),
    ];
  });
  if (problems.length === 0) return;
  throw new GenFactoriesError('DEFINITIONS_STALE', {
    what: `The definitions do not fit the database: ${problems.join('; ')}`,
    fix: 'Apply the migrations to the database, or regenerate with `npx gen-factories`.',
  });
}

/**
 * Rows of others are left alone: a load refuses their tables, or starts after them. A scenario on top
 * of a base that is there counts on from where the base did.
 */
function settleOffsets(
  plan: LoadPlan,
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
  for (const { rows } of plan.loads) {
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
  for (const load of loads) await writeTable(engine, load, offsets, options);
  clock.mark('load');
  for (const load of loads) if (load.deferred.length > 0) await engine.fillReferences(load);
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

async function writeTable(
  engine: Engine,
  load: TableLoad,
  offsets: Readonly<Record<string, number>>,
  options: UpOptions,
): Promise<void> {
  options.signal?.throwIfAborted();
  const wanted = load.end - load.first;
  const table = formatTableName(load.name);
  const progress = (rows: number): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.({ table, rows, of: wanted });
  };
  const written = await engine.load(load, progress, options.encode?.(load, offsets, progress));
  if (written !== wanted) throw countMismatch(load, written);
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

function interrupted(signal: AbortSignal | undefined, error: unknown): unknown {
  if (signal?.aborted !== true) return error;
  return new GenFactoriesError('INTERRUPTED', {
    what: 'The load was interrupted; nothing of it is left in the database',
    cause: error,
  });
}

function countMismatch(load: TableLoad, written: number): GenFactoriesError {
  return new GenFactoriesError('COUNT_MISMATCH', {
    what: `${load.end - load.first} rows were sent to "${load.rows.key}", but the database has ${written} of them`,
    where: formatTableName(load.name),
    fix: 'Look for a trigger on the table that drops or changes rows as they are inserted.',
  });
}

function seededOtherwise(engine: Engine, entry: LedgerEntry): GenFactoriesError {
  return new GenFactoriesError('TARGET_SEEDED', {
    what: `"${engine.target.database}" was seeded (${entry.layer}) from other definitions, or at another scale`,
    fix: 'Take that down first: `npx gen-factories down`, or factory.down().',
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
