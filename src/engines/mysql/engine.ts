import type { Target } from '../../connections/connection.ts';
import { openMysql } from '../../connections/mysql.ts';
import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type {
  Engine,
  KeyRecord,
  LedgerEntry,
  LedgerTable,
  LiveTable,
  Removal,
  TableLoad,
} from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { explaining, isServerError } from './database-error.ts';
import { inspectTables } from './inspect.ts';
import { countRecorded } from './keys.ts';
import { MysqlLedger } from './ledger.ts';
import { readLimits, type Limits } from './load.ts';
import { releaseLock, takeLock } from './lock.ts';
import { quoteTable } from './quote.ts';
import { removeEntries } from './remove.ts';
import { settleSession } from './settings.ts';
import { WriteRun } from './write-run.ts';

/**
 * Opens the engine for MySQL and MariaDB.
 *
 * @throws GenFactoriesError as `openMysql` does
 */
export async function openMysqlEngine(url: string): Promise<Engine> {
  const connection = await openMysql(url);
  try {
    await explaining('the settings of a session', settleSession(connection));
    const limits = await explaining('reading settings', readLimits(connection));
    return new MysqlEngine(connection, limits);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

class MysqlEngine implements Engine {
  readonly server: string;
  readonly target: Target;
  readonly dialect = 'mysql';
  readonly ledger: MysqlLedger;
  readonly #connection: MysqlConnection;
  readonly #limits: Limits;
  /** The load under way. */
  #run: WriteRun | null = null;
  /** How many attempts are under way, each within the last. */
  #attempts = 0;

  constructor(connection: MysqlConnection, limits: Limits) {
    this.#connection = connection;
    this.#limits = limits;
    this.server = connection.server;
    this.target = connection.target;
    this.ledger = new MysqlLedger(connection);
  }

  lock(): Promise<void> {
    return takeLock(this.#connection);
  }

  unlock(): Promise<void> {
    return releaseLock(this.#connection);
  }

  inspect(tables: readonly TableName[]): Promise<readonly LiveTable[]> {
    return explaining('looking at the tables', inspectTables(this.#connection, tables));
  }

  async reserveKeys(run: string, loads: readonly TableLoad[]): Promise<void> {
    const preparing = WriteRun.prepare(this.#connection, {
      run,
      loads,
      limits: this.#limits,
      ledger: this.ledger,
    });
    this.#run = await explaining('looking at the tables', preparing);
  }

  begin(): Promise<void> {
    return explaining('a transaction', this.#run!.begin());
  }

  commit(): Promise<void> {
    return explaining('the end of the transaction', this.#run!.commit());
  }

  async rollback(): Promise<void> {
    await this.#connection.execute('ROLLBACK');
    await this.#run?.forget();
  }

  /**
   * Rows that something else encoded are of no use here: their order and their form depend on the table
   * and the server.
   */
  load(load: TableLoad, progress: (rows: number) => void): Promise<number> {
    return explaining(
      `writing rows of ${formatTableName(load.name)}`,
      this.#run!.load(load, progress),
    );
  }

  fillReferences(load: TableLoad): Promise<number> {
    return this.#run!.fillReferences(load);
  }

  async attempt(outcome: 'keep' | 'undo', work: () => Promise<void>): Promise<void> {
    const savepoint = `gen_factories_${this.#attempts++}`;
    await this.#connection.execute(`SAVEPOINT ${savepoint}`);
    let done = false;
    try {
      await work();
      done = true;
    } finally {
      this.#attempts--;
      if (!done || outcome === 'undo') {
        await this.#connection.execute(`ROLLBACK TO SAVEPOINT ${savepoint}`);
      }
    }
    await this.#connection.execute(`RELEASE SAVEPOINT ${savepoint}`);
  }

  /** A statement that fails is undone by itself. */
  survive(work: () => Promise<void>): Promise<void> {
    return work();
  }

  checkDeferred(loads: readonly TableLoad[]): Promise<readonly Error[]> {
    return explaining('looking for orphans', this.#run!.checkDeferred(loads));
  }

  recordKeys(_run: string, load: TableLoad): Promise<KeyRecord> {
    return explaining('recording keys', this.#run!.recordKeys(load));
  }

  recordSideEffects(
    _run: string,
    recorded: readonly LedgerTable[],
  ): Promise<readonly LedgerTable[]> {
    return explaining('recording keys', this.#run!.recordSideEffects(recorded));
  }

  countRecorded(run: string, table: TableName, key: KeyRecord): Promise<number> {
    return explaining('counting rows', countRecorded(this.#connection, run, table, key));
  }

  /** The rows are there whether their statistics are up to date or not. */
  async analyze(tables: readonly TableName[]): Promise<void> {
    if (tables.length === 0) return;
    try {
      await this.#connection.query(`ANALYZE TABLE ${tables.map(quoteTable).join(', ')}`);
    } catch (error) {
      if (!isServerError(error)) throw error;
    }
  }

  remove(entries: readonly LedgerEntry[]): Promise<Removal> {
    return removeEntries(this.#connection, this.ledger, entries);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
