import type { Collection, Db } from '../../connections/mongodb.ts';
import type { LedgerEntry, LedgerStore, LedgerTable } from '../../runtime/engine.ts';

/** What gen-factories keeps in a database; introspection leaves out what begins like this. */
export const OURS = 'gen_factories_';

/** What a run wrote, as far as `Removal` needs it. */
interface RunDocument {
  readonly _id: string;
  readonly number: number;
  readonly layer: string;
  readonly definitions: string;
  readonly state: 'loading' | 'loaded';
  readonly owner: string;
  readonly tables: readonly LedgerTable[];
}

/** Keys of documents, many to a document of the ledger's: written before the documents themselves. */
export interface KeyChunk {
  readonly run: string;
  readonly collection: string;
  readonly ids: readonly unknown[];
}

/** A reference that documents of a collection were written with: what hangs on what. */
export interface LinkDocument {
  readonly run: string;
  readonly collection: string;
  /** With `[]` after lists: `memberIds[]`, `items[].product`. */
  readonly path: string;
  readonly target: string;
  readonly key: string;
}

/** What was written by whom, in collections of the database that the documents are in. */
export class MongodbLedger implements LedgerStore {
  readonly runs: Collection<RunDocument>;
  readonly keys: Collection<KeyChunk>;
  readonly links: Collection<LinkDocument>;
  /** Collections that a run made. */
  readonly made: Collection<{ readonly run: string; readonly collection: string }>;
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
    this.runs = db.collection(`${OURS}runs`);
    this.keys = db.collection(`${OURS}keys`);
    this.links = db.collection(`${OURS}links`);
    this.made = db.collection(`${OURS}made`);
  }

  async read(): Promise<readonly LedgerEntry[]> {
    const runs = await this.runs.find().sort({ number: 1 }).toArray();
    return runs.map(({ _id, number: _number, ...entry }) => ({ id: _id, ...entry }));
  }

  async add({ id, ...entry }: LedgerEntry): Promise<void> {
    const last = await this.runs.find().sort({ number: -1 }).limit(1).next();
    await this.keys.createIndex({ run: 1, collection: 1 });
    await this.runs.insertOne({ _id: id, number: (last?.number ?? 0) + 1, ...entry });
  }

  async markLoaded(id: string, tables: readonly LedgerTable[]): Promise<void> {
    await this.runs.updateOne({ _id: id }, { $set: { state: 'loaded', tables } });
  }

  /** Removes entries, and the collections with the last of them. */
  async remove(ids: readonly string[]): Promise<void> {
    const ofRuns = { run: { $in: [...ids] } };
    await this.keys.deleteMany(ofRuns);
    await this.links.deleteMany(ofRuns);
    await this.made.deleteMany(ofRuns);
    await this.runs.deleteMany({ _id: { $in: [...ids] } });
    if ((await this.runs.countDocuments()) > 0) return;
    for (const { collectionName } of [this.runs, this.keys, this.links, this.made]) {
      await this.#db.dropCollection(collectionName).catch(ignoreMissing);
    }
  }
}

const NAMESPACE_NOT_FOUND = 26;

function ignoreMissing(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === NAMESPACE_NOT_FOUND) return;
  throw error;
}
