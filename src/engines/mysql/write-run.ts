import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { KeyRecord, LedgerTable, TableLoad } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { lastSerial } from '../serial-keys.ts';
import { moveCounter, rememberCounters } from './counters.ts';
import { isDenied } from './database-error.ts';
import { dropFilling, fillDeferred, makeFilling, type Filling } from './fill-references.ts';
import { readForeignKeys } from './foreign-keys.ts';
import { rangeOf } from './keys.ts';
import type { MysqlLedger } from './ledger.ts';
import { dropMemory, makeMemory } from './listed-keys.ts';
import { loadRows, type Limits } from './load.ts';
import { findOrphans } from './orphans.ts';
import { quoteTable } from './quote.ts';
import { readStates, type TableState } from './read-states.ts';
import { prepareTelling, recordRows, type Telling } from './record-rows.ts';
import { rejected } from './row-error.ts';
import { beginTransaction, checkForeignKeys } from './settings.ts';
import { moveSequences } from './sequences.ts';
import { recordNewRows, watch } from './side-effects.ts';
import { findReach, type Reach } from './trigger-reach.ts';
import { recordUntransacted } from './untransacted.ts';

interface RunOptions {
  /** The ledger's entry. */
  readonly run: string;
  readonly loads: readonly TableLoad[];
  readonly limits: Limits;
  readonly ledger: MysqlLedger;
}

/** One load, from before its transaction to its end. */
export class WriteRun {
  readonly #connection: MysqlConnection;
  readonly #options: RunOptions;
  readonly #states: ReadonlyMap<string, TableState>;
  readonly #reach: Reach;
  readonly #fillings = new Map<string, Filling>();
  readonly #tellings = new Map<string, Telling>();
  #watched: Awaited<ReturnType<typeof watch>> = [];

  private constructor(
    connection: MysqlConnection,
    options: RunOptions,
    states: ReadonlyMap<string, TableState>,
    reach: Reach,
  ) {
    this.#connection = connection;
    this.#options = options;
    this.#states = states;
    this.#reach = reach;
  }

