import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { rejection } from '../../support/errors.ts';
import { describeMysql } from '../../support/describe-server.ts';
import { startMariadb, startMysql } from '../../support/mysql-servers.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
  type TestServer,
} from '../../support/servers.ts';
import type { StartedServer } from '../../support/start-process.ts';
import { looseFactory } from '../support/loose-factory.ts';
import { countOf, select, snapshot } from './support/database.ts';
import { itExplainsRejections } from './support/rejections.ts';
import { SHOP_DDL, shopFactory } from './support/shop.ts';

/** A server whose settings are as far from ours as they get. */
const AWKWARD = {
  both: [
    '--local-infile=OFF',
    '--max-allowed-packet=1M',
    '--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,IGNORE_SPACE',
    '--default-time-zone=+05:45',
    '--transaction-isolation=READ-UNCOMMITTED',
    '--character-set-server=latin1',
    '--completion-type=1',
    '--autocommit=OFF',
    '--innodb-rollback-on-timeout=ON',
    '--event-scheduler=OFF',
    // As with several primaries.
    '--auto-increment-increment=3',
    '--auto-increment-offset=2',
  ],
  mysql: ['--default-tmp-storage-engine=MyISAM'],
  mariadb: [
    '--default-tmp-storage-engine=Aria',
    '--innodb-snapshot-isolation=ON',
    '--lower-case-table-names=0',
  ],
};

/** One that logs changes as statements, as for replicas, and wants a key in every table. */
const LOGGING = {
  both: ['--log-bin=log', '--binlog-format=STATEMENT', '--server-id=1'],
  mysql: [
    '--sql-require-primary-key=ON',
    '--sql-generate-invisible-primary-key=ON',
    '--gtid-mode=ON',
    '--enforce-gtid-consistency=ON',
  ],
  mariadb: ['--gtid-strict-mode=ON'],
};

