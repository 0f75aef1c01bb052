import type { Connection, Target } from '../../connections/connection.ts';
import { openConnection } from '../../connections/open-connection.ts';
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
import { explainError, isServerError } from './database-error.ts';
import { readDeferrable, type Deferrable } from './deferrable.ts';
import { fillDeferred } from './fill-references.ts';
import { holdSequences } from './hold-sequences.ts';
import { inspectTables } from './inspect.ts';
import { countRecorded, recordKeys } from './keys.ts';
import { LEDGER_SCHEMA, PostgresLedger } from './ledger.ts';
import { loadRows } from './load.ts';
import { releaseLock, takeLock } from './lock.ts';
import { quoteTable } from './quote.ts';
import { removeEntries } from './remove.ts';
import { explainCommitError } from './row-error.ts';
import { reserveSequences, settleSequences, type SequenceState } from './sequences.ts';
import { recordSideEffects } from './side-effects.ts';
import { beginSettled, watchForDeath } from './settings.ts';
import { readWriteTarget, type WriteTarget } from './write-target.ts';

/**
 * Opens the engine for PostgreSQL, on a server or inside this process.
 *
 * @throws GenFactoriesError as `openConnection` does
 */
export async function openPostgresEngine(url: string): Promise<Engine> {
  const connection = await openConnection(url);
  await watchForDeath(connection);
  return new PostgresEngine(connection);
}

class PostgresEngine implements Engine {
  readonly server: string;
  readonly target: Target;
  readonly dialect = 'postgres';
  readonly ledger: PostgresLedger;
  readonly #connection: Connection;
  readonly #writeTargets = new Map<string, WriteTarget>();
  #sequences: readonly SequenceState[] = [];
  #deferrable: Promise<readonly Deferrable[]> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.server = connection.server;
    this.target = connection.target;
    this.ledger = new PostgresLedger(connection);
  }

  lock(): Promise<void> {
    return takeLock(this.#connection);
  }

  unlock(): Promise<void> {
    return releaseLock(this.#connection);
  }

  async inspect(tables: readonly TableName[]): Promise<readonly LiveTable[]> {
    return explaining('looking at the tables', inspectTables(this.#connection, tables));
  }

  async reserveKeys(run: string, loads: readonly TableLoad[]): Promise<void> {
    this.#sequences = await explaining(
      'moving sequences',
      reserveSequences(this.#connection, run, loads),
    );
  }

  async begin(purpose: 'keep' | 'undo' = 'keep'): Promise<void> {
    await explaining('a transaction', beginSettled(this.#connection));
    if (purpose === 'keep') return;
    await explaining(
      'holding sequences',
      holdSequences(this.#connection, this.#sequences, LEDGER_SCHEMA),
    );
  }

  async commit(): Promise<void> {
    try {
      await this.#connection.execute('COMMIT');
    } catch (error) {
      throw this.#explainDeferred(error);
    }
  }

  #explainDeferred(error: unknown, checked?: TableName): Error {
    const explained = explainCommitError(
      error,
      (table) => this.#writeTargets.get(table)?.constraints,
      checked,
    );
    return explained instanceof Error ? explained : new Error(String(explained));
  }

  async rollback(): Promise<void> {
    await this.#connection.execute('ROLLBACK');
  }

  async load(
    load: TableLoad,
    progress: (rows: number) => void,
    encoded?: AsyncIterable<Uint8Array>,
  ): Promise<number> {
    const name = formatTableName(load.name);
    const target =
      this.#writeTargets.get(name) ?? (await readWriteTarget(this.#connection, load.name));
    this.#writeTargets.set(name, target);
    const written = await loadRows(this.#connection, load, target, progress, encoded);
    // Where rows are not kept, sequences need not follow them.
    if (load.places !== undefined) return written;
    await explaining('moving sequences', settleSequences(this.#connection, this.#sequences, load));
    return written;
  }

  fillReferences(load: TableLoad): Promise<number> {
    return fillDeferred(
      this.#connection,
      load,
      this.#writeTargets.get(formatTableName(load.name))!,
    );
  }

  async attempt(outcome: 'keep' | 'undo', work: () => Promise<void>): Promise<void> {
    await this.#connection.execute('SAVEPOINT gen_factories');
    let done = false;
    try {
      await work();
      done = true;
    } finally {
      if (!done || outcome === 'undo') {
        await this.#connection.execute('ROLLBACK TO SAVEPOINT gen_factories');
      }
    }
    // Of savepoints with one name the last is meant, so that attempts nest.
    await this.#connection.execute('RELEASE SAVEPOINT gen_factories');
  }

  survive(work: () => Promise<void>): Promise<void> {
    return this.attempt('keep', work);
  }

  async checkDeferred(loads: readonly TableLoad[]): Promise<readonly Error[]> {
    const found = await explaining(
      'looking for deferred constraints',
      (this.#deferrable ??= readDeferrable(
        this.#connection,
        loads.map((load) => load.name),
      )),
    );
    const failures: Error[] = [];
    for (const { name, table } of found) {
      await this.attempt('undo', async () => {
        try {
          await this.#connection.execute(`SET CONSTRAINTS ${name} IMMEDIATE`);
        } catch (error) {
          failures.push(this.#explainDeferred(error, table));
        }
      });
    }
    return failures;
  }

  recordKeys(run: string, load: TableLoad): Promise<KeyRecord> {
    return explaining('recording keys', recordKeys(this.#connection, run, load));
  }

  recordSideEffects(
    run: string,
    recorded: readonly LedgerTable[],
  ): Promise<readonly LedgerTable[]> {
    return explaining('recording keys', recordSideEffects(this.#connection, run, recorded));
  }

  countRecorded(run: string, table: TableName, key: KeyRecord): Promise<number> {
    return explaining('counting rows', countRecorded(this.#connection, run, table, key));
  }

  /** The rows are there whether their statistics are up to date or not. */
  async analyze(tables: readonly TableName[]): Promise<void> {
    try {
      await this.#connection.execute(`ANALYZE ${tables.map(quoteTable).join(', ')}`);
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

async function explaining<T>(doing: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw explainError(error, doing);
  }
}
