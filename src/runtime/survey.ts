import type { GenFactoriesError } from '../errors.ts';
import type { Engine, TableLoad } from './engine.ts';
import { tableOf } from './plan-around.ts';
import { isRefusal } from './refusal.ts';
import type { SkippedTables } from './skipped-tables.ts';
import { undoneLoad } from './undone-load.ts';
import { writeTable, type WriteOptions } from './write-rows.ts';

/**
 * Finds all tables whose rows cannot be made or are refused, after a load that failed over the first of them:
 * writes once more, goes on after every failure, and takes it back. Of a table that refers to one of them it is
 * not known.
 *
 * @param loads - those of the load that failed
 * @returns why, by table
 */
export async function surveyRefusals(
  engine: Engine,
  loads: readonly TableLoad[],
  options: WriteOptions,
): Promise<SkippedTables> {
  const tables = new Attempts(engine);
  const offsets = Object.fromEntries(loads.map(({ rows }) => [rows.key, rows.offset]));
  await undoneLoad(engine, loads, async () => {
    for (const load of loads) {
      await tables.attempt(load, () => writeTable(engine, load, offsets, options));
    }
    for (const load of loads) {
      if (load.deferred.length === 0) continue;
      await tables.attempt(load, async () => void (await engine.fillReferences(load)));
    }
    for (const error of await engine.checkDeferred(loads)) {
      if (!isRefusal(error)) throw error;
      const table = tableOf(
        error,
        loads.map(({ rows }) => rows.model),
      );
      if (table !== undefined) tables.refuse(table, error);
    }
  });
  return tables.refused;
}

/** What is done for one table after another: one that is refused ends no other. */
class Attempts {
  readonly refused = new Map<string, GenFactoriesError>();
  readonly #engine: Engine;
  /** Those that are refused and what refers to them: what is said of these next may be the former's fault. */
  readonly #doubtful = new Set<string>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async attempt({ rows }: TableLoad, work: () => Promise<void>): Promise<void> {
    if (rows.references.some(({ target }) => this.#doubtful.has(target.key)))
      this.#doubtful.add(rows.key);
    if (this.#doubtful.has(rows.key)) return;
    try {
      await this.#engine.survive(work);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.refuse(rows.key, error);
    }
  }

  refuse(table: string, reason: GenFactoriesError): void {
    if (this.#doubtful.has(table)) return;
    this.refused.set(table, reason);
    this.#doubtful.add(table);
  }
}
