import type { Db, MongodbConnection, MongodbDriver } from '../../connections/mongodb.ts';
import { GenFactoriesError } from '../../errors.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { encodeRows, type Document } from './encode-rows.ts';
import type { MongodbLedger } from './ledger.ts';
import { explainRowError, explainSize } from './row-error.ts';

const BATCH = 2_000;
/** Batches on their way at once: one is made while the server takes others. */
const IN_FLIGHT = 3;

/**
 * Writes the documents of a load, a few batches at a time. The ledger has their keys before the
 * collection has them, so that what a run that died has written can be told.
 *
 * @param run - the ledger's entry
 * @param empty - the collection had no document before: no key can be taken
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
): Promise<number> {
  const collection = load.name.name;
  const underway = new Set<Promise<void>>();
  let taken = 0;
  let first = load.first;
  let failure: Error | undefined;
  const send = async (documents: readonly Document[], place: number): Promise<void> => {
    try {
      if (!empty) await requireFree(db, collection, documents, place);
      await ledger.keys.insertOne({ run, collection, ids: documents.map(({ _id }) => _id) });
      const { insertedCount } = await db
        .collection(collection)
        .insertMany([...documents], { ordered: false });
      taken += insertedCount;
      progress(taken);
    } catch (error) {
      const batch = { documents, place, tooLarge: tooLarge(driver, documents) };
      failure ??= asError(await explainBatch(db, load, batch, error));
    }
  };
  for (const documents of encodeRows(load, driver, BATCH)) {
    if (failure !== undefined) break;
    const sending = send(documents, first);
    first += documents.length;
    underway.add(sending);
    void sending.then(() => underway.delete(sending));
    if (underway.size >= IN_FLIGHT) await Promise.race(underway);
  }
  await Promise.all(underway);
  if (failure !== undefined) throw failure;
  return taken;
}

interface Batch {
  readonly documents: readonly Document[];
  /** Of the first. */
  readonly place: number;
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
  { documents, place, tooLarge: large }: Batch,
  error: unknown,
): Promise<unknown> {
  if (!isAboutDocuments(error)) {
    return large === undefined
      ? explainRowError(error, load, place)
      : explainSize(error, load, place + large);
  }
  const collection = db.collection(load.name.name);
  for (const [index, document] of documents.entries()) {
    if ((await collection.countDocuments({ _id: document['_id'] as never }, { limit: 1 })) > 0)
      continue;
    try {
      await collection.insertOne(document);
    } catch (refused) {
      return explainRowError(refused, load, place + index);
    }
  }
  return explainRowError(error, load, place);
}

function isAboutDocuments(error: unknown): boolean {
  return error instanceof Error && 'writeErrors' in error;
}

/** A key that somebody else's document has must not get into the ledger. */
async function requireFree(
  db: Db,
  collection: string,
  documents: readonly Document[],
  place: number,
): Promise<void> {
  const ids = documents.map(({ _id }) => _id);
  const taken = await db
    .collection(collection)
    .findOne({ _id: { $in: ids } as never }, { projection: { _id: 1 } });
  if (taken === null) return;
  const index = ids.findIndex((id) => String(id) === String(taken._id));
  throw new GenFactoriesError('ROW_REJECTED', {
    what: `The database refused a document of ${collection}: another document has the same key (_id_)`,
    where: `${collection}._id, row ${place + Math.max(0, index)}`,
    fix: `Change the definition of ${collection}._id: its generator has to give every row another value.`,
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
