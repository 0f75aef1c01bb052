import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytes } from '../../../generators/binary.ts';
import { ref } from '../../../generators/reference.ts';
import type { TableFacts } from '../../../src/schema/facts.ts';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';
import { countOf, select, snapshot } from './support/database.ts';

const ID = 'int not null auto_increment';

/** A factory for one table called t, of which every row is alike but for its key. */
function factoryOf(facts: Omit<TableFacts, 'table'>, count: number, shape: object): LooseFactory {
  const factory = looseFactory({ t: { table: 't', ...facts } }, 'mysql');
  return factory.define('t', { count, shape });
}

forEachMysql((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'shapes');
    url = database.url;
  });
  afterEach(() => database.drop());

  /** Seeds tables that have rows of the app's, looks at them, and takes ours away again. */
  async function roundTrip(
    ddl: string,
    factory: LooseFactory,
    check: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    await runMysql(url, ddl);
    const before = await snapshot(url);
    const { rows } = await factory.up({ url, append: true });
    await check();
    expect((await factory.down({ url })).deleted).toEqual(rows);
    expect(await snapshot(url)).toEqual(before);
  }

  describe.each([
    ['LOAD DATA', 300],
    ['INSERT', 30],
  ])('tables written by %s', (_, count) => {
    it('partitioned by range, list and hash, at two levels', () =>
      roundTrip(
        `CREATE TABLE t (id bigint NOT NULL AUTO_INCREMENT, at date NOT NULL, kind int NOT NULL, PRIMARY KEY (id, at, kind))
           PARTITION BY RANGE COLUMNS (at) SUBPARTITION BY HASH (kind) SUBPARTITIONS 2 (
             PARTITION p2024 VALUES LESS THAN ('2025-01-01'),
             PARTITION p2025 VALUES LESS THAN ('2026-01-01'));
         INSERT INTO t VALUES (5000, '2024-05-05', 1)`,
        factoryOf(
          {
            columns: {
              id: 'bigint not null auto_increment',
              at: 'date not null',
              kind: 'int not null',
            },
            primaryKey: ['id', 'at', 'kind'],
          },
          count,
          {
            at: ({ index }: { index: number }) => `${2024 + (index % 2)}-03-0${1 + (index % 9)}`,
            kind: ({ index }: { index: number }) => index % 3,
          },
        ),
        async () => {
          expect(await countOf(url, 't')).toBe(count + 1);
          await runMysql(
            url,
            `INSERT INTO t (at, kind) VALUES ('2025-12-31', 1); DELETE FROM t WHERE at = '2025-12-31'`,
          );
        },
      ));

    it('with columns that the database computes, shows to nobody, or fills', () =>
      roundTrip(
        `CREATE TABLE t (
           id int AUTO_INCREMENT PRIMARY KEY, title varchar(40) NOT NULL,
           slug varchar(40) AS (LOWER(title)) STORED, initial char(1) AS (LEFT(title, 1)) VIRTUAL,
           secret varchar(20) NOT NULL DEFAULT 'x' INVISIBLE, code int NOT NULL DEFAULT 7,
           UNIQUE (slug, id));
         INSERT INTO t (title) VALUES ('App')`,
        factoryOf(
          {
            columns: {
              id: ID,
              title: 'varchar(40) not null',
              slug: 'varchar(40) generated (lower(`title`))',
              initial: 'char(1) generated (left(`title`,1))',
              secret: "varchar(20) not null default 'x'",
              code: 'int not null default 7',
            },
            primaryKey: ['id'],
          },
          count,
          { title: ({ index }: { index: number }) => `Title ${index}`, secret: 'hidden' },
        ),
        async () => {
          const rows = await select(
            url,
            `SELECT slug, initial, secret, code FROM t WHERE title = 'Title 9'`,
          );
          expect(rows).toEqual([{ slug: 'title 9', initial: 'T', secret: 'hidden', code: 7 }]);
        },
      ));

    it('whose defaults are zero dates', () =>
      roundTrip(
        `SET sql_mode = '';
         CREATE TABLE t (
           id int AUTO_INCREMENT, at datetime NOT NULL DEFAULT '0000-00-00 00:00:00', title varchar(20),
           gone date NOT NULL DEFAULT '0000-00-00', PRIMARY KEY (id, at));
         INSERT INTO t (title) VALUES ('App'), ('App 2')`,
        factoryOf(
          {
            columns: {
              id: ID,
              at: `datetime not null default '0000-00-00 00:00:00'`,
              title: 'varchar(20)',
              gone: `date not null default '0000-00-00'`,
            },
            primaryKey: ['id', 'at'],
          },
          count,
          { title: 'Post', at: new Date('2024-01-01T00:00:00Z') },
        ),
        async () => expect(await countOf(url, `t WHERE gone = 0`)).toBe(count + 2),
      ));

    it.each([
      ['binary', 'binary(16)', bytes({ length: 16 })],
      [
        'text of one case',
        'varchar(40) COLLATE utf8mb4_bin',
        ({ index }: { index: number }) => `"k'${index}\\`,
      ],
      ['text of any case', 'varchar(40)', ({ index }: { index: number }) => `É${index}`],
      ['fixed text', 'char(12)', ({ index }: { index: number }) => `c${index}`],
      ['dates', 'datetime(3)', ({ index }: { index: number }) => new Date(1.7e12 + index * 1111)],
      ['decimals', 'decimal(12,3)', ({ index }: { index: number }) => index / 8],
      ['negative numbers', 'bigint', ({ index }: { index: number }) => -index - 1],
      ['numbers with gaps', 'bigint unsigned', ({ index }: { index: number }) => index * 7 + 1],
    ])('with keys that are %s', async (_kind, type, id) => {
      const facts = type === 'varchar(40) COLLATE utf8mb4_bin' ? 'varchar(40) binary' : type;
      await runMysql(
        url,
        `CREATE TABLE t (id ${type} NOT NULL PRIMARY KEY);
         CREATE TABLE likes (t ${type}, FOREIGN KEY (t) REFERENCES t (id))`,
      );
      const before = await snapshot(url);
      const factory = factoryOf(
        // Of what is no text, nobody but the database knows that it is a key.
        {
          columns: { id: `${facts} not null` },
          ...(/char|binary/.test(type) && { primaryKey: ['id'] }),
        },
        count,
        { id },
      );
      await factory.up({ url });
      expect(await countOf(url, 't')).toBe(count);
      await runMysql(url, 'INSERT INTO likes SELECT id FROM t');
      expect((await factory.down({ url })).deleted).toEqual({ t: count, likes: count });
      expect(await snapshot(url)).toEqual(before);
    });

    it('with a unique key only, with one of NULLs, and with none', async () => {
      await runMysql(
        url,
        `CREATE TABLE countries (code varchar(9) PRIMARY KEY);
         CREATE TABLE flags (country varchar(9) NOT NULL UNIQUE, colours json, FOREIGN KEY (country) REFERENCES countries (code));
         CREATE TABLE cards (number int UNIQUE, label varchar(20));
         CREATE TABLE log (at datetime(3), line text, weight double, raw blob, place point, tags set('a','b'));
         INSERT INTO cards VALUES (NULL, 'same'), (NULL, 'same'), (1, 'app');
         INSERT INTO log VALUES ('2025-01-01', 'same', 0.1, x'00ff', NULL, 'a'), ('2025-01-01', 'same', 0.1, x'00ff', NULL, 'b')`,
      );
      const before = await snapshot(url);
      const factory = looseFactory(
        {
          countries: {
            table: 'countries',
            columns: { code: 'varchar(9) not null' },
            primaryKey: ['code'],
          },
          flags: {
            table: 'flags',
            columns: { country: 'varchar(9) not null', colours: 'json' },
            unique: [['country']],
            references: [{ columns: ['country'], to: 'countries', key: ['code'] }],
          },
          cards: { table: 'cards', columns: { number: 'int', label: 'varchar(20)' } },
          log: {
            table: 'log',
            columns: {
              at: 'datetime(3)',
              line: 'text',
              weight: 'double',
              raw: 'blob',
              place: 'point',
              tags: `set('a','b')`,
            },
          },
        },
        'mysql',
      );
      factory.define('countries', { count, shape: { code: ({ index }) => `"c'${index}\\` } });
      factory.define('flags', { count, shape: { country: ref('countries'), colours: ['a', 'b'] } });
      factory.define('cards', { count: 5, shape: { label: 'same' } });
      factory.define('log', {
        count,
        shape: {
          at: new Date('2025-01-01T00:00:00Z'),
          line: 'same',
          weight: 0.1,
          raw: Buffer.from([0, 255]) as never,
          tags: ['a'],
        },
      });
      await factory.up({ url, append: true });
      expect(await countOf(url, 'log')).toBe(count + 2);
      expect((await factory.down({ url })).deleted).toEqual({
        countries: count,
        flags: count,
        cards: 5,
        log: count,
      });
      expect(await snapshot(url)).toEqual(before);
    });

    it('with nothing to write', async () => {
      await runMysql(
        url,
        `CREATE TABLE t (at datetime DEFAULT CURRENT_TIMESTAMP, \`key\` int DEFAULT 3)`,
      );
      const factory = factoryOf(
        { columns: { at: 'datetime default now()', key: 'int default 3' } },
        count,
        {},
      );
      await factory.up({ url });
      expect(await countOf(url, 't WHERE `key` = 3 AND at IS NOT NULL')).toBe(count);
      await factory.down({ url });
      expect(await countOf(url, 't')).toBe(0);
    });

    it('that is a view of one table', async () => {
      await runMysql(
        url,
        `CREATE TABLE people (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20), active int NOT NULL DEFAULT 1);
         INSERT INTO people (name) VALUES ('App');
         CREATE VIEW t AS SELECT id, name FROM people WHERE active = 1`,
      );
      const before = await snapshot(url);
      const factory = factoryOf({ columns: { id: 'int not null', name: 'varchar(20)' } }, count, {
        id: ({ index }: { index: number }) => index + 100,
        name: 'Ada',
      });
      await factory.up({ url, append: true });
      expect(await countOf(url, 'people')).toBe(count + 1);
      await factory.down({ url });
      await runMysql(url, 'ALTER TABLE people AUTO_INCREMENT = 1');
      expect(await snapshot(url)).toEqual(before);
    });
  });

  it.runIf(server.kind === 'mariadb')('with keys of a sequence', async () => {
    await runMysql(
      url,
      'CREATE SEQUENCE `t"s ``seq`` 1`; CREATE TABLE t (id int PRIMARY KEY DEFAULT NEXTVAL(`t"s ``seq`` 1`), name varchar(20))',
    );
    const factory = factoryOf(
      { columns: { id: 'int not null default nextval', name: 'varchar(20)' }, primaryKey: ['id'] },
      300,
      { name: 'Ada' },
    );
    const add = (name: string): Promise<void> =>
      runMysql(url, `INSERT INTO t (name) VALUES ('${name}')`);
    await factory.up({ url });
    await factory.down({ url });
    await add('first');
    await factory.up({ url, append: true });
    await add('second');
    await factory.down({ url });
    await add('third');
    expect(await select(url, 'SELECT * FROM t ORDER BY id')).toEqual([
      { id: 1, name: 'first' },
      { id: 302, name: 'second' },
      { id: 303, name: 'third' },
    ]);
    const failing = factory.define('t', { shape: { name: () => 'x'.repeat(21) } });
    await runMysql(url, 'ALTER TABLE t MODIFY name varchar(9)');
    expect((await rejection(failing.up({ url, append: true }))).code).toBe('ROW_REJECTED');
    await add('fourth');
    expect(await select(url, 'SELECT MAX(id) AS id FROM t')).toEqual([{ id: 304 }]);
  });

  describe.runIf(server.kind === 'mariadb')('system-versioned tables', () => {
    const facts = { columns: { id: ID, name: 'varchar(20)' }, primaryKey: ['id'] };

    it.each([30, 300])('leave no history of %i rows', async (count) => {
      await runMysql(
        url,
        `CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20)) WITH SYSTEM VERSIONING;
         CREATE TABLE notes (t int, FOREIGN KEY (t) REFERENCES t (id)) WITH SYSTEM VERSIONING`,
      );
      const before = await snapshot(url);
      const factory = factoryOf(facts, count, { name: 'Ada' });
      await factory.up({ url });
      await runMysql(
        url,
        `UPDATE t SET name = 'Grace' WHERE id < 5; INSERT INTO notes VALUES (1), (2)`,
      );
      await factory.down({ url });
      expect(await countOf(url, 't FOR SYSTEM_TIME ALL')).toBe(0);
      expect(await countOf(url, 'notes FOR SYSTEM_TIME ALL')).toBe(0);
      expect(await snapshot(url)).toEqual(before);
    });

    it('keep the history of the app', async () => {
      await runMysql(
        url,
        `CREATE TABLE t (
           id int AUTO_INCREMENT PRIMARY KEY, name varchar(20),
           since TIMESTAMP(6) GENERATED ALWAYS AS ROW START, until TIMESTAMP(6) GENERATED ALWAYS AS ROW END,
           PERIOD FOR SYSTEM_TIME (since, until)) WITH SYSTEM VERSIONING;
         INSERT INTO t (id, name) VALUES (1, 'App'); UPDATE t SET name = 'App 2'`,
      );
      const factory = factoryOf(facts, 30, { name: 'Ada' });
      await factory.up({ url, append: true });
      expect(await countOf(url, 't')).toBe(31);
      await factory.down({ url });
      expect(
        await select(url, `SELECT name FROM t FOR SYSTEM_TIME ALL WHERE id = 1 ORDER BY name`),
      ).toEqual([{ name: 'App' }, { name: 'App 2' }]);
      expect(await countOf(url, 't')).toBe(1);
    });
  });
});
