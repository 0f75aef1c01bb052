import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BSON, type CreateIndexesOptions, type Db, type Document } from 'mongodb';
import { compareCodeUnits } from '../../src/schema/canonical-json.ts';
import { newObservation, observe } from '../../introspectors/mongodb/documents/observation.ts';
import type {
  CatalogRows,
  CollectionOptions,
  IndexRow,
} from '../../introspectors/mongodb/catalog/rows.ts';
import { withMongodb, type TestServer } from './servers.ts';

/** Collections that tests run over. */
export interface MongodbSchema {
  /** `mongodb/shop`. */
  readonly name: string;
  /** Has what FerretDB does not know; read there from what MongoDB would list. */
  readonly needsMongodb: boolean;
  readonly collections: readonly FixtureCollection[];
}

/** One of `collections.json`, which is Extended JSON: numbers as they are written, int or double. */
export interface FixtureCollection {
  readonly name: string;
  readonly type?: string;
  readonly options?: CollectionOptions & { readonly pipeline?: Document[] };
  readonly indexes?: readonly (CreateIndexesOptions & { readonly key: Document })[];
  readonly documents?: readonly Document[];
}

const FIXTURES = join(import.meta.dirname, '../../fixtures/mongodb');

/** Our own. */
export function mongodbFixtures(): MongodbSchema[] {
  return readdirSync(FIXTURES)
    .sort()
    .map((name) => ({ name: `mongodb/${name}`, ...readCollections(join(FIXTURES, name)) }));
}

/** The collections that a folder's file describes. */
export function readCollections(folder: string): Omit<MongodbSchema, 'name'> {
  const text = readFileSync(join(folder, 'collections.json'), 'utf8');
  const { needsMongodb = false, collections } = BSON.EJSON.parse(text, { relaxed: false });
  return { needsMongodb, collections };
}

export function isFerretdb({ name }: TestServer): boolean {
  return name.startsWith('FerretDB');
}

/** Makes the collections of a schema, with their validators, indexes and documents. */
export async function loadMongodbSchema(url: string, schema: MongodbSchema): Promise<void> {
  await withMongodb(url, async (client) => {
    const db = client.db();
    for (const { name, options = {}, indexes = [], documents = [] } of schema.collections) {
      await makeCollection(db, name, options);
      for (const { key, ...rest } of indexes) await db.collection(name).createIndex(key, rest);
      if (documents.length > 0) await db.collection(name).insertMany([...documents]);
    }
  });
}

/** FerretDB takes a validator by `collMod` only, and drops one that a collection is made with silently. */
async function makeCollection(db: Db, name: string, options: CollectionOptions): Promise<void> {
  const { validator, validationLevel, validationAction, ...others } = options;
  await db.createCollection(name, others as Document);
  if (validator === undefined) return;
  await db.command({
    collMod: name,
    validator,
    validationLevel: validationLevel ?? 'strict',
    validationAction: validationAction ?? 'error',
  });
}

/** What MongoDB would list of a schema, and what its documents are like. */
export function rowsOf({ collections }: MongodbSchema): CatalogRows {
  const plain = JSON.parse(BSON.EJSON.stringify(collections)) as typeof collections;
  const rows = collections
    .map(({ name, type = 'collection', documents = [] }, index) => {
      const { options = {}, indexes = [] } = plain[index]!;
      const observation = newObservation();
      for (const document of documents)
        observe(observation, { _id: new BSON.ObjectId(), ...document });
      return {
        name,
        type,
        options: revived(options),
        indexes: indexes.map(indexRow).sort((a, b) => compareCodeUnits(a.name, b.name)),
        sample: documents.length === 0 ? null : { documents: documents.length, observation },
      };
    })
    .sort((a, b) => compareCodeUnits(a.name, b.name));
  return {
    version: [8, 0],
    collections: rows.filter(({ type }) => type !== 'view'),
    others: rows.filter(({ type }) => type === 'view'),
  };
}

/** Dates and the like are objects again, where numbers are plain. */
function revived(options: CollectionOptions): CollectionOptions {
  return BSON.EJSON.parse(JSON.stringify(options)) as CollectionOptions;
}

function indexRow({
  key,
  name,
  ...options
}: CreateIndexesOptions & { readonly key: Document }): IndexRow {
  const named =
    name ??
    Object.entries(key)
      .map(([path, kind]) => `${path}_${kind}`)
      .join('_');
  const { weights, ...rest } = options;
  const texts = Object.entries(key).filter(([, kind]) => kind === 'text');
  if (texts.length === 0) return { ...(rest as Omit<IndexRow, 'key' | 'name'>), name: named, key };
  return {
    ...(rest as Omit<IndexRow, 'key' | 'name'>),
    name: named,
    key: { _fts: 'text', _ftsx: 1 },
    weights: { ...weights, ...Object.fromEntries(texts.map(([path]) => [path, 1])) },
    language_override: options.language_override ?? 'language',
  };
}

/** A validator, and documents of which some meet it. */
export interface Tried {
  readonly validator: Document;
  readonly accepts: readonly Document[];
  readonly refuses: readonly Document[];
}

/** What a server says otherwise. */
export interface Answers {
  readonly wrong: readonly string[];
  /** Validators that it does not take. */
  readonly unknown: readonly string[];
}

/** Puts each document into a collection with its validator. */
export async function askServer(server: TestServer, tried: readonly Tried[]): Promise<Answers> {
  return withMongodb(server.url, async (client) => {
    const db = client.db(`validators_${new BSON.ObjectId().toHexString()}`);
    const wrong: string[] = [];
    const unknown: string[] = [];
    for (const [index, { validator, accepts, refuses }] of tried.entries()) {
      const name = `c${index}`;
      const text = BSON.EJSON.stringify(validator);
      try {
        await makeCollection(db, name, { validator });
      } catch (error) {
        if (!/Unknown \$jsonSchema keyword|data type alias/i.test(String(error))) throw error;
        unknown.push(text);
        continue;
      }
      for (const document of [...accepts, ...refuses]) {
        const isTaken = await takes(db, name, document);
        if (isTaken === accepts.includes(document)) continue;
        const verdict = isTaken ? 'takes' : 'refuses';
        wrong.push(`${text} ${verdict} ${BSON.EJSON.stringify(document)}`);
      }
    }
    await db.dropDatabase();
    return { wrong, unknown };
  });
}

async function takes(db: Db, collection: string, document: Document): Promise<boolean> {
  try {
    await db.collection(collection).insertOne({ ...document });
    return true;
  } catch {
    return false;
  }
}
