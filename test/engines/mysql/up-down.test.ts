import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { countOf, select, snapshot } from './support/database.ts';
import { LINES, QUOTED_LINES, SHOP_DDL, shopFactory } from './support/shop.ts';

forEachMysql((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'up_down');
    url = database.url;
    await runMysql(url, SHOP_DDL);
  });
  afterEach(() => database.drop());

  describe('up', () => {
    it('writes every row of every table', async () => {
      const result = await shopFactory().up({ url });
      expect(result).toMatchObject({
        ok: true,
        unchanged: false,
        skipped: {},
        rows: { orgs: 5, users: 100, tokens: 25, [LINES]: 30, visits: 40 },
      });
      expect(await countOf(url, 'users')).toBe(100);
      expect(await countOf(url, QUOTED_LINES)).toBe(30);
      expect(await countOf(url, 'visits')).toBe(40);
    });

    it.each([1, 20])('writes the rows that factory.row gives, at scale %i', async (scale) => {
      const factory = shopFactory(scale);
      await factory.up({ url });
      // What the driver makes of a double is off by a bit.
      const users = await select(
        url,
        'SELECT users.*, CAST(score AS CHAR) AS score FROM users ORDER BY id',
      );
      expect(users.map((row) => ({ ...row, settings: parse(row['settings']) }))).toEqual(
        factory.rows('users').map((row) => ({
          ...row,
          active: row['active'] === true ? 1 : 0,
          score: String(row['score']),
          created_at: (row['created_at'] as Date).toISOString().replace('T', ' ').slice(0, 23),
        })),
      );
      const asText = (rows: readonly Record<string, unknown>[]): readonly string[] =>
        rows
          .map(
            ({ project_id: id, user_id: user }) =>
              `${(id as Buffer).toString('hex')} ${String(user)}`,
          )
          .sort();
      expect(asText(await select(url, 'SELECT * FROM members'))).toEqual(
        asText(
          factory
            .rows('members')
            .map((row) => ({ ...row, project_id: Buffer.from(row['project_id'] as never) })),
        ),
      );
    });

    it('leaves counters after the last key', async () => {
      await shopFactory().up({ url });
      await runMysql(
        url,
        `INSERT INTO orgs (name) VALUES ('App');
         INSERT INTO ${QUOTED_LINES} (\`org"Id\`, cents) VALUES (1, 5);
         INSERT INTO users (org_id, email, role, created_at) VALUES (1, 'x', 'viewer', NOW())`,
      );
      expect(await select(url, `SELECT id FROM orgs WHERE name = 'App'`)).toEqual([{ id: 6 }]);
      expect(await select(url, `SELECT MAX(\`Line No\`) AS id FROM ${QUOTED_LINES}`)).toEqual([
        { id: 31 },
      ]);
      expect(await select(url, `SELECT id FROM users WHERE email = 'x'`)).toEqual([{ id: 101 }]);
    });

    it('does nothing the second time', async () => {
      await shopFactory().up({ url });
      const before = await snapshot(url);
      const again = await shopFactory().up({ url });
      expect(again.unchanged).toBe(true);
      expect(await snapshot(url)).toEqual(before);
    });

    it('refuses other definitions on top', async () => {
      await shopFactory().up({ url });
      const other = shopFactory();
      other.define('users', { shape: { name: 'Somebody else' } });
      expect((await rejection(other.up({ url }))).code).toBe('TARGET_SEEDED');
      expect((await rejection(shopFactory().up({ url, scale: 2 }))).code).toBe('TARGET_SEEDED');
    });

    it('refuses tables with rows of others', async () => {
      await runMysql(url, `INSERT INTO orgs (name) VALUES ('App')`);
      const before = await snapshot(url);
      const error = await rejection(shopFactory().up({ url }));
      expect(error.code).toBe('TARGET_NOT_EMPTY');
      expect(error.message).toContain('in orgs.');
      expect(await snapshot(url)).toEqual(before);
    });

    it.each([1, 20])(
      'appends where it is told to, and takes only its own away, at scale %i',
      async (scale) => {
        await runMysql(
          url,
          `INSERT INTO orgs (id, name) VALUES (7, 'App'), (41, 'App 2');
         INSERT INTO users (id, org_id, email, role, created_at)
           VALUES (9, 7, 'a@app.test', 'viewer', NOW()), (12, 41, 'b@app.test', 'editor', NOW());
         INSERT INTO projects VALUES (UNHEX(REPEAT('ab', 16)), 7, 'App'), (UNHEX(REPEAT('00', 16)), 7, 'Zero');
         INSERT INTO tokens VALUES ('ffffffff-0000-4000-8000-000000000000', 9);
         INSERT INTO members VALUES (UNHEX(REPEAT('ab', 16)), 9), (UNHEX(REPEAT('ab', 16)), 12);
         INSERT INTO visits VALUES (7, '/page/0'), (7, '/page/1'), (7, '/page/1')`,
        );
        const before = await snapshot(url);
        const factory = shopFactory(scale);
        await factory.up({ url, append: true });
        const ids = await select<{ id: number }>(url, 'SELECT id FROM orgs ORDER BY id');
        expect(ids.map((row) => row.id).slice(0, 4)).toEqual([7, 41, 42, 43]);
        expect(ids).toHaveLength(2 + 5 * scale);
        expect(await countOf(url, 'visits')).toBe(3 + 40 * scale);
        expect((await shopFactory(scale).up({ url, append: true })).unchanged).toBe(true);
        await shopFactory(scale).up({ url, scenario: 'large-org' });
        expect(await select(url, `SELECT id FROM orgs WHERE name = 'Globex'`)).toEqual([
          { id: 42 + 5 * scale },
        ]);
        expect((await factory.down({ url })).deleted).toMatchObject({
          users: 100 * scale + 50,
          tokens: 25 * scale,
          visits: 40 * scale,
        });
        expect(await snapshot(url)).toEqual(before);
      },
    );

    it('says what of the definitions the database does not have', async () => {
      await runMysql(
        url,
        `ALTER TABLE users DROP COLUMN score;
         ALTER TABLE projects ADD COLUMN owner varchar(20) NOT NULL;
         ALTER TABLE orgs ADD COLUMN note varchar(20) NOT NULL DEFAULT '', ADD COLUMN size integer,
           ADD COLUMN code varchar(9) AS (LEFT(name, 9)) STORED,
           ADD COLUMN token varchar(40) NOT NULL DEFAULT (CONCAT('a', 'b'));
         DROP TABLE visits`,
      );
      const before = await snapshot(url);
      const error = await rejection(shopFactory().up({ url }));
      expect(error.code).toBe('DEFINITIONS_STALE');
      expect(error.message).toContain('users.score is not there');
      expect(error.message).toContain('projects.owner is NOT NULL');
      expect(error.message).toContain('visits is not there');
      expect(error.message).not.toContain('orgs.');
      expect(await snapshot(url)).toEqual(before);
    });

    it('reports progress', async () => {
      const seen: Record<string, number> = {};
      await shopFactory(20).up({
        url,
        onProgress: ({ table, rows, of }) => {
          expect(rows).toBeLessThanOrEqual(of);
          expect(rows).toBeGreaterThanOrEqual(seen[table] ?? 0);
          seen[table] = rows;
        },
      });
      expect(seen['users']).toBe(2000);
      expect(seen['orgs']).toBe(100);
    });
  });

  describe('a scenario', () => {
    it('is laid on the base without changing it', async () => {
      await shopFactory().up({ url });
      const base = await select(url, 'SELECT * FROM users ORDER BY id');
      const result = await shopFactory().up({ url, scenario: 'large-org' });
      expect(result).toMatchObject({ unchanged: false, rows: { orgs: 1, users: 50 } });
      const all = await select(url, 'SELECT * FROM users ORDER BY id');
      expect(all).toHaveLength(150);
      expect(all.slice(0, 100)).toEqual(base);
      const globex = `users JOIN orgs ON orgs.id = org_id WHERE orgs.name = 'Globex'`;
      expect(await countOf(url, globex)).toBe(50);
      expect((await shopFactory().up({ url, scenario: 'large-org' })).unchanged).toBe(true);
      expect((await shopFactory().up({ url })).unchanged).toBe(true);
    });

    it('gives the same rows in one run as in two', async () => {
      await shopFactory().up({ url });
      await shopFactory().up({ url, scenario: 'large-org' });
      const two = await snapshot(url);
      await shopFactory().down({ url });
      await shopFactory().up({ url, scenario: 'large-org' });
      const one = await snapshot(url);
      for (const table of ['orgs', 'users', 'members', 'tokens', 'visits']) {
        expect(one[table]).toEqual(two[table]);
      }
      expect((await shopFactory().up({ url, scenario: 'large-org' })).unchanged).toBe(true);
      expect((await shopFactory().up({ url })).unchanged).toBe(true);
    });

    it('goes with the base, equal rows of both among them', async () => {
      const before = await snapshot(url);
      const factory = shopFactory().scenario('busy', ({ add }) => {
        add('visits', 7, { org_id: 1, page: '/page/1' });
      });
      await factory.up({ url });
      await factory.up({ url, scenario: 'busy' });
      await runMysql(
        url,
        `INSERT INTO orgs (id, name) VALUES (900, 'App'); INSERT INTO visits VALUES (900, '/page/1')`,
      );
      expect((await factory.down({ url })).deleted).toMatchObject({ visits: 47 });
      expect(await select(url, 'SELECT * FROM visits')).toEqual([{ org_id: 900, page: '/page/1' }]);
      await runMysql(
        url,
        'DELETE FROM visits; DELETE FROM orgs; ALTER TABLE orgs AUTO_INCREMENT = 1',
      );
      expect(await snapshot(url)).toEqual(before);
    });

    it('refuses where the app has taken its keys', async () => {
      await shopFactory().up({ url });
      await runMysql(url, `INSERT INTO orgs (name) VALUES ('App')`);
      const error = await rejection(shopFactory().up({ url, scenario: 'large-org' }));
      expect(error.code).toBe('TARGET_NOT_EMPTY');
    });
  });

  describe('down', () => {
    it.each([1, 20])('leaves the database as it was, at scale %i', async (scale) => {
      const before = await snapshot(url);
      await shopFactory(scale).up({ url, scenario: 'large-org' });
      const result = await shopFactory().down({ url });
      expect(result).toMatchObject({
        ok: true,
        orphans: 0,
        deleted: { orgs: 5 * scale + 1, members: 60 * scale, [LINES]: 30 * scale },
      });
      expect(await snapshot(url)).toEqual(before);
      await runMysql(url, `INSERT INTO orgs (name) VALUES ('first')`);
      expect(await select(url, 'SELECT id FROM orgs')).toEqual([{ id: 1 }]);
    });

    it('does nothing where nothing was written', async () => {
      const before = await snapshot(url);
      expect((await shopFactory().down({ url })).deleted).toEqual({});
      expect(await snapshot(url)).toEqual(before);
    });

    it('passes over tables that are gone', async () => {
      await shopFactory().up({ url });
      await runMysql(url, 'DROP TABLE members; RENAME TABLE visits TO page_views');
      // Renamed, their rows cannot be told from others, but they hang on rows of ours.
      const { deleted } = await shopFactory().down({ url });
      expect(deleted).toMatchObject({ page_views: 40 });
      expect(await countOf(url, 'orgs')).toBe(0);
    });

    it('says which column is missing to tell our rows from others', async () => {
      await shopFactory().up({ url });
      await runMysql(url, 'ALTER TABLE tokens RENAME COLUMN id TO token');
      const error = await rejection(shopFactory().down({ url }));
      expect(error.code).toBe('DEFINITIONS_STALE');
      expect(error.where).toBe('tokens.id');
      expect(await countOf(url, 'orgs')).toBe(5);
    });
  });
});

/** MySQL gives documents as such, MariaDB as text. */
function parse(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
