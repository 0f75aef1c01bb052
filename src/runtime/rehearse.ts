import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import { findMisfits, stale } from './check-live.ts';
import type { Engine, LiveTable, TableLoad } from './engine.ts';
import type { FactorySource, OpenEngine } from './factory.ts';
import { NeededRows } from './needed-rows.ts';
import { onTarget, type TargetOptions } from './on-target.ts';
import { reportTrials, type Rehearsal, type Tried } from './rehearsal.ts';
import { settleOffsets } from './settle-offsets.ts';
import { planTrials, type Trials, type TrialSet } from './trials.ts';
import { tryRows } from './try-rows.ts';
import { undoneLoad } from './undone-load.ts';
import { interrupted } from './up.ts';

export interface RehearseOptions extends TargetOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tries a row of every table, trait, edge case and scenario on a database, with the rows they need, and takes
 * all of it back: a load that always gives up. What the database refuses is told, all of it.
 *
 * @param source - the definitions
 * @param openEngine - reaches the database
 * @throws GenFactoriesError where nothing can be tried: a target that is refused, that is busy, or that has
 *   rows of gen-factories
 */
export async function rehearse(
  source: FactorySource,
  openEngine: OpenEngine,
  options: RehearseOptions,
): Promise<Rehearsal> {
  const start = performance.now();
  return onTarget(openEngine, options, source.settings.dialect, async (engine) => {
    await requireUnseeded(engine);
    const tried = await tryAll(engine, source, options.signal);
    return { ...reportTrials(tried), ms: Math.round(performance.now() - start) };
  });
}

/** Rows of the very same definitions would be in the way of those that are tried. */
async function requireUnseeded(engine: Engine): Promise<void> {
  const entries = await engine.ledger.read();
  const dead = entries.filter((entry) => entry.state === 'loading');
  if (dead.length > 0) await engine.remove(dead);
  if (dead.length === entries.length) return;
  throw new GenFactoriesError('TARGET_SEEDED', {
    what: `"${engine.target.database}" has rows of gen-factories, which those to be tried would meet`,
    fix: 'Take them down first, `npx gen-factories down`, or try the definitions on another database.',
  });
}

async function tryAll(
  engine: Engine,
  source: FactorySource,
  signal: AbortSignal | undefined,
): Promise<Tried> {
  const { trials, live } = await fittingTrials(engine, source);
  for (const { loads } of setsOf(trials)) settleOffsets({ loads }, live, undefined, true);
  const base = new NeededRows();
  const tables = new Map(trials.base.loads.map(({ rows }) => [rows.key, rows]));
  const find = (set: TrialSet, needed: NeededRows): Tried['sets'][number] => ({
    set,
    needed,
    rows: set.trials.map(({ rows, place }) => needed.add(rows, place)),
  });
  const sets = [find(trials.base, base)];
  for (const set of trials.extra) sets.push(find(set, new NeededRows({ needed: base, tables })));
  const late = await write(engine, trials, sets, signal);
  return { source, trials, sets, late, taken: takenTables(live) };
}

/** Tables that had rows before. */
function takenTables(live: readonly LiveTable[]): ReadonlySet<string> {
  return new Set(live.filter((table) => !table.empty).map(formatTableName));
}

function setsOf({ base, extra }: Trials): readonly TrialSet[] {
  return [base, ...extra];
}

/** Trials of all tables that fit the database. */
async function fittingTrials(
  engine: Engine,
  source: FactorySource,
): Promise<{ readonly trials: Trials; readonly live: readonly LiveTable[] }> {
  const trials = planTrials(source, new Map());
  const loads = widest(trials);
  const live = await engine.inspect(loads.map((load) => load.name));
  const gone = new Map<string, GenFactoriesError>();
  for (const [table, problems] of findMisfits(loads, live)) gone.set(table, stale(problems));
  const unheld = new Map(live.map((table) => [formatTableName(table), table.unheld]));
  for (const { rows, name } of loads) {
    const why = unheld.get(formatTableName(name));
    if (why === undefined || gone.has(rows.key)) continue;
    const what = `What is tried there could not be taken back: ${why}`;
    gone.set(rows.key, new GenFactoriesError('TARGET_REFUSED', { what, where: rows.key }));
  }
  return { trials: gone.size === 0 ? trials : planTrials(source, gone), live };
}

/** Of every table the load with the most rows: what is written there is among them. */
function widest(trials: Trials): readonly TableLoad[] {
  const loads = new Map<string, TableLoad>();
  for (const set of setsOf(trials)) {
    for (const load of set.loads) {
      const known = loads.get(load.rows.key);
      if (known === undefined || known.end < load.end) loads.set(load.rows.key, load);
    }
  }
  return [...loads.values()];
}

/**
 * Writes, and takes back.
 *
 * @returns what constraints say that are checked late
 */
async function write(
  engine: Engine,
  trials: Trials,
  sets: Tried['sets'],
  signal: AbortSignal | undefined,
): Promise<readonly Error[]> {
  const loads = widest(trials);
  const late = new Map<string, Error>();
  const written = new Set<Tried['sets'][number]['rows'][number]>();
  const check = async (): Promise<void> => {
    for (const error of await engine.checkDeferred(loads)) {
      const { message } = error;
      if (!late.has(message)) late.set(message, error);
    }
  };
  const [base, ...extra] = sets;
  try {
    await undoneLoad(engine, loads, async () => {
      await tryRows({ engine, signal }, trials.base.loads, base!.needed.all, written);
      await check();
      for (const { set, needed } of extra) {
        await engine.attempt('undo', async () => {
          await tryRows({ engine, signal }, set.loads, needed.all, new Set());
          await check();
        });
      }
    });
  } catch (error) {
    throw interrupted(signal, error);
  }
  return [...late.values()];
}
