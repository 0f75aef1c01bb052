import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countOf, select, snapshot } from '../engines/support/database.ts';
import { LINES, SHOP_DDL, shopFactory } from '../engines/support/shop.ts';
import { rejection } from '../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

const INVOICE_LINES = '"Billing"."Invoice ""Lines"""';

forEachServer((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'up_down');
    url = database.url;
    await runSql(url, SHOP_DDL);
  });
  afterEach(() => database.drop());

  describe('up', () => {
    it('writes every row of every table', async () => {
      const result = await shopFactory().up({ url });
      expect(result).toMatchObject({
        ok: true,
        unchanged: false,
        skipped: {},
        rows: { 'public.orgs': 5, 'public.users': 100, [LINES]: 30, 'public.visits': 40 },
      });
      expect(await countOf(url, 'users')).toBe(100);
      expect(await countOf(url, INVOICE_LINES)).toBe(30);
      expect(await countOf(url, 'visits')).toBe(40);
    });

    it('writes the rows that factory.row gives', async () => {
      const factory = shopFactory();
      await factory.up({ url });
      const rows = await select<Record<string, unknown>>(url, 'SELECT * FROM users ORDER BY id');
      expect(rows).toEqual(
        factory.rows('users').map((row) => ({ ...row, org_id: String(row['org_id']) })),
      );
      const members = await select(url, 'SELECT * FROM members');
      expect(new Set(members.map((row) => JSON.stringify(row)))).toEqual(
        new Set(factory.rows('members').map((row) => JSON.stringify(row))),
      );
    });

    it('leaves sequences after the last key', async () => {
      await shopFactory().up({ url });
      const [org] = await select(url, `INSERT INTO orgs (name) VALUES ('App') RETURNING id`);
      const [line] = await select(
        url,
        `INSERT INTO ${INVOICE_LINES} ("orgId", cents) VALUES (1, 5) RETURNING "Line No" AS id`,
      );
      const [user] = await select(
        url,
        `INSERT INTO users (org_id, email, role, created_at) VALUES (1, 'x', 'viewer', now()) RETURNING id`,
      );
      expect([org, line, user]).toEqual([{ id: '6' }, { id: '31' }, { id: 101 }]);
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
      await runSql(url, `INSERT INTO orgs (name) VALUES ('App')`);
      const before = await snapshot(url);
      const error = await rejection(shopFactory().up({ url }));
      expect(error.code).toBe('TARGET_NOT_EMPTY');
      expect(error.message).toContain('public.orgs');
      expect(await snapshot(url)).toEqual(before);
    });

    it('appends where it is told to, and takes only its own away', async () => {
      await runSql(
        url,
        `INSERT INTO orgs (id, name) VALUES (7, 'App'), (41, 'App 2');
         SELECT setval('orgs_id_seq', 41);
         INSERT INTO visits VALUES (7, '/page/0'), (7, '/page/1')`,
      );
      const before = await snapshot(url);
      const factory = shopFactory();
      await factory.up({ url, append: true });
      const ids = await select<{ id: string }>(url, 'SELECT id FROM orgs ORDER BY id');
      expect(ids.map((row) => Number(row.id))).toEqual([7, 41, 42, 43, 44, 45, 46]);
      expect((await shopFactory().up({ url, append: true })).unchanged).toBe(true);
      await shopFactory().up({ url, scenario: 'large-org' });
      expect(await select(url, `SELECT id FROM orgs WHERE name = 'Globex'`)).toEqual([
        { id: '47' },
      ]);
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
    });

    it('says what of the definitions the database does not have', async () => {
      await runSql(
        url,
        `ALTER TABLE users DROP COLUMN score;
         ALTER TABLE projects ADD COLUMN owner text NOT NULL;
         ALTER TABLE orgs ADD COLUMN note text NOT NULL DEFAULT '', ADD COLUMN size integer;
         DROP TABLE visits`,
      );
      const before = await snapshot(url);
      const error = await rejection(shopFactory().up({ url }));
      expect(error.code).toBe('DEFINITIONS_STALE');
      expect(error.message).toContain('public.users.score is not there');
      expect(error.message).toContain('public.projects.owner is NOT NULL');
      expect(error.message).toContain('public.visits is not there');
      expect(error.message).not.toContain('public.orgs.note');
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
      expect(seen['public.users']).toBe(2000);
    });
  });

  describe('a scenario', () => {
    it('is laid on the base without changing it', async () => {
      await shopFactory().up({ url });
      const base = await select(url, 'SELECT u::text FROM users AS u ORDER BY id');
      const result = await shopFactory().up({ url, scenario: 'large-org' });
      expect(result.unchanged).toBe(false);
      const all = await select(url, 'SELECT u::text FROM users AS u ORDER BY id');
      expect(all).toHaveLength(150);
      expect(all.slice(0, 100)).toEqual(base);
      expect(
        await select(
          url,
          `SELECT count(*) FROM users JOIN orgs ON orgs.id = org_id WHERE orgs.name = 'Globex'`,
        ),
      ).toEqual([{ count: '50' }]);
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
      for (const table of ['public.orgs', 'public.users', 'public.members']) {
        expect(one[table]).toEqual(two[table]);
      }
      expect((await shopFactory().up({ url, scenario: 'large-org' })).unchanged).toBe(true);
      expect((await shopFactory().up({ url })).unchanged).toBe(true);
    });

    it('may have a name that begins like the base', async () => {
      const factory = (): ReturnType<typeof shopFactory> =>
        shopFactory().scenario('baseline', ({ add }) => add('orgs', { name: 'Initech' }));
      await factory().up({ url });
      await factory().up({ url, scenario: 'baseline' });
      expect((await factory().up({ url, scenario: 'baseline' })).unchanged).toBe(true);
      expect((await rejection(factory().up({ url, scenario: 'large-org' }))).code).toBe(
        'TARGET_SEEDED',
      );
    });

    it('refuses where the app has taken its keys', async () => {
      await shopFactory().up({ url });
      await runSql(url, `INSERT INTO orgs (name) VALUES ('App')`);
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
        deleted: {
          'public.orgs': 5 * scale + 1,
          'public.members': 60 * scale,
          [LINES]: 30 * scale,
        },
      });
      expect(await snapshot(url)).toEqual(before);
    });

    it('does nothing where nothing was written', async () => {
      const before = await snapshot(url);
      expect((await shopFactory().down({ url })).deleted).toEqual({});
      expect(await snapshot(url)).toEqual(before);
    });

    it('takes what the app hung on our rows, and nothing else', async () => {
      await runSql(
        url,
        `CREATE TABLE comments (
           id serial PRIMARY KEY, user_id integer REFERENCES users, parent_id integer REFERENCES comments,
           body text);
         CREATE TABLE likes (comment_id integer REFERENCES comments ON DELETE CASCADE);
         CREATE TABLE notes (author integer REFERENCES users ON DELETE SET NULL, body text);
         CREATE TABLE badges (owner integer NOT NULL REFERENCES users ON DELETE SET NULL, name text)`,
      );
      await shopFactory().up({ url });
      await runSql(
        url,
        `INSERT INTO orgs (name) VALUES ('App');
         INSERT INTO users (org_id, email, role, created_at) VALUES
           (6, 'theirs', 'viewer', now()), (1, 'in our org', 'viewer', now());
         INSERT INTO comments (user_id, parent_id, body) VALUES
           (5, NULL, 'ours'), (101, 1, 'below ours'), (101, NULL, 'theirs'), (102, NULL, 'in our org'), (NULL, 3, 'stays');
         INSERT INTO likes VALUES (1), (2), (3), (4), (5);
         INSERT INTO notes VALUES (5, 'set null'), (101, 'stays');
         INSERT INTO badges VALUES (5, 'cannot stay'), (101, 'stays')`,
      );
      const { deleted } = await shopFactory().down({ url });
      expect(deleted).toMatchObject({
        'public.users': 101,
        'public.comments': 3,
        'public.likes': 3,
        'public.badges': 1,
      });
      expect(await select(url, 'SELECT name FROM orgs')).toEqual([{ name: 'App' }]);
      expect(await select(url, 'SELECT email FROM users')).toEqual([{ email: 'theirs' }]);
      expect(await select(url, 'SELECT body FROM comments ORDER BY id')).toEqual([
        { body: 'theirs' },
        { body: 'stays' },
      ]);
      expect(await select(url, 'SELECT author, body FROM notes ORDER BY body')).toEqual([
        { author: null, body: 'set null' },
        { author: 101, body: 'stays' },
      ]);
      const [org] = await select(url, `INSERT INTO orgs (name) VALUES ('next') RETURNING id`);
      expect(org).toEqual({ id: '7' });
    });

    it('passes over tables that are gone', async () => {
      await shopFactory().up({ url });
      await runSql(url, 'DROP TABLE members; ALTER TABLE visits RENAME TO page_views');
      // Renamed, their rows cannot be told from others, but they hang on rows of ours.
      const { deleted } = await shopFactory().down({ url });
      expect(deleted).toMatchObject({ 'public.page_views': 40 });
      expect(await countOf(url, 'orgs')).toBe(0);
    });

    it('says which column is missing to tell our rows from others', async () => {
      await shopFactory().up({ url });
      await runSql(url, 'ALTER TABLE projects RENAME COLUMN id TO key');
      const error = await rejection(shopFactory().down({ url }));
      expect(error.code).toBe('DEFINITIONS_STALE');
      expect(error.where).toBe('public.projects.id');
      expect(await countOf(url, 'orgs')).toBe(5);
    });
  });
});
