import { afterEach, beforeEach, expect, it } from 'vitest';
import { words } from '../../../generators/text.ts';
import {
  createDatabase,
  forEachMongodb,
  withMongodb,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';

function factoryOf(): LooseFactory {
  const tables = Object.fromEntries(
    ['clashing', 'sound'].map((name) => [
      name,
      {
        table: name,
        columns: { _id: 'objectId not null', name: 'string not null' },
        primaryKey: ['_id'],
      },
    ]),
  );
  const factory = looseFactory(tables, 'mongodb');
  for (const table of Object.keys(tables))
    factory.define(table, { count: 10, shape: { name: words() } });
  return factory.define('clashing', { shape: { name: 'Ada' } });
}

forEachMongodb((server) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase(server, 'partial');
    // An index that the definitions do not know.
    await withMongodb(database.url, async (client) => {
      await client.db().collection('clashing').createIndex({ name: 1 }, { unique: true });
    });
  });
  afterEach(() => database.drop());

  it('a load that may be partial has all collections but those that are refused', async () => {
    const { url } = database;
    const count = (name: string): Promise<number> =>
      withMongodb(url, (client) => client.db().collection(name).countDocuments());
    const result = await factoryOf().up({ url, partial: true });
    expect(result.rows).toEqual({ sound: 10 });
    expect(result.errors['clashing']!.code).toBe('ROW_REJECTED');
    expect([await count('sound'), await count('clashing')]).toEqual([10, 0]);
    expect((await factoryOf().up({ url, partial: true })).unchanged).toBe(true);
    await factoryOf().down({ url });
    expect([await count('sound'), await count('clashing')]).toEqual([0, 0]);
  });
});
