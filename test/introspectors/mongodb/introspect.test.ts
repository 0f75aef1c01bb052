import { BSON } from 'mongodb';
import { afterEach, expect, it } from 'vitest';
import { introspectMongodb } from '../../../introspectors/mongodb/introspect.ts';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { openMongodb } from '../../../src/connections/mongodb.ts';
import { canonicalJson } from '../../../src/schema/canonical-json.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';
import { loadMongodbSchema, mongodbFixtures } from '../../support/mongodb-schemas.ts';
import {
  createDatabase,
  forEachMongodb,
  withMongodb,
  type TestDatabase,
} from '../../support/servers.ts';

forEachMongodb((server) => {
  const made: TestDatabase[] = [];
  afterEach(async () => {
    for (const database of made.splice(0)) await database.drop();
  });

  async function newDatabase(): Promise<string> {
    const database = await createDatabase(server, 'introspect');
    made.push(database);
    return database.url;
  }

  it('puts no value of a document into the model', async () => {
    const url = await newDatabase();
    const schema = mongodbFixtures().find(({ name }) => name === 'mongodb/documents')!;
    await loadMongodbSchema(url, schema);
    const model = canonicalJson(await introspect(url));
    const documents = schema.collections.flatMap((each) => each.documents ?? []);
    const collections = new Set(schema.collections.map(({ name }) => name));
    const names = namesIn(JSON.parse(model));
    const values = [...new Set(documents.flatMap(valuesIn))].filter(
      (value) => value.length > 3 && !collections.has(value) && !names.has(value),
    );
    expect(values.length).toBeGreaterThan(100);
    expect(values.filter((value) => model.includes(JSON.stringify(value)))).toEqual([]);
  });

  it('takes what a reference of the driver leads to for data, unless it is a collection', async () => {
    const url = await newDatabase();
    await withMongodb(url, async (client) => {
      const db = client.db();
      await db.createCollection('people');
      const [to, nowhere] = ['people', 'somebody'].map(
        (name) => new BSON.DBRef(name, new BSON.ObjectId()),
      );
      await db.collection('tasks').insertOne({ to, nowhere });
    });
    const tasks = (await introspect(url)).tables.find(({ name }) => name === 'tasks');
    const typeOf = (name: string) => tasks?.columns.find((column) => column.name === name)?.type;
    expect(typeOf('to.$ref')).toEqual({ kind: 'enum', labels: ['people'] });
    expect(typeOf('nowhere.$ref')).toMatchObject({ kind: 'text' });
  });

  it('reads any documents of a large collection', async () => {
    const url = await newDatabase();
    await withMongodb(url, async (client) => {
      const documents = Array.from({ length: 2500 }, (_, index) => ({
        name: 'x',
        ...(index % 2 === 0 && { half: index }),
      }));
      await client.db().collection('large').insertMany(documents);
    });
    const { tables } = await introspect(url);
    expect(tables[0]?.inferred).toEqual({ documents: 1000 });
    const half = tables[0]?.columns.find(({ name }) => name === 'half');
    expect(half?.inferred?.present).toBeGreaterThanOrEqual(0.4);
    expect(half?.inferred?.present).toBeLessThanOrEqual(0.6);
  });

  it('reads no documents where none are wanted', async () => {
    const url = await newDatabase();
    await withMongodb(url, (client) => client.db().collection('c').insertOne({ name: 'x' }));
    const connection = await openMongodb(url);
    const { tables } = await introspectMongodb(connection, { sampleSize: 0 });
    await connection.close();
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual(['_id']);
  });

  it('believes documents more than names', async () => {
    const url = await newDatabase();
    await withMongodb(url, async (client) => {
      const db = client.db();
      const people = Array.from({ length: 20 }, () => ({ _id: new BSON.ObjectId() }));
      await db.collection('users').insertMany(people);
      await db.collection('teams').insertMany(people.map(() => ({ name: 'x' })));
      await db
        .collection('tasks')
        .insertMany(
          people.map(({ _id }) => ({ teamId: _id, subject: _id, userId: new BSON.ObjectId() })),
        );
    });
    const tasks = (await introspect(url)).tables.find(({ name }) => name === 'tasks');
    const found = tasks?.references.map(({ columns, target }) => [...columns, target.table.name]);
    expect(found).toEqual([['subject', 'users']]);
  });

  it('leaves out what is ours, and the databases own', async () => {
    const url = await newDatabase();
    await withMongodb(url, async (client) => {
      for (const name of ['gen_factories_runs', 'orders']) await client.db().createCollection(name);
    });
    expect((await introspect(url)).tables.map(({ name }) => name)).toEqual(['orders']);
  });

  it('says that there is nothing, or that there is no such schema', async () => {
    const url = await newDatabase();
    await expect(introspect(url)).rejects.toMatchObject({ code: 'SCHEMA_EMPTY' });
    await expect(introspect(url, ['public'])).rejects.toMatchObject({ code: 'SCHEMA_NOT_FOUND' });
  });
});

async function introspect(url: string, schemas?: readonly string[]): Promise<SchemaModel> {
  const introspector = await openIntrospector(url);
  try {
    return await introspector.introspect({ schemas });
  } finally {
    await introspector.close();
  }
}

/** Names of fields, as words of their own: `city`, of `address.city`. */
function namesIn(model: SchemaModel): ReadonlySet<string> {
  return new Set(
    model.tables.flatMap(({ columns }) => columns.flatMap(({ name }) => name.split('.'))),
  );
}

/** Every text and number, and every name of a field or key of a map, at any depth. */
function valuesIn(value: unknown): readonly string[] {
  if (value === null || typeof value === 'boolean') return [];
  if (typeof value !== 'object') return [String(value)];
  if ('_bsontype' in value || value instanceof Date) return [String(value)];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return [...names, ...Object.values(value).flatMap(valuesIn)];
}
