import { openMongodb, type MongodbConnection } from '../../src/connections/mongodb.ts';
import { GenFactoriesError } from '../../src/errors.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';
import type { IntrospectOptions, Introspector } from '../introspector.ts';
import { readCatalog } from './catalog/read-catalog.ts';
import { readSchema } from './read-schema.ts';
import { attachReferences } from './references/attach.ts';
import { confirmReferences } from './references/confirm.ts';
import { findCandidates } from './references/find-candidates.ts';

export interface MongodbOptions extends IntrospectOptions {
  /** How many documents are read of a collection whose validator does not say all; 0 for none. */
  readonly sampleSize?: number;
}

const SAMPLE_SIZE = 1000;

/**
 * Opens a MongoDB database to read its schema.
 *
 * @param url - `mongodb://…` or `mongodb+srv://…`
 * @throws GenFactoriesError as `openMongodb` does
 */
export async function openMongodbIntrospector(url: string): Promise<Introspector> {
  const connection = await openMongodb(url);
  return {
    introspect: (options) => introspectMongodb(connection, options),
    // Documents of migrations look like any others that tell of a collection.
    findFilled: () => Promise.resolve([]),
    close: () => connection.close(),
  };
}

/**
 * Reads what a MongoDB database says of its collections: validators, indexes, options. What those leave
 * open is estimated from documents, and marked so: of collections that are larger than the sample, another
 * reading may estimate something else. No value of a document gets into the model.
 *
 * @param connection - to the database that is read
 * @param options - names no schemas: a database is one
 * @throws GenFactoriesError `SCHEMA_NOT_FOUND` for a schema other than the database, `SCHEMA_EMPTY` where
 *   there is no collection, `DATABASE_ERROR` where the database does not let itself be read
 */
export async function introspectMongodb(
  connection: MongodbConnection,
  { schemas, sampleSize = SAMPLE_SIZE }: MongodbOptions = {},
): Promise<SchemaModel> {
  const { database } = connection.target;
  const other = schemas?.find((schema) => schema !== database);
  if (other !== undefined) throw otherSchema(other, database);
  try {
    const rows = await readCatalog(connection, sampleSize);
    const schema = readSchema(rows);
    if (schema.tables.length === 0) throw empty(database);
    const names = await emptyCollections(connection, schema.tables);
    const found = await confirmReferences(connection, findCandidates(schema.tables), names);
    return buildSchema({ ...schema, tables: attachReferences(schema.tables, found) });
  } catch (error) {
    throw explain(error, connection);
  }
}

async function emptyCollections(
  { db }: MongodbConnection,
  tables: readonly { readonly name: string }[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { name } of tables) {
    if ((await db.collection(name).findOne({}, { projection: { _id: 1 } })) === null)
      found.add(name);
  }
  return found;
}

function otherSchema(schema: string, database: string): GenFactoriesError {
  return new GenFactoriesError('SCHEMA_NOT_FOUND', {
    what: `"${schema}" is not the database that the URL names, "${database}"`,
    fix: 'Name the database in the URL and leave --schema away.',
  });
}

function empty(database: string): GenFactoriesError {
  return new GenFactoriesError('SCHEMA_EMPTY', {
    what: `No collection to write to in "${database}"`,
    fix: 'Make the collections first, with their validators and indexes, or name another database.',
  });
}

function explain(error: unknown, { server }: MongodbConnection): unknown {
  if (error instanceof GenFactoriesError) return error;
  return new GenFactoriesError('DATABASE_ERROR', {
    what: `${server} did not let its collections be read: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'Check the rights of the user: it has to list collections and indexes, and read documents.',
    cause: error,
  });
}
