import type { Collection, ObjectId } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  code,
  integer,
  listOf,
  mapOf,
  mixed,
  recent,
  record,
  ref,
  unique,
  words,
} from '../../../generators/catalog.ts';
import type { TableFacts } from '../../../src/schema/facts.ts';
import {
  createDatabase,
  forEachMongodb,
  withMongodb,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';

const ID = { _id: 'objectId not null' };

const TABLES: Readonly<Record<string, TableFacts>> = {
  // Before what its documents lead to: nothing has to be there first.
  teams: {
    table: 'teams',
    columns: {
      ...ID,
      memberIds: 'objectId[] not null optional',
      items: 'object[] not null optional',
      'items.product': 'objectId not null',
      'items.sku': 'string not null',
      'items.quantity': 'long not null',
      'items.at': 'date not null',
      orders: 'object[] not null optional',
      'orders.lines': 'object[] not null',
      'orders.lines.product': 'objectId not null',
      limits: 'map(int) not null',
      value: 'union(int, string, object) not null',
    },
    primaryKey: ['_id'],
    unique: [['items.sku']],
    references: [
      { columns: ['memberIds'], to: 'users', key: ['_id'] },
      { columns: ['items.product'], to: 'products', key: ['_id'] },
      { columns: ['orders.lines.product'], to: 'products', key: ['_id'] },
    ],
  },
  users: { table: 'users', columns: ID, primaryKey: ['_id'] },
  products: { table: 'products', columns: { ...ID, name: 'string not null' }, primaryKey: ['_id'] },
};

function shop(): LooseFactory {
  const factory = looseFactory(TABLES, 'mongodb');
  factory.define('users', { count: 50, shape: {} });
  factory.define('products', { count: 30, shape: { name: words() } });
  const item = {
    product: ref('products'),
    sku: unique(code()),
    quantity: integer({ min: 1, max: 9 }),
    at: recent(),
  };
  return factory.define('teams', {
    count: 40,
    shape: {
      memberIds: listOf(ref('users'), { max: 5 }),
      items: listOf(record(item), { min: 1, max: 4 }) as never,
      orders: listOf(record({ lines: listOf(record({ product: ref('products') })) })) as never,
      limits: mapOf(words(), integer(), { min: 1 }),
      value: mixed([0.4, integer()], [0.4, words()], [0.2, { a: 1 }]) as never,
    },
  });
}

interface Team {
  readonly _id: ObjectId;
  readonly memberIds?: readonly ObjectId[];
  readonly items?: readonly { readonly product: ObjectId; readonly note?: string }[];
  readonly orders?: readonly { readonly lines: readonly { readonly product: ObjectId }[] }[];
}

forEachMongodb((server) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(server, 'lists');
  });
  afterEach(() => database.drop());

  const teams = <T>(use: (collection: Collection<Team>) => Promise<T>): Promise<T> =>
    withMongodb(database.url, (client) => use(client.db().collection<Team>('teams')));

  describe('references in lists', () => {
    it('are written as keys, under a unique index on a field of documents', async () => {
      await teams((collection) => collection.createIndex({ 'items.sku': 1 }, { unique: true }));
      const factory = shop();
      await factory.up({ url: database.url });
      const found = await teams((collection) => collection.find().toArray());
      const rows = new Map(factory.rows('teams').map((row) => [row['_id'], row]));
      for (const team of found) {
        const row = rows.get(String(team._id)) as unknown as Team;
        expect(team.memberIds!.map(String)).toEqual(row.memberIds);
        expect(team.items!.map(({ product }) => product.toHexString())).toEqual(
          row.items!.map(({ product }) => product),
        );
      }
      const lookup = await teams((collection) =>
        collection
          .aggregate<{ found: number; wanted: number }>([
            { $unwind: '$memberIds' },
            {
              $lookup: { from: 'users', localField: 'memberIds', foreignField: '_id', as: 'user' },
            },
            { $match: { user: { $size: 0 } } },
          ])
          .toArray(),
      );
      expect(lookup).toEqual([]);
      expect((await factory.down({ url: database.url })).deleted).toEqual({
        teams: 40,
        users: 50,
        products: 30,
      });
    });

    it('are pulled out of documents of others, which stay', async () => {
      const factory = shop();
      await factory.up({ url: database.url });
      const { ObjectId: Id } = await import('mongodb');
      const idOf = (table: string, index: number): ObjectId =>
        new Id(factory.row(table, index)['_id'] as string);
      const theirs = new Id();
      await teams((collection) =>
        collection.insertMany([
          { _id: new Id(), memberIds: [idOf('users', 3), theirs, idOf('users', 4)] },
          {
            _id: new Id(),
            items: [
              { product: idOf('products', 1), note: 'ours' },
              { product: theirs, note: 'theirs' },
            ],
          },
          {
            _id: new Id(),
            orders: [
              { lines: [{ product: idOf('products', 2) }, { product: theirs }] },
              { lines: [{ product: theirs }] },
            ],
          },
          // As another program may have it: no list.
          { _id: new Id(), memberIds: idOf('users', 5) as never },
        ]),
      );
      const { deleted, dangling } = await factory.down({ url: database.url });
      expect(deleted).toEqual({ teams: 40, users: 50, products: 30 });
      expect(dangling).toEqual({ 'teams.memberIds': 1 });
      const left = await teams((collection) => collection.find().toArray());
      expect(left.map(({ _id, ...rest }) => rest)).toEqual([
        { memberIds: [theirs] },
        { items: [{ product: theirs, note: 'theirs' }] },
        { orders: [{ lines: [{ product: theirs }] }, { lines: [{ product: theirs }] }] },
        { memberIds: idOf('users', 5) },
      ]);
    });
  });

  describe('maps and values of several types', () => {
    it('are written as they are', async () => {
      const factory = shop();
      await factory.up({ url: database.url });
      const found = await teams((collection) => collection.find().toArray());
      const rows = new Map(factory.rows('teams').map((row) => [row['_id'], row]));
      for (const team of found as unknown as { _id: ObjectId; limits: object; value: unknown }[]) {
        const row = rows.get(String(team._id))!;
        expect(team.limits).toEqual(row['limits']);
        expect(team.value).toEqual(row['value']);
      }
      const kinds = found.map((team) => typeof (team as unknown as { value: unknown }).value);
      expect(new Set(kinds)).toEqual(new Set(['number', 'string', 'object']));
    });
  });
});
