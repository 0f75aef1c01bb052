import type { MongodbConnection } from '../../../src/connections/mongodb.ts';
import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import { isOpen } from '../read-collection.ts';
import { isCollection, isHidden } from '../read-schema.ts';
import { readSample } from './read-sample.ts';
import type { CatalogRows, CollectionRow, CollectionRows, IndexRow } from './rows.ts';

/**
 * Lists what a database holds, and reads documents of collections whose validator leaves something to
 * tell. Indexes are listed collection by collection: there is no other way.
 *
 * @param sampleSize - how many documents are read of a collection; 0 for none
 */
export async function readCatalog(
  connection: MongodbConnection,
  sampleSize: number,
): Promise<CatalogRows> {
  const { db, version } = connection;
  // Patterns of PCRE's may be more than JavaScript can read.
  const listed = (await db
    .listCollections({}, { bsonRegExp: true })
    .toArray()) as readonly CollectionRow[];
  const visible = listed
    .filter((row) => !isHidden(row))
    .sort((a, b) => compareCodeUnits(a.name, b.name));
  const collections: CollectionRows[] = [];
  for (const { name, type, options = {} } of visible.filter(isCollection)) {
    const rows = await db.collection(name).listIndexes({ bsonRegExp: true }).toArray();
    const indexes = (rows as readonly IndexRow[]).toSorted((a, b) =>
      compareCodeUnits(a.name, b.name),
    );
    const sample =
      isOpen(options) && sampleSize > 0 ? await readSample(connection, name, sampleSize) : null;
    collections.push({ name, ...(type !== undefined && { type }), options, indexes, sample });
  }
  return { version, collections, others: visible.filter((row) => !isCollection(row)) };
}
