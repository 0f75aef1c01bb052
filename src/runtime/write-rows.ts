import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import type { Engine, LedgerTable, TableLoad } from './engine.ts';
import { tableOf } from './plan-around.ts';
import { isRefusal, TablesRefused } from './planning.ts';
import type { UpOptions } from './up.ts';

/** How rows are written. */
export interface WriteOptions extends Pick<UpOptions, 'signal' | 'onProgress' | 'encode'> {
  /** Goes on after a table that is refused, to learn of all of them. */
  readonly partial: boolean;
  /** Checks before the transaction ends what would be checked then, so that all that is refused is known. */
  readonly checkDeferred: boolean;
  /** Called when a phase is done. */
  readonly onPhase: (phase: string) => void;
}

/**
 * Writes all rows of a load, in one transaction.
 *
 * @param id - of its entry in the ledger, which is there
 * @throws TablesRefused where the load may be partial and rows of some tables cannot be written; whatever it
 *   throws, the transaction has to be rolled back
 */
export async function writeRows(
  engine: Engine,
  id: string,
  loads: readonly TableLoad[],
  options: WriteOptions,
): Promise<void> {
  const tables = new Attempts(engine, options.partial);
  await engine.reserveKeys(id, loads);
  await engine.begin();
  const offsets = Object.fromEntries(loads.map(({ rows }) => [rows.key, rows.offset]));
  for (const load of loads) {
    await tables.attempt(load, () => writeTable(engine, load, offsets, options));
  }
  options.onPhase('load');
  for (const load of loads) {
    if (load.deferred.length === 0) continue;
    await tables.attempt(load, async () => void (await engine.fillReferences(load)));
  }
  tables.requireAll();
  options.onPhase('references');
  const recorded: LedgerTable[] = [];
  for (const load of loads) {
    options.signal?.throwIfAborted();
    const table = await record(engine, id, load);
    if (table.rows < load.end - load.first) tables.refuse(load, countMismatch(load, table.rows));
    recorded.push(table);
  }
  if (options.checkDeferred) {
    for (const error of await engine.checkDeferred(loads)) {
      if (!isRefusal(error)) throw error;
      tables.refuse(loadOf(error, loads), error);
    }
  }
  tables.requireAll();
  const sideEffects = await engine.recordSideEffects(id, recorded);
  await engine.ledger.markLoaded(id, [...recorded, ...sideEffects]);
  options.signal?.throwIfAborted();
  await engine.commit();
  options.onPhase('verify');
}

/** The load that an error is about. */
function loadOf(error: GenFactoriesError, loads: readonly TableLoad[]): TableLoad {
  const models = loads.map(({ rows }) => rows.model);
  const table = tableOf(error, models);
  const found = loads.find(({ rows }) => rows.key === table);
  if (found === undefined) throw error;
  return found;
}

async function record(engine: Engine, id: string, load: TableLoad): Promise<LedgerTable> {
  const key = await engine.recordKeys(id, load);
  const rows = await engine.countRecorded(id, load.name, key);
  return { ...load.name, rows, key, offset: load.rows.offset };
}

/** What is done for one table after another, where a load may be partial: one that is refused ends no other. */
class Attempts {
  readonly #engine: Engine;
  readonly #partial: boolean;
  readonly #refused = new Map<string, GenFactoriesError>();
  /** Of them and of what refers to them: what is refused next may be their fault. */
  readonly #doubtful = new Set<string>();

  constructor(engine: Engine, partial: boolean) {
    this.#engine = engine;
    this.#partial = partial;
  }

  async attempt(load: TableLoad, work: () => Promise<void>): Promise<void> {
    if (!this.#partial) return work();
    const { rows } = load;
    if (rows.references.some(({ target }) => this.#doubtful.has(target.key)))
      this.#doubtful.add(rows.key);
    if (this.#doubtful.has(rows.key)) return;
    try {
      await this.#engine.survive(work);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.refuse(load, error);
    }
  }

  refuse({ rows }: TableLoad, reason: GenFactoriesError): void {
    if (!this.#partial) throw reason;
    if (this.#doubtful.has(rows.key)) return;
    this.#refused.set(rows.key, reason);
    this.#doubtful.add(rows.key);
  }

  /** @throws TablesRefused */
  requireAll(): void {
    if (this.#refused.size > 0) throw new TablesRefused(this.#refused);
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
