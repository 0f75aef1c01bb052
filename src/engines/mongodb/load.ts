import type { Db, MongodbConnection, MongodbDriver } from '../../connections/mongodb.ts';
import { GenFactoriesError } from '../../errors.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { encodeRows, type Document } from './encode-rows.ts';
import { placeAt } from '../places.ts';
import type { MongodbLedger } from './ledger.ts';
import { explainRowError, explainSize, type IndexFields } from './row-error.ts';

const BATCH = 2_000;
/** Batches on their way at once: one is made while the server takes others. */
const IN_FLIGHT = 3;

/**
 * Writes the documents of a load, a few batches at a time. The ledger has their keys before the
 * collection has them, so that what a run that died has written can be told.
 *
 * @param run - the ledger's entry
 * @param empty - the collection had no document before: no key can be taken
 * @param sending - called with keys before their documents are sent
 * @returns how many documents the server took
 * @throws GenFactoriesError `ROW_REJECTED` for a document that breaks a rule of the collection's
 */
export async function loadRows(
  { db, driver }: MongodbConnection,
  ledger: MongodbLedger,
  run: string,
  load: TableLoad,
  empty: boolean,
  progress: (rows: number) => void,
  sending: (ids: readonly unknown[]) => void = () => undefined,
): Promise<number> {
  const collection = load.name.name;
  const underway = new Set<Promise<void>>();
  let taken = 0;
  let first = 0;
  let failure: Error | undefined;
  const send = async (documents: readonly Document[], number: number): Promise<void> => {
    try {
      if (!empty) await requireFree(db, load, documents, number);
      const ids = documents.map(({ _id }) => _id);
      sending(ids);
      await ledger.keys.insertOne({ run, collection, ids });
      const { insertedCount } = await db
        .collection(collection)
        .insertMany([...documents], { ordered: false });
      taken += insertedCount;
      progress(taken);
    } catch (error) {
      const batch = { documents, number, tooLarge: tooLarge(driver, documents) };
      failure ??= asError(await explainBatch(db, load, batch, error));
    }
  };
  for (const documents of encodeRows(load, driver, BATCH)) {
    if (failure !== undefined) break;
    const sent = send(documents, first);
    first += documents.length;
    underway.add(sent);
    void sent.then(() => underway.delete(sent));
    if (underway.size >= IN_FLIGHT) await Promise.race(underway);
  }
  await Promise.all(underway);
  if (failure !== undefined) throw failure;
  return taken;
}

interface Batch {
  readonly documents: readonly Document[];
  /** Of the first, among the load's. */
  readonly number: number;
  /** The first document that no server takes. */
  readonly tooLarge: number | undefined;
}

const MAX_SIZE = 16 * 1024 * 1024;

/** The driver looks at sizes before it sends anything, and says nothing of places. */
function tooLarge({ BSON }: MongodbDriver, documents: readonly Document[]): number | undefined {
  const index = documents.findIndex((each) => BSON.calculateObjectSize(each) > MAX_SIZE);
  return index < 0 ? undefined : index;
}

/**
 * Says which document of a batch was refused. Not every server tells; so they are sent again one by one,
 * up to the first that is refused. What is written so is in the ledger, and goes with the rest.
 */
async function explainBatch(
  db: Db,
  load: TableLoad,
  { documents, number, tooLarge: large }: Batch,
  error: unknown,
): Promise<unknown> {
  if (!isAboutDocuments(error)) {
    return large === undefined
      ? explainRowError(error, load, number)
      : explainSize(error, load, number + large);
  }
  const collection = db.collection(load.name.name);
  for (const [index, document] of documents.entries()) {
    if ((await collection.countDocuments({ _id: document['_id'] as never }, { limit: 1 })) > 0)
      continue;
    try {
      await collection.insertOne(document);
    } catch (refused) {
      return explainRowError(refused, load, number + index, await indexesOf(db, load));
    }
  }
  return explainRowError(error, load, number);
}

async function indexesOf(db: Db, load: TableLoad): Promise<IndexFields> {
  const indexes = await db.collection(load.name.name).indexes();
  return new Map(indexes.map(({ name, key }) => [name ?? '', Object.keys(key)]));
}

function isAboutDocuments(error: unknown): boolean {
  return error instanceof Error && 'writeErrors' in error;
}

/** A key that somebody else's document has must not get into the ledger. */
async function requireFree(
  db: Db,
  load: TableLoad,
  documents: readonly Document[],
  number: number,
): Promise<void> {
  const collection = load.name.name;
  const ids = documents.map(({ _id }) => _id);
  const taken = await db
    .collection(collection)
    .findOne({ _id: { $in: ids } as never }, { projection: { _id: 1 } });
  if (taken === null) return;
  const index = ids.findIndex((id) => String(id) === String(taken._id));
  throw new GenFactoriesError('ROW_REJECTED', {
    what: `The database refused a document of ${collection}: another document has the same key (_id_)`,
    where: `${collection}._id, row ${placeAt(load, number + Math.max(0, index))}`,
    fix: `Change the definition of ${collection}._id: its generator has to give every row another value.`,
    refusal: { constraint: '_id_', columns: ['_id'] },
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
