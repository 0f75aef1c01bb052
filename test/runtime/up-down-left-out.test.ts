import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { words } from '../../generators/text.ts';
import { ref } from '../../generators/reference.ts';
import type { TableFacts } from '../../src/schema/facts.ts';
import { select, snapshot } from '../engines/support/database.ts';
import { looseFactory, type LooseFactory } from '../engines/support/loose-factory.ts';
import { SHOP_DDL, shopFactory } from '../engines/support/shop.ts';
import { rejection, thrown } from '../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

const ID = 'integer not null serial';

/** Two tables that need each other, what hangs on them, a key beyond all help, and a bystander. */
const DDL = `
  CREATE TABLE a (id serial PRIMARY KEY, b_id integer NOT NULL);
  CREATE TABLE b (id serial PRIMARY KEY, a_id integer NOT NULL REFERENCES a);
  ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;
  CREATE TABLE child (id serial PRIMARY KEY, a_id integer NOT NULL REFERENCES a);
  CREATE TABLE friend (id serial PRIMARY KEY, a_id integer REFERENCES a, note text, UNIQUE (a_id, note));
  CREATE TABLE "Odd" (doc money PRIMARY KEY);
  CREATE TABLE soft (id serial PRIMARY KEY, odd_doc money NOT NULL);
  CREATE TABLE tags (id serial PRIMARY KEY, name text NOT NULL)`;

const TABLES: Readonly<Record<string, TableFacts>> = {
  a: {
    table: 'public.a',
    columns: { id: ID, b_id: 'integer not null' },
    primaryKey: ['id'],
    references: [{ columns: ['b_id'], to: 'b', key: ['id'] }],
  },
  b: {
    table: 'public.b',
    columns: { id: ID, a_id: 'integer not null' },
    primaryKey: ['id'],
    references: [{ columns: ['a_id'], to: 'a', key: ['id'] }],
  },
  child: {
    table: 'public.child',
    columns: { id: ID, a_id: 'integer not null' },
    primaryKey: ['id'],
    references: [{ columns: ['a_id'], to: 'a', key: ['id'] }],
  },
  friend: {
    table: 'public.friend',
    columns: { id: ID, a_id: 'integer', note: 'text' },
    primaryKey: ['id'],
    unique: [['a_id', 'note']],
    references: [{ columns: ['a_id'], to: 'a', key: ['id'] }],
  },
  odd: { table: 'public.Odd', columns: { doc: 'money not null' }, primaryKey: ['doc'] },
  soft: {
    table: 'public.soft',
    columns: { id: ID, odd_doc: 'money not null' },
    primaryKey: ['id'],
  },
  tags: { table: 'public.tags', columns: { id: ID, name: 'text not null' }, primaryKey: ['id'] },
};

function factoryOf(tables = TABLES): LooseFactory {
  const factory = looseFactory(tables);
  for (const table of ['a', 'b', 'child', 'friend', 'soft']) factory.define(table, { count: 10 });
  factory.define('friend', { shape: { a_id: ref('a'), note: 'hello' } });
  // No foreign key says so, and still it needs a row of the other table.
  factory.define('soft', { shape: { odd_doc: ref('odd') } });
  factory.define('odd', { count: 5, shape: { doc: '1.00' } });
  return factory.define('tags', { count: 20, shape: { name: words() } });
}

const CIRCLE = "These tables need each other's rows first: a.b_id → b, b.a_id → a";
const LEFT_OUT = {
  'public.a': CIRCLE,
  'public.b': CIRCLE,
  'public.child': 'needs rows of "a", which is skipped',
  'public.Odd': 'Nothing in primary key (doc) of "odd" can be made unique',
  'public.soft': 'needs rows of "odd", which is skipped',
};

forEachServer((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'left_out');
    url = database.url;
  });
  afterEach(() => database.drop());

  describe('tables that cannot be filled', () => {
    beforeEach(() => runSql(url, DDL));

    it('are left out, with the reason, and no other', async () => {
      const before = await snapshot(url);
      const factory = factoryOf();
      const result = await factory.up({ url });
      expect(result.rows).toEqual({ 'public.friend': 10, 'public.tags': 20 });
      expect(result.skipped).toEqual(LEFT_OUT);
      expect(factory.plan().skipped).toEqual(LEFT_OUT);
      expect(await select(url, 'SELECT * FROM tags ORDER BY id')).toEqual(factory.rows('tags'));
      expect(await select(url, 'SELECT * FROM friend ORDER BY id')).toEqual(factory.rows('friend'));
      expect(factory.row('friend', 9)).toEqual({ id: 10, a_id: null, note: 'hello' });
      expect(thrown(() => factory.row('child', 0)).code).toBe('REFERENCE_CYCLE');
      expect(thrown(() => factory.row('soft', 0)).code).toBe('KEY_UNSOLVED');

      const again = await factoryOf().up({ url });
      expect(again).toMatchObject({ unchanged: true, rows: {}, skipped: LEFT_OUT });
      expect((await factory.down({ url })).deleted).toEqual(result.rows);
      expect(await snapshot(url)).toEqual(before);
    });

    it('come back when their counts are set to 0 or their circle is broken', () => {
      const factory = factoryOf();
      for (const table of ['a', 'b', 'child', 'odd', 'soft']) factory.define(table, { count: 0 });
      expect(factory.plan().skipped).toEqual({});
      const [reference] = TABLES['a']!.references!;
      const a = {
        ...TABLES['a']!,
        references: [{ ...reference!, deferrable: 'deferred' as const }],
      };
      const broken = factoryOf({ ...TABLES, a }).define('odd', { count: 1 });
      expect(broken.plan().skipped).toEqual({});
    });

    it.each([
      ['b', 'REFERENCE_CYCLE'],
      ['child', 'REFERENCE_CYCLE'],
      ['odd', 'KEY_UNSOLVED'],
      ['soft', 'KEY_UNSOLVED'],
    ])('are an error where a scenario adds rows to %s', async (table, code) => {
      const before = await snapshot(url);
      const factory = factoryOf().scenario('more', ({ add }) => add(table));
      const error = await rejection(factory.up({ url, scenario: 'more' }));
      expect(error.code).toBe(code);
      expect(await snapshot(url)).toEqual(before);
    });

    it('are no excuse for a count that does not fit', async () => {
      const before = await snapshot(url);
      const factory = factoryOf().define('friend', { shape: { a_id: null } });
      factory.define('soft', { count: 0 }).define('odd', { count: 0 });
      const error = await rejection(factory.up({ url, counts: { a: 0, b: 0, child: 7 } }));
      expect(error.code).toBe('COUNT_OVER_CAPACITY');
      expect(error.message).toContain('7 rows of "child" need more room than 0 rows of "a" have');
      expect(await snapshot(url)).toEqual(before);
    });
  });

  describe('what up() says it wrote', () => {
    beforeEach(() => runSql(url, SHOP_DDL));

    it('is what this call wrote', async () => {
      const base = await shopFactory().up({ url });
      expect(base.rows).toMatchObject({ 'public.orgs': 5, 'public.users': 100 });
      const scenario = await shopFactory().up({ url, scenario: 'large-org' });
      expect(scenario.rows).toEqual({ 'public.orgs': 1, 'public.users': 50 });
      expect((await shopFactory().up({ url, scenario: 'large-org' })).rows).toEqual({});
      await shopFactory().down({ url });
      const both = await shopFactory().up({ url, scenario: 'large-org' });
      expect(both.rows).toMatchObject({ 'public.orgs': 6, 'public.users': 150 });
      expect(Object.keys(both.rows)).toEqual(Object.keys(base.rows));
    });
  });
});
