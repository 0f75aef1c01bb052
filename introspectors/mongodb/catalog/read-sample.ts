import type { MongodbConnection } from '../../../src/connections/mongodb.ts';
import { newObservation, observe } from '../documents/observation.ts';
import type { Sample } from './rows.ts';

/** A server that takes longer to find documents is busy with more important things. */
const TIMEOUT_MS = 10_000;
/** Large documents are few. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Numbers as what they are stored as, and nothing made of patterns and bytes. */
export const AS_STORED = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const;

/**
 * Reads documents of a collection and keeps what they were like. Of a small collection these are all
 * documents, so that reading it again yields the same; of a large one, any. Where choosing takes too
 * long, the first will do.
 *
 * @param size - how many documents, at most
 * @returns null where there are none
 */
export async function readSample(
  connection: MongodbConnection,
  name: string,
  size: number,
): Promise<Sample | null> {
  const collection = connection.db.collection(name);
  const count = await collection.estimatedDocumentCount({ maxTimeMS: TIMEOUT_MS });
  const options = { ...AS_STORED, maxTimeMS: TIMEOUT_MS };
  const first = (): Documents => collection.find({}, { ...options, limit: size });
  if (count <= size) return observeAll(connection, first());
  try {
    return await observeAll(connection, collection.aggregate([{ $sample: { size } }], options));
  } catch (error) {
    if (!isTimeout(error)) throw error;
    return observeAll(connection, first());
  }
}

type Documents = AsyncIterable<object> & { close(): Promise<void> };

async function observeAll(
  { driver }: MongodbConnection,
  documents: Documents,
): Promise<Sample | null> {
  const observation = newObservation();
  let bytes = 0;
  for await (const document of documents) {
    observe(observation, document);
    bytes += driver.BSON.calculateObjectSize(document);
    if (bytes > MOST_BYTES) break;
  }
  await documents.close();
  return observation.count === 0 ? null : { documents: observation.count, observation };
}

const MAX_TIME_EXPIRED = 50;

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === MAX_TIME_EXPIRED;
}