forEachMysql(({ kind }) => {
  const flavour = kind === 'mysql' ? 'mysql' : 'mariadb';

  function onServer(
    name: string,
    settings: typeof AWKWARD,
    suite: (urlOf: () => string) => void,
  ): void {
    describe(name, () => {
      let started: StartedServer | null;
      let server: TestServer;
      let database: TestDatabase;
      beforeAll(async () => {
        const start = flavour === 'mysql' ? startMysql : startMariadb;
        started = await start([...settings.both, ...settings[flavour]]);
        if (started !== null) server = await describeMysql(started.url);
      });
      afterAll(() => started?.stop());
      beforeEach(async (context) => {
        if (started === null) context.skip();
        database = await createDatabase(server, 'settings');
      });
      afterEach(() => database.drop());
      suite(() => database.url);
    });
  }

  function itCarriesOut(
    urlOf: () => string,
    [now, later]: readonly [string, string] = ['', ''],
  ): void {
    it.each([1, 20])(
      'rows are those that factory.row gives, and go again, at scale %i',
      async (scale) => {
        const url = urlOf();
        await runMysql(url, SHOP_DDL);
        const before = await snapshot(url);
        const factory = shopFactory(scale);
        await factory.up({ url, scenario: 'large-org' });
        const rows = await select(
          url,
          `SELECT id, email, name, CAST(settings AS CHAR) AS settings, CAST(created_at AS CHAR) AS at
           FROM users WHERE id <= ${100 * scale} ORDER BY id`,
        );
        expect(
          rows.map((row) => ({ ...row, settings: JSON.parse(String(row['settings'])) as unknown })),
        ).toEqual(
          factory.rows('users').map(({ id, email, name, settings, created_at: at }) => ({
            id,
            email,
            name,
            settings,
            at: (at as Date).toISOString().replace('T', ' ').slice(0, 23),
          })),
        );
        expect((await factory.up({ url, scenario: 'large-org' })).unchanged).toBe(true);
        await factory.down({ url });
        expect(await snapshot(url)).toEqual(before);
      },
    );

    it('appends, with circles and without keys', async () => {
      const url = urlOf();
      await runMysql(
        url,
        `${SHOP_DDL}
         ALTER TABLE orgs ADD COLUMN owner int, ADD FOREIGN KEY (owner) REFERENCES users (id);
         INSERT INTO orgs (id, name) VALUES (7, 'App');
         INSERT INTO visits (org_id, page) VALUES (7, '/page/1'), (7, '/page/1'); COMMIT; ${now}`,
      );
      const before = await snapshot(url);
      const factory = shopFactory(20);
      await factory.up({ url, append: true });
      await runMysql(
        url,
        'UPDATE orgs SET owner = (SELECT MAX(id) FROM users) WHERE id = 8; COMMIT',
      );
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
      await runMysql(url, `SELECT 1; ${later}`);
    });
  }

  onServer('a server with settings of its own', AWKWARD, (urlOf) => {
    itCarriesOut(urlOf);
    itExplainsRejections(urlOf);

    it.each([50, 1500])(
      'a row that is larger than a packet, among %i, is one clear error',
      async (count) => {
        const url = urlOf();
        await runMysql(
          url,
          'CREATE TABLE t (id int PRIMARY KEY, body longtext, raw longblob) ENGINE = InnoDB',
        );
        const before = await snapshot(url);
        const factory = looseFactory(
          {
            t: {
              table: 't',
              columns: { id: 'int not null', body: 'longtext', raw: 'longblob' },
              primaryKey: ['id'],
            },
          },
          'mysql',
        );
        factory.define('t', {
          count,
          shape: {
            body: ({ index }) => (index === count - 3 ? 'é'.repeat(550_000) : 'é'.repeat(300)),
          },
        });
        const error = await rejection(factory.up({ url }));
        expect(error.code).toBe('ROW_REJECTED');
        expect(error.message).toMatch(/it takes 11\d{5} bytes, and max_allowed_packet is 1048576/);
        expect(error.where).toBe(`t, row ${count - 3}`);
        expect(await snapshot(url)).toEqual(before);
      },
    );

    it.each([
      ['OFF', 60],
      ['ON', 300],
    ])(
      'rows that fit go in as many packets as it takes, with local_infile=%s',
      async (files, count) => {
        const url = urlOf();
        await runMysql(
          url,
          `SET GLOBAL local_infile = ${files};
         CREATE TABLE t (id int PRIMARY KEY, body longtext CHARACTER SET utf8mb4, raw longblob)`,
        );
        const factory = looseFactory(
          {
            t: {
              table: 't',
              columns: { id: 'int not null', body: 'longtext', raw: 'longblob' },
              primaryKey: ['id'],
            },
          },
          'mysql',
        );
        factory.define('t', {
          count,
          shape: {
            body: ({ index }) => '🎉é'.repeat(index === 30 ? 174_000 : 20_000 - index),
            raw: ({ index }) =>
              (index === 31 ? Buffer.alloc(400_000, 7) : Buffer.alloc(index)) as never,
          },
        });
        try {
          await factory.up({ url });
          expect(
            await select(
              url,
              'SELECT MAX(LENGTH(body)) AS text, MAX(LENGTH(raw)) AS bytes, COUNT(*) AS found FROM t',
            ),
          ).toEqual([{ text: 174_000 * 6, bytes: 400_000, found: count }]);
          await factory.down({ url });
          expect(await countOf(url, 't')).toBe(0);
        } finally {
          await runMysql(url, 'SET GLOBAL local_infile = OFF');
        }
      },
    );

    it('a row that is larger than a packet is whole by LOAD DATA', async () => {
      const url = urlOf();
      await runMysql(
        url,
        `SET GLOBAL local_infile = ON; CREATE TABLE t (id int PRIMARY KEY, raw longblob)`,
      );
      const factory = looseFactory(
        { t: { table: 't', columns: { id: 'int not null', raw: 'longblob' }, primaryKey: ['id'] } },
        'mysql',
      );
      factory.define('t', {
        count: 500,
        shape: { raw: ({ index }) => Buffer.alloc(index === 400 ? 1_100_000 : 100, 7) as never },
      });
      try {
        await factory.up({ url });
        expect(
          await select(
            url,
            `SELECT LENGTH(raw) AS bytes, COUNT(*) AS found FROM t GROUP BY LENGTH(raw) ORDER BY 1`,
          ),
        ).toEqual([
          { bytes: 100, found: 499 },
          { bytes: 1_100_000, found: 1 },
        ]);
        await factory.down({ url });
        expect(await countOf(url, 't')).toBe(0);
      } finally {
        await runMysql(url, 'SET GLOBAL local_infile = OFF');
      }
    });

    it.each([100, 3000])('a trail of %i rows with gaps is told from other rows', async (count) => {
      const url = urlOf();
      await runMysql(
        url,
        `CREATE TABLE users (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20));
         CREATE TABLE trail (id int AUTO_INCREMENT PRIMARY KEY, what varchar(20));
         CREATE TRIGGER note AFTER INSERT ON users FOR EACH ROW INSERT INTO trail (what) VALUES (NEW.name);
         CREATE TRIGGER gone AFTER DELETE ON users FOR EACH ROW INSERT INTO trail (what) VALUES (OLD.name);
         INSERT INTO trail (what) VALUES ('app'), ('app 2'); COMMIT`,
      );
      const factory = looseFactory(
        {
          users: {
            table: 'users',
            columns: { id: 'int not null auto_increment', name: 'varchar(20)' },
            primaryKey: ['id'],
          },
        },
        'mysql',
      );
      factory.define('users', { count, shape: { name: 'Ada' } });
      await factory.up({ url });
      // Another primary's, between two of ours.
      const [{ id } = { id: 0 }] = await select<{ id: number }>(
        url,
        `SELECT MIN(id) + 1 AS id FROM trail WHERE what = 'Ada'`,
      );
      await runMysql(url, `INSERT INTO trail VALUES (${id}, 'app 3'); COMMIT`);
      expect((await factory.down({ url })).deleted).toEqual({ users: count, trail: count });
      expect(await select(url, 'SELECT what FROM trail ORDER BY what')).toEqual([
        { what: 'app' },
        { what: 'app 2' },
        { what: 'app 3' },
      ]);
    });
  });

  onServer('a server that logs statements', LOGGING, (urlOf) => {
    const own = (value: string): string =>
      kind === 'mariadb' ? `SET GLOBAL innodb_force_primary_key = ${value}` : '';
    itCarriesOut(urlOf, [own('ON'), own('OFF')]);

    it.runIf(kind === 'mysql')('keeps tables without transactions out of ours', async () => {
      const url = urlOf();
      await runMysql(
        url,
        `CREATE TABLE first (id int AUTO_INCREMENT PRIMARY KEY);
         CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY) ENGINE = MyISAM; INSERT INTO t VALUES (NULL)`,
      );
      const before = await snapshot(url);
      const factory = looseFactory(
        {
          first: {
            table: 'first',
            columns: { id: 'int not null auto_increment' },
            primaryKey: ['id'],
          },
          t: { table: 't', columns: { id: 'int not null auto_increment' }, primaryKey: ['id'] },
        },
        'mysql',
      );
      factory.define('first', { count: 20 }).define('t', { count: 20 });
      const error = await rejection(factory.up({ url, append: true }));
      expect(error.code).toBe('DATABASE_ERROR');
      expect(error.fix).toContain('ENGINE = InnoDB');
      expect(await snapshot(url)).toEqual(before);
    });
  });
});