  /**
   * All that has to be done before the transaction: what no transaction holds is recorded, and what would
   * end one is carried out.
   *
   * @throws GenFactoriesError `TARGET_REFUSED` for a table that no transaction holds and whose rows could
   *   not be told from others
   */
  static async prepare(connection: MysqlConnection, options: RunOptions): Promise<WriteRun> {
    const { run, loads, ledger } = options;
    const names = loads.map((load) => load.name);
    const reach = await findReach(connection, names);
    const states = await readStates(connection, [...names, ...reach.tables]);
    const ahead = recordUntransacted(loads, states, reach);
    // Whoever may not delete could not take down what is written now.
    for (const name of names) {
      await connection.execute(`DELETE FROM ${quoteTable(name)} WHERE FALSE`);
    }
    const own = new Set(names.map(formatTableName));
    const isSure = (table: TableName): boolean => reach.named || own.has(formatTableName(table));
    await rememberCounters(connection, run, states.values(), isSure);
    if (ahead.length > 0) await ledger.recordAhead(run, ahead);
    const made = new WriteRun(connection, options, states, reach);
    await made.#moveCounters();
    await moveSequences(connection, loads, (sequences) =>
      rememberCounters(connection, run, states.values(), isSure, sequences),
    );
    await makeMemory(connection);
    for (const load of loads.filter((each) => each.deferred.length > 0)) {
      const filling = await makeFilling(connection, load, made.#fillings.size);
      made.#fillings.set(formatTableName(load.name), filling);
    }
    return made;
  }

  async begin(): Promise<void> {
    await beginTransaction(this.#connection);
    // Of tables that are written to as well, all that comes is listed, unless a counter numbers it.
    const own = new Set(this.#options.loads.map((load) => formatTableName(load.name)));
    const tables = this.#reach.tables.filter(
      (table) => !own.has(formatTableName(table)) || this.#state(table)?.counter != null,
    );
    this.#watched = await watch(this.#connection, { ...this.#reach, tables }, this.#states);
  }

  /** What was written without the server's checks is checked before it is there for good. */
  async commit(): Promise<void> {
    const unchecked = this.#options.loads.filter((load) => load.unchecked);
    if (unchecked.length > 0) {
      const orphan = await this.#findOrphan(unchecked);
      if (orphan !== undefined) throw orphan;
    }
    await this.#connection.execute('COMMIT');
    await this.forget();
  }

  /** Drops what was of use while the load went on. */
  async forget(): Promise<void> {
    await dropMemory(this.#connection);
    for (const filling of this.#fillings.values()) await dropFilling(this.#connection, filling);
  }

  async load(load: TableLoad, progress: (rows: number) => void): Promise<number> {
    const connection = this.#connection;
    // What is tried, and not kept, need not be told from other rows.
    if (load.places === undefined) {
      const telling = await prepareTelling(connection, load, this.#isNumbered(load));
      this.#tellings.set(formatTableName(load.name), telling);
    }
    const transactional = this.#state(load.name)?.transactional ?? true;
    if (load.unchecked) await checkForeignKeys(connection, false);
    try {
      return await loadRows(connection, load, { ...this.#options.limits, transactional }, progress);
    } finally {
      if (load.unchecked) await checkForeignKeys(connection, true).catch(() => undefined);
    }
  }

  /** What was written without the server's checks: those are made up for here. */
  async checkDeferred(loads: readonly TableLoad[]): Promise<readonly Error[]> {
    const unchecked = loads.filter((load) => load.unchecked);
    if (unchecked.length === 0) return [];
    const orphan = await this.#findOrphan(unchecked);
    return orphan === undefined ? [] : [orphan];
  }

  fillReferences(load: TableLoad): Promise<number> {
    const filling = this.#fillings.get(formatTableName(load.name))!;
    return fillDeferred(this.#connection, load, filling, {
      state: this.#state(load.name),
      maxPacket: this.#options.limits.maxPacket,
    });
  }

  recordKeys(load: TableLoad): Promise<KeyRecord> {
    const telling = this.#tellings.get(formatTableName(load.name))!;
    return recordRows(this.#connection, this.#options.run, load, telling);
  }

  recordSideEffects(recorded: readonly LedgerTable[]): Promise<readonly LedgerTable[]> {
    return recordNewRows(this.#connection, this.#options.run, this.#watched, recorded);
  }

  /**
   * Moves counters past the keys that the load is about to write, where others come in between: what
   * triggers insert into a table that is loaded later, and what the app does with a table that no
   * transaction holds. Elsewhere keys move them by themselves.
   */
  async #moveCounters(): Promise<void> {
    for (const load of this.#options.loads) {
      const state = this.#state(load.name);
      if (state === undefined || state.counter === null) continue;
      if (state.transactional && !this.#isReached(load)) continue;
      const last = lastSerial(load, state.counter);
      if (last === null || last < state.next) continue;
      try {
        await moveCounter(this.#connection, load.name, last + 1n);
      } catch (error) {
        // Then keys may meet, which the server says.
        if (!isDenied(error)) throw error;
      }
    }
  }

  /** The error for a reference that leads nowhere, if there is one. */
  async #findOrphan(loads: readonly TableLoad[]): Promise<Error | undefined> {
    const written = new Set(loads.map((load) => formatTableName(load.name)));
    const keys = await readForeignKeys(this.#connection);
    const own = keys.filter((key) => written.has(formatTableName(key.child)));
    const found = await findOrphans(this.#connection, own, true);
    if (found === undefined) return undefined;
    return rejected(found.key.child, {
      reason: 'it refers to a row that is not there',
      constraint: found.key.name,
      columns: found.key.pairs.map((pair) => pair.child),
    });
  }

  /** Whether all rows that may come into the table are of known numbers: the load's, or a counter's. */
  #isNumbered(load: TableLoad): boolean {
    if (!this.#isReached(load)) return true;
    return rangeOf(load)?.column === this.#state(load.name)?.counter;
  }

  #isReached(load: TableLoad): boolean {
    const name = formatTableName(load.name);
    return this.#reach.tables.some((table) => formatTableName(table) === name);
  }

  #state(table: TableName): TableState | undefined {
    return this.#states.get(formatTableName(table));
  }
}
