import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  city,
  decimal,
  email,
  integer,
  listOf,
  optional,
  recent,
  ref,
  streetAddress,
  words,
} from '../../../generators/catalog.ts';
import type { TableFacts } from '../../../src/schema/facts.ts';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMongodb,
  withMongodb,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';

const TABLES: Readonly<Record<string, TableFacts>> = {
  orgs: {
    table: 'orgs',
    columns: { _id: 'objectId not null', name: 'string not null' },
    primaryKey: ['_id'],
  },
  users: {
    table: 'users',
    columns: {
      _id: 'objectId not null',
      org_id: 'objectId not null',
      email: 'string not null',
      profile: 'object not null',
      'profile.address': 'object not null optional',
      'profile.address.street': 'string not null',
      'profile.address.city': 'string not null',
      age: 'int not null optional',
      score: 'double not null',
      credits: 'long not null',
      balance: 'decimal not null',
      created_at: 'date not null',
      tags: 'string[] not null',
    },
    primaryKey: ['_id'],
    unique: [['email']],
    references: [{ columns: ['org_id'], to: 'orgs', key: ['_id'] }],
  },
  visits: {
    table: 'visits',
    columns: { _id: 'int not null', user_id: 'objectId optional' },
    primaryKey: ['_id'],
    references: [{ columns: ['user_id'], to: 'users', key: ['_id'] }],
  },
};

function people(users = 300): LooseFactory {
  const factory = looseFactory(TABLES, 'mongodb');
  factory.define('orgs', { count: 10, shape: { name: words() } });
  factory.define('users', {
    count: users,
    shape: {
      org_id: ref('orgs'),
      email: email(),
      profile: { address: optional('20%', { street: streetAddress(), city: city() }) },
      age: optional('10%', integer({ min: 18, max: 90 })),
      score: integer(),
      credits: integer(),
      balance: decimal({ scale: 2 }),
      created_at: recent(),
      tags: listOf(words()),
    },
  });
  factory.define('visits', {
    count: 50,
    shape: { user_id: optional('20%', ref('users')) },
  });
  factory.scenario('large-org', ({ add }) => {
    const org = add('orgs', { name: 'Globex' });
    add('users', 40, { org_id: org });
  });
  return factory;
}

