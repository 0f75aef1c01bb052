import type { Target } from '../../connections/connection.ts';
import { openMongodb, type MongodbConnection } from '../../connections/mongodb.ts';
import { GenFactoriesError } from '../../errors.ts';
import type {
  Engine,
  KeyRecord,
  LedgerEntry,
  LedgerTable,
  LiveTable,
  Removal,
  TableLoad,
} from '../../runtime/engine.ts';
import type { TableName } from '../../schema/schema.ts';
import { MongodbLedger, type LinkDocument } from './ledger.ts';
import { loadRows } from './load.ts';
import { DatabaseLock } from './lock.ts';
import { removeEntries } from './remove.ts';

/**
 * Opens the engine for MongoDB, and for what speaks its protocol.
 *
 * @throws GenFactoriesError as `openMongodb` does
 */
export async function openMongodbEngine(url: string): Promise<Engine> {
  return new MongodbEngine(await openMongodb(url));
}

/**
 * Servers without a replica set have no transactions, so none are relied on: the ledger has the key of
 * every document before the document is there, and a load that fails is taken down again.
 */
class MongodbEngine implements Engine {
  readonly server: string;
  readonly target: Target;
  readonly dialect = 'mongodb';
  readonly ledger: MongodbLedger;
  readonly #connection: MongodbConnection;
  readonly #lock: DatabaseLock;
  /** Collections that had no documents before the load. */
  #empty = new Set<string>();
  #run = '';
  readonly #attempts: Attempt[] = [];

  constructor(connection: MongodbConnection) {
    this.#connection = connection;
    this.server = connection.server;
    this.target = connection.target;
    this.ledger = new MongodbLedger(connection.db);
    this.#lock = new DatabaseLock(connection.db);
  }

  lock(): Promise<void> {
    return explaining('taking the lock', this.#lock.take());
  }

  unlock(): Promise<void> {
    return this.#lock.release();
  }

  /** A collection that is not there is made by what is put into it. */
  inspect(tables: readonly TableName[]): Promise<readonly LiveTable[]> {
    return explaining('looking at the collections', this.#inspect(tables));
  }

  async #inspect(tables: readonly TableName[]): Promise<readonly LiveTable[]> {
    const { db } = this.#connection;
    const live: LiveTable[] = [];
    for (const { schema, name } of tables) {
      const collection = db.collection(name);
      const empty = (await collection.countDocuments({}, { limit: 1 })) === 0;
      const [last] = empty
        ? []
        : await collection
            .find({ _id: { $type: 'number' } as never })
            .sort({ _id: -1 })
            .limit(1)
            .toArray();
      live.push({
        schema,
        name,
        // Any document may have any field.
        columns: null,
        empty,
        highestKey: last === undefined ? null : Math.max(0, Number(last._id)),
        rowCount: empty ? null : await collection.countDocuments(),
      });
    }
    this.#empty = new Set(live.filter((table) => table.empty).map((table) => table.name));
    return live;
  }

  /** Makes the collections that are not there, and remembers which those are. */
  async reserveKeys(run: string, loads: readonly TableLoad[]): Promise<void> {
    this.#run = run;
    const { db } = this.#connection;
    const there = new Set(
      (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
    );
    for (const { name } of loads) {
      if (there.has(name.name)) continue;
      await this.ledger.made.insertOne({ run, collection: name.name });
      await db.createCollection(name.name);
    }
    const links = loads.flatMap((load) => linksOf(run, load));
    if (links.length > 0) await this.ledger.links.insertMany(links);
  }

  async begin(): Promise<void> {}

  async commit(): Promise<void> {}

  /** What was written is in the ledger, and is removed by it. */
  async rollback(): Promise<void> {}

  load(load: TableLoad, progress: (rows: number) => void): Promise<number> {
    const collection = load.name.name;
    // In an attempt there may be what was tried before.
    const empty = this.#empty.has(collection) && this.#attempts.length === 0;
    const sending = (ids: readonly unknown[]): void => {
      for (const attempt of this.#attempts) attempt.push({ collection, ids });
    };
    const loading = loadRows(
      this.#connection,
      this.ledger,
      this.#run,
      load,
      empty,
      progress,
      sending,
    );
    return explaining(`writing documents of ${load.name.name}`, loading);
  }

  /** References are not checked here, so that nothing is ever left open. */
  async fillReferences(): Promise<number> {
    return 0;
  }

  /** What was written goes by its keys: most servers have no transactions, and none has savepoints. */
  async attempt(outcome: 'keep' | 'undo', work: () => Promise<void>): Promise<void> {
    const attempt: Attempt = [];
    this.#attempts.push(attempt);
    let done = false;
    try {
      await work();
      done = true;
    } finally {
      this.#attempts.pop();
      if (!done || outcome === 'undo') await this.#undo(attempt);
    }
  }

  async #undo(attempt: Attempt): Promise<void> {
    for (const { collection, ids } of attempt) {
      await this.#connection.db
        .collection(collection)
        .deleteMany({ _id: { $in: [...ids] } as never });
    }
  }

  /** There is no transaction that could end. */
  survive(work: () => Promise<void>): Promise<void> {
    return work();
  }

  async checkDeferred(): Promise<readonly Error[]> {
    return [];
  }

  async recordKeys(): Promise<KeyRecord> {
    return { kind: 'listed', columns: ['_id'] };
  }

  async recordSideEffects(): Promise<readonly LedgerTable[]> {
    return [];
  }

  async countRecorded(run: string, { name }: TableName): Promise<number> {
    let count = 0;
    for await (const { ids } of this.ledger.keys.find({ run, collection: name })) {
      count += await this.#connection.db
        .collection(name)
        .countDocuments({ _id: { $in: [...ids] } as never });
    }
    return count;
  }

  async analyze(): Promise<void> {}

  remove(entries: readonly LedgerEntry[]): Promise<Removal> {
    return explaining(
      'removing documents',
      removeEntries(this.#connection.db, this.ledger, entries),
    );
  }

  async close(): Promise<void> {
    await this.#lock.release().catch(() => undefined);
    await this.#connection.close();
  }
}

/** Keys of the documents that were sent, each collection's own. */
type Attempt = { readonly collection: string; readonly ids: readonly unknown[] }[];

/** The references that documents are written with, by the field that holds them. */
function linksOf(run: string, { rows, name }: TableLoad): readonly LinkDocument[] {
  const from = { run, collection: name.name };
  const links = rows.references.flatMap((reference) => {
    const [path] = reference.columns;
    const [key] = reference.key;
    if (path === undefined || key === undefined) return [];
    const target = reference.target.model.name.name;
    return [{ ...from, path, target, key }];
  });
  const lists = rows.listReferences.map(({ path, target, key }) => ({
    ...from,
    ...{ path, target: target.model.name.name, key },
  }));
  // What keys lead to, or are, has no path that a query could name.
  return [...links, ...lists.filter(({ path }) => !/[*{]/.test(path))];
}

async function explaining<T>(doing: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GenFactoriesError || !(error instanceof Error)) throw error;
    if (
      /connection .*closed|ECONNRESET|EPIPE|ServerSelection|topology/i.test(
        `${error.name} ${error.message}`,
      )
    ) {
      throw new GenFactoriesError('CONNECTION_LOST', {
        what: `The connection was lost while ${doing}`,
        fix: 'Check that the server is running, then try again.',
        cause: error,
      });
    }
    throw new GenFactoriesError('DATABASE_ERROR', {
      what: `The database refused ${doing}: ${error.message}`,
      fix: 'See the cause of this error for what the server said.',
      cause: error,
    });
  }
}
