import { createHash } from 'node:crypto';
import { BSON, type Db, type Document } from 'mongodb';
import { withMongodb } from '../../support/servers.ts';
import type { Definitions } from './definitions.ts';

/**
 * The references of definitions that lead nowhere: those in lists, and in documents of lists, among them.
 *
 * @returns the broken references, each with the number of documents
 */
export async function brokenReferences(url: string, { tables }: Definitions): Promise<string[]> {
  const broken: string[] = [];
  await withMongodb(url, async (client) => {
    for (const { table, references = [] } of Object.values(tables)) {
      for (const { columns, to, key } of references) {
        const [path = '', field = ''] = [columns[0], key[0]];
        const found = await orphans(client.db(), table, path, tables[to]!.table, field);
        if (found > 0) broken.push(`${table}.${path} → ${to}: ${found} documents`);
      }
    }
  });
  return broken;
}

async function orphans(
  db: Db,
  collection: string,
  path: string,
  parents: string,
  key: string,
): Promise<number> {
  const keys = new Set<string>();
  for await (const parent of db.collection(parents).find({}, { projection: { [key]: 1 } })) {
    keys.add(String(valuesAt(parent, key.split('.'))[0]));
  }
  let found = 0;
  for await (const document of db.collection(collection).find({})) {
    const values = valuesAt(document, path.split('.'));
    if (values.some((value) => !keys.has(String(value)))) found += 1;
  }
  return found;
}

/** The values at a path, through lists and the keys of maps. */
function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return value === null || value === undefined ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  if (name === '*') return Object.values(value).flatMap((member) => valuesAt(member, rest));
  // The driver reads a document of `$ref` and `$id` as an object of its own.
  const member = 'oid' in value && name === '$id' ? value.oid : (value as Document)[name];
  return valuesAt(member, rest);
}

/** Documents of every collection that has any, our ledger's among them. */
export async function countDocuments(url: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  await withMongodb(url, async (client) => {
    for (const { name, type } of await client.db().listCollections().toArray()) {
      if (type === 'view') continue;
      const count = await client.db().collection(name).countDocuments();
      if (count > 0) counts[name] = count;
    }
  });
  return counts;
}

/** A hash of all documents of some collections: every type of every number counts. */
export async function hashDocuments(url: string, names: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  await withMongodb(url, async (client) => {
    for (const name of names) {
      const documents = client.db().collection(name).find({}, { raw: false, promoteValues: false });
      const texts: string[] = [];
      for await (const document of documents) {
        texts.push(BSON.EJSON.stringify(document, { relaxed: false }));
      }
      for (const text of texts.sort()) hash.update(text);
    }
  });
  return hash.digest('hex');
}

/** Leaves the collections, with their validators and indexes, and nothing in them. */
export async function emptyCollections(url: string): Promise<void> {
  await withMongodb(url, async (client) => {
    for (const { name, type } of await client.db().listCollections().toArray()) {
      if (type === 'collection') await client.db().collection(name).deleteMany({});
    }
  });
}
