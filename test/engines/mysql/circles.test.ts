import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ref, tree } from '../../../generators/reference.ts';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';
import { select, snapshot } from './support/database.ts';

const ID = 'int not null auto_increment';

forEachMysql((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'circles');
    url = database.url;
  });
  afterEach(() => database.drop());

  describe('a circle with a nullable side', () => {
    const DDL = `
      CREATE TABLE teams (
        id int AUTO_INCREMENT PRIMARY KEY, lead_id int, name varchar(20) NOT NULL,
        changed_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);
      CREATE TABLE people (
        id int AUTO_INCREMENT PRIMARY KEY, team_id int NOT NULL,
        FOREIGN KEY (team_id) REFERENCES teams (id) ON UPDATE CASCADE);
      ALTER TABLE teams ADD FOREIGN KEY (lead_id) REFERENCES people (id) ON UPDATE CASCADE`;

    function teams(scale: number): LooseFactory {
      const factory = looseFactory(
        {
          teams: {
            table: 'teams',
            columns: {
              id: ID,
              lead_id: 'int',
              name: 'varchar(20) not null',
              changed_at: 'datetime not null default current_timestamp',
            },
            primaryKey: ['id'],
            references: [{ columns: ['lead_id'], to: 'people', key: ['id'] }],
          },
          people: {
            table: 'people',
            columns: { id: ID, team_id: 'int not null' },
            primaryKey: ['id'],
            references: [{ columns: ['team_id'], to: 'teams', key: ['id'] }],
          },
        },
        'mysql',
      );
      factory.define('teams', {
        count: 10 * scale,
        shape: {
          lead_id: ref('people', { nulls: 0.2 }),
          name: 'A team',
          changed_at: new Date('2020-02-02T02:02:02Z'),
        },
      });
      return factory.define('people', { count: 50 * scale, shape: { team_id: ref('teams') } });
    }

    it.each([1, 250])('is written as NULL and filled, at scale %i', async (scale) => {
      await runMysql(url, DDL);
      const before = await snapshot(url);
      const factory = teams(scale);
      expect(factory.plan().deferred).toEqual(['teams.lead_id']);
      await factory.up({ url });
      const rows = await select(url, 'SELECT id, lead_id, name FROM teams ORDER BY id');
      expect(rows).toEqual(
        factory.rows('teams').map(({ id, lead_id, name }) => ({ id, lead_id, name })),
      );
      expect(rows.filter((team) => team['lead_id'] === null)).toHaveLength(2 * scale);
      // What was written stays, whatever the table does to rows that change.
      expect(await select(url, 'SELECT DISTINCT changed_at FROM teams')).toEqual([
        { changed_at: '2020-02-02 02:02:02' },
      ]);
      expect((await factory.down({ url })).deleted).toEqual({
        people: 50 * scale,
        teams: 10 * scale,
      });
      expect(await snapshot(url)).toEqual(before);
    });

    it('names the rule that a reference breaks when it is filled', async () => {
      await runMysql(url, `${DDL}; ALTER TABLE teams ADD UNIQUE KEY one_lead (lead_id)`);
      const before = await snapshot(url);
      const error = await rejection(teams(10).define('people', { count: 7 }).up({ url }));
      expect(error.code).toBe('ROW_REJECTED');
      expect(error.what).toContain('another row has the same key (one_lead)');
      expect(error.where).toBe('teams.lead_id');
      expect(await snapshot(url)).toEqual(before);
    });

    it('whose rows the app led elsewhere', async () => {
      await runMysql(url, DDL);
      const factory = teams(1);
      await factory.up({ url });
      await runMysql(
        url,
        `INSERT INTO teams (id, name, changed_at) VALUES (900, 'App', '2021-01-01'), (901, 'App 2', '2021-01-01');
         INSERT INTO people VALUES (900, 900), (901, 900), (902, 3);
         UPDATE teams SET lead_id = 900 WHERE id IN (900, 5);
         UPDATE teams SET lead_id = 4 WHERE id = 901;
         UPDATE people SET id = 1004 WHERE id = 5`,
      );
      await factory.down({ url });
      // Led by one of ours, 901 could not stay; person 5 is known by its key, and hung on a team.
      expect(await select(url, 'SELECT id, lead_id FROM teams')).toEqual([
        { id: 900, lead_id: 900 },
      ]);
      expect(await select(url, 'SELECT id FROM people ORDER BY id')).toEqual([
        { id: 900 },
        { id: 901 },
      ]);
    });
  });

  describe('a circle of required references', () => {
    const DDL = `
      CREATE TABLE a (id int AUTO_INCREMENT PRIMARY KEY, b_id int NOT NULL);
      CREATE TABLE b (id int AUTO_INCREMENT PRIMARY KEY, a_id int NOT NULL,
                      CONSTRAINT b_to_a FOREIGN KEY (a_id) REFERENCES a (id) ON UPDATE CASCADE);
      ALTER TABLE a ADD CONSTRAINT a_to_b FOREIGN KEY (b_id) REFERENCES b (id)`;

    function circle(count: number, unchecked: boolean): LooseFactory {
      const open = unchecked ? { unchecked: true as const } : {};
      const factory = looseFactory(
        {
          a: {
            table: 'a',
            columns: { id: ID, b_id: 'int not null' },
            primaryKey: ['id'],
            references: [{ columns: ['b_id'], to: 'b', key: ['id'], ...open }],
          },
          b: {
            table: 'b',
            columns: { id: ID, a_id: 'int not null' },
            primaryKey: ['id'],
            references: [{ columns: ['a_id'], to: 'a', key: ['id'], ...open }],
          },
        },
        'mysql',
      );
      factory.define('a', { count, shape: { b_id: ref('b') } });
      return factory.define('b', { count, shape: { a_id: ref('a') } });
    }

    it.each([10, 1000])('is written without checks, and proven, of %i rows', async (count) => {
      await runMysql(url, DDL);
      const before = await snapshot(url);
      const factory = circle(count, true);
      await factory.up({ url });
      expect(await select(url, 'SELECT * FROM a ORDER BY id')).toEqual(factory.rows('a'));
      expect(await select(url, 'SELECT * FROM b ORDER BY id')).toEqual(factory.rows('b'));
      await runMysql(url, 'UPDATE a SET b_id = 3 WHERE id = 2');
      expect((await factory.down({ url })).deleted).toEqual({ a: count, b: count });
      expect(await snapshot(url)).toEqual(before);
    });

    it.each([10, 1000])(
      'with a reference that leads nowhere is found out, of %i rows',
      async (count) => {
        await runMysql(url, DDL);
        const before = await snapshot(url);
        const factory = circle(count, true);
        factory.define('b', { shape: { a_id: ({ index }) => (index === 7 ? 7777 : 1) } });
        const error = await rejection(factory.up({ url }));
        expect(error.code).toBe('ROW_REJECTED');
        expect(error.what).toBe(
          'The database refused a row of b: it refers to a row that is not there (b_to_a)',
        );
        expect(error.where).toBe('b.a_id');
        expect(await snapshot(url)).toEqual(before);
      },
    );

    it('is left out where nobody said that it may be', async () => {
      await runMysql(url, DDL);
      expect(Object.keys(circle(10, false).plan().skipped)).toEqual(['a', 'b']);
    });

    it('goes with what the app put into it', async () => {
      await runMysql(url, DDL);
      const factory = circle(5, true);
      await factory.up({ url });
      await runMysql(
        url,
        `SET foreign_key_checks = 0; INSERT INTO a VALUES (800, 800), (801, 801); INSERT INTO b VALUES (800, 800), (801, 1)`,
      );
      expect((await factory.down({ url })).deleted).toEqual({ a: 6, b: 6 });
      expect(await select(url, 'SELECT * FROM a')).toEqual([{ id: 800, b_id: 800 }]);
      expect(await select(url, 'SELECT * FROM b')).toEqual([{ id: 800, a_id: 800 }]);
    });
  });

  describe('a reference to the same table', () => {
    function nodes(count: number, line: string, unchecked = false): LooseFactory {
      const factory = looseFactory(
        {
          nodes: {
            table: 'nodes',
            columns: { id: ID, parent_id: line },
            primaryKey: ['id'],
            references: [
              {
                columns: ['parent_id'],
                to: 'nodes',
                key: ['id'],
                ...(unchecked && { unchecked: true as const }),
              },
            ],
          },
        },
        'mysql',
      );
      return factory.define('nodes', {
        count,
        shape: { parent_id: ref('nodes', { fanout: tree({ depth: 40 }) }) },
      });
    }

    it.each([
      [150, false],
      [2500, false],
      [2500, true],
    ])('that is required: row 0 is its own parent, of %i rows', async (count, unchecked) => {
      await runMysql(
        url,
        `CREATE TABLE nodes (id int AUTO_INCREMENT PRIMARY KEY, parent_id int NOT NULL,
           FOREIGN KEY (parent_id) REFERENCES nodes (id) ON DELETE RESTRICT)`,
      );
      const factory = nodes(count, 'int not null', unchecked);
      await factory.up({ url });
      const rows = await select(url, 'SELECT * FROM nodes ORDER BY id');
      expect(rows).toEqual(factory.rows('nodes'));
      expect(rows[0]).toEqual({ id: 1, parent_id: 1 });
      await runMysql(url, 'INSERT INTO nodes VALUES (9999, 1), (10000, 9999), (10001, 10001)');
      expect((await factory.down({ url })).deleted).toEqual({ nodes: count + 2 });
      expect(await select(url, 'SELECT * FROM nodes')).toEqual([{ id: 10001, parent_id: 10001 }]);
    });

    it.each(['CASCADE', 'SET NULL', 'NO ACTION'])(
      'that is nullable, ON DELETE %s',
      async (action) => {
        await runMysql(
          url,
          `CREATE TABLE nodes (id int AUTO_INCREMENT PRIMARY KEY, parent_id int,
           FOREIGN KEY (parent_id) REFERENCES nodes (id) ON DELETE ${action})`,
        );
        const factory = nodes(600, 'int');
        await factory.up({ url });
        expect(await select(url, 'SELECT * FROM nodes ORDER BY id')).toEqual(factory.rows('nodes'));
        await runMysql(url, 'INSERT INTO nodes VALUES (9999, 600), (10000, 9999), (10001, NULL)');
        const kept = action === 'SET NULL';
        expect((await factory.down({ url })).deleted).toEqual({ nodes: kept ? 600 : 602 });
        expect(await select(url, 'SELECT * FROM nodes ORDER BY id')).toEqual([
          ...(kept
            ? [
                { id: 9999, parent_id: null },
                { id: 10000, parent_id: 9999 },
              ]
            : []),
          { id: 10001, parent_id: null },
        ]);
      },
    );
  });
});