forEachMongodb((server) => {
  let database: TestDatabase;
  let url: string;
  let name: string;
  beforeEach(async () => {
    database = await createDatabase(server, 'up_down');
    url = database.url;
    name = new URL(url).pathname.slice(1);
  });
  afterEach(() => database.drop());

  const inDatabase = <T>(use: (client: MongoClient) => Promise<T>): Promise<T> =>
    withMongodb(server.url, use);
  const count = (collection: string): Promise<number> =>
    inDatabase((client) => client.db(name).collection(collection).countDocuments());
  const documents = (collection: string): Promise<object[]> =>
    inDatabase(async (client) => {
      const found = await client.db(name).collection(collection).find().toArray();
      return found.map(({ _id, ...rest }) => rest);
    });
  const collections = (): Promise<string[]> =>
    inDatabase(async (client) =>
      (await client.db(name).listCollections().toArray()).map((each) => each.name).sort(),
    );

  describe('up', () => {
    it('writes the documents that factory.row gives, each number of its BSON type', async () => {
      const factory = people();
      const result = await factory.up({ url });
      expect(result.rows).toEqual({ orgs: 10, users: 300, visits: 50 });
      const client = new MongoClient(server.url, { promoteValues: false });
      const found = await client.db(name).collection('users').find().sort({ _id: 1 }).toArray();
      await client.close();
      const rows = factory.rows('users', { from: 0, to: 300 });
      const byId = new Map(rows.map((row) => [row['_id'], row]));
      expect(found).toHaveLength(300);
      for (const user of found) {
        const row = byId.get(String(user._id))!;
        expect(user['score']._bsontype).toBe('Double');
        expect(user['credits']._bsontype).toBe('Long');
        expect(user['balance']._bsontype).toBe('Decimal128');
        expect(Number(user['balance'])).toBe(Number(row['balance']));
        expect(user['org_id'].toHexString()).toBe(row['org_id']);
        expect(user['profile']).toEqual(row['profile']);
        expect('age' in user).toBe('age' in row);
        if ('age' in user) expect(user['age']._bsontype).toBe('Int32');
      }
    });

    it('does nothing the second time, and refuses other definitions', async () => {
      await people().up({ url });
      expect((await people().up({ url })).unchanged).toBe(true);
      expect((await rejection(people(301).up({ url }))).code).toBe('TARGET_SEEDED');
      expect(await count('users')).toBe(300);
    });

    it('lays a scenario on the base without changing it', async () => {
      await people().up({ url });
      const { rows } = await people().up({ url, scenario: 'large-org' });
      expect(rows).toEqual({ orgs: 1, users: 40 });
      expect(await count('users')).toBe(340);
    });

    it('refuses collections with documents of others, or adds to them where it is told to', async () => {
      await inDatabase((client) => client.db(name).collection('users').insertOne({ mine: true }));
      expect((await rejection(people().up({ url }))).code).toBe('TARGET_NOT_EMPTY');
      await people().up({ url, append: true });
      expect(await count('users')).toBe(301);
      await people().down({ url });
      expect(await count('users')).toBe(1);
    });

    it('refuses definitions of another kind of database', async () => {
      const factory = looseFactory({
        t: { table: 'public.t', columns: { id: 'integer not null' } },
      });
      factory.define('t', { count: 1, shape: { id: 1 } });
      const error = await rejection(factory.up({ url }));
      expect(error.code).toBe('DEFINITIONS_STALE');
      expect(error.message).toContain('generated from PostgreSQL');
    });

    it('names the document that a validator refuses, and leaves nothing', async () => {
      await inDatabase(async (client) => {
        const db = client.db(name);
        const validator = {
          $jsonSchema: { properties: { score: { bsonType: 'double', maximum: 400 } } },
        };
        await db.createCollection('users');
        await db.command({ collMod: 'users', validator, validationAction: 'error' });
      });
      const factory = people();
      factory.define('users', {
        shape: { score: ({ index }: { index: number }) => index * 3 },
      });
      const error = await rejection(factory.up({ url }));
      expect(error.code).toBe('ROW_REJECTED');
      expect(error.message).toMatch(/a document of users: it fails the validator.*row 134\)/);
      expect(await collections()).toEqual(['users']);
      expect(await count('users')).toBe(0);
    });

    it('names the document that is too large, and leaves nothing', async () => {
      const factory = people(20);
      const large = ({ index }: { index: number }) => (index === 7 ? 'x'.repeat(17_000_000) : 'x');
      factory.define('users', { shape: { email: large } });
      const error = await rejection(factory.up({ url }));
      expect(error.code).toBe('ROW_REJECTED');
      expect(error.message).toContain('larger than the 16 MB that MongoDB takes (users, row 7)');
      expect(error.message.length).toBeLessThan(400);
      expect(await collections()).toEqual([]);
    });

    it('names the key that another document has', async () => {
      await inDatabase((client) =>
        client.db(name).collection('orgs').createIndex({ name: 1 }, { unique: true }),
      );
      const factory = people();
      factory.define('orgs', { shape: { name: 'the same' } });
      const error = await rejection(factory.up({ url }));
      expect(error.code).toBe('ROW_REJECTED');
      expect(error.message).toContain('another document has the same key');
      expect(error.message).not.toContain('dup key');
      expect(await count('orgs')).toBe(0);
    });

    it('takes down what it wrote where it is interrupted', async () => {
      const abort = new AbortController();
      const error = await rejection(
        people(20_000).up({
          url,
          signal: abort.signal,
          onProgress: ({ table, rows }) => {
            if (table === 'users' && rows > 4000) abort.abort();
          },
        }),
      );
      expect(error.code).toBe('INTERRUPTED');
      expect(await collections()).toEqual([]);
    });

    it('waits for who holds the lock, and says who that is', async () => {
      await inDatabase((client) =>
        client
          .db(name)
          .collection<{ _id: string; holder: string; owner: string; until: Date }>(
            'gen_factories_lock',
          )
          .insertOne({
            _id: 'lock',
            holder: 'x',
            owner: 'ci-runner:42',
            until: new Date(Date.now() + 60_000),
          }),
      );
      const error = await rejection(people().up({ url }));
      expect(error.code).toBe('TARGET_BUSY');
      expect(error.message).toContain('ci-runner:42');
    });
  });

  describe('down', () => {
    it('leaves the database as it was, also what a run that died has left', async () => {
      await people().up({ url });
      await inDatabase((client) =>
        client
          .db(name)
          .collection('gen_factories_runs')
          .updateMany({}, { $set: { state: 'loading', tables: [] } }),
      );
      const { deleted, orphans } = await people().down({ url });
      expect(deleted).toEqual({ orgs: 10, users: 300, visits: 50 });
      expect(orphans).toBe(0);
      expect(await collections()).toEqual([]);
    });

    it('leaves documents of others, without their references to ours', async () => {
      const factory = people();
      await factory.up({ url });
      const org = factory.row('orgs', 3)['_id'] as string;
      const user = factory.row('users', 7)['_id'] as string;
      await inDatabase(async (client) => {
        const { ObjectId } = await import('mongodb');
        const db = client.db(name);
        await db
          .collection('users')
          .insertOne({ email: 'app@example.test', org_id: new ObjectId(org) });
        await db.collection('visits').insertOne({ user_id: new ObjectId(user) });
        await db.collection('visits').insertOne({ page: '/' });
      });
      expect(await factory.down({ url })).toMatchObject({ deleted: { users: 300, visits: 50 } });
      expect(await documents('users')).toEqual([{ email: 'app@example.test' }]);
      expect(await documents('visits')).toEqual([{}, { page: '/' }]);
    });

    it('keeps documents that a rule would not have without a reference, and counts them', async () => {
      await inDatabase(async (client) => {
        const db = client.db(name);
        const org_id = { bsonType: ['objectId', 'null'] };
        const user_id = { bsonType: 'objectId' };
        const validators = {
          users: { $jsonSchema: { required: ['org_id'], properties: { org_id } } },
          visits: {
            $or: [
              { $jsonSchema: { required: ['user_id'], properties: { user_id } } },
              { page: '/' },
              { _id: { $type: 'int' } },
            ],
          },
        };
        for (const [collection, validator] of Object.entries(validators)) {
          await db.createCollection(collection);
          await db.command({ collMod: collection, validator, validationAction: 'error' });
        }
      });
      const factory = people();
      await factory.up({ url });
      const org = factory.row('orgs', 3)['_id'] as string;
      const user = factory.row('users', 7)['_id'] as string;
      const { ObjectId } = await import('mongodb');
      await inDatabase(async (client) => {
        const db = client.db(name);
        await db.collection('users').insertOne({ email: 'a@b.test', org_id: new ObjectId(org) });
        await db
          .collection('visits')
          .insertMany([
            { user_id: new ObjectId(user) },
            { user_id: new ObjectId(user), page: '/' },
            { user_id: new ObjectId(user), page: '/about' },
          ]);
      });
      const { deleted, dangling } = await factory.down({ url });
      expect(deleted).toEqual({ orgs: 10, users: 300, visits: 50 });
      expect(dangling).toEqual({ 'visits.user_id': 2 });
      expect(await documents('users')).toEqual([{ email: 'a@b.test', org_id: null }]);
      expect(await documents('visits')).toEqual([
        { user_id: new ObjectId(user) },
        { page: '/' },
        { user_id: new ObjectId(user), page: '/about' },
      ]);
      expect(await collections()).toEqual(['users', 'visits']);
    });

    it('does nothing where nothing was written', async () => {
      expect(await people().down({ url })).toMatchObject({ deleted: {}, orphans: 0 });
      expect(await collections()).toEqual([]);
    });
  });
});
