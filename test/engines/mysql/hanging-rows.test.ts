import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  openMysqlClient,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { countOf, select, snapshot } from './support/database.ts';
import { SHOP_DDL, shopFactory } from './support/shop.ts';

forEachMysql((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'hanging');
    url = database.url;
    await runMysql(url, SHOP_DDL);
  });
  afterEach(() => database.drop());

  const APP = `
    INSERT INTO orgs (id, name) VALUES (600, 'App');
    INSERT INTO users (id, org_id, email, role, created_at) VALUES
      (601, 600, 'theirs', 'viewer', NOW()), (602, 1, 'in our org', 'viewer', NOW())`;

  describe('rows that the app hung on ours', () => {
    it('go or are cleared as their keys say, and nothing else changes', async () => {
      await runMysql(
        url,
        `CREATE TABLE comments (
           id int AUTO_INCREMENT PRIMARY KEY, user_id int, parent_id int, body varchar(40),
           FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT,
           FOREIGN KEY (parent_id) REFERENCES comments (id));
         CREATE TABLE likes (comment_id int, FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE);
         CREATE TABLE notes (
           author int, body varchar(40),
           changed_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
           FOREIGN KEY (author) REFERENCES users (id) ON DELETE SET NULL);
         CREATE TABLE badges (owner int NOT NULL, name varchar(40), FOREIGN KEY (owner) REFERENCES users (id))`,
      );
      await shopFactory().up({ url });
      await runMysql(
        url,
        `${APP};
         INSERT INTO comments VALUES
           (1, 5, NULL, 'ours'), (2, 601, 1, 'below ours'), (3, 601, NULL, 'theirs'),
           (4, 602, NULL, 'in our org'), (5, NULL, 3, 'stays');
         INSERT INTO likes VALUES (1), (2), (3), (4), (5), (3);
         INSERT INTO notes (author, body, changed_at) VALUES
           (5, 'set null', '2020-01-01'), (601, 'stays', '2020-01-01');
         INSERT INTO badges VALUES (5, 'cannot stay'), (601, 'stays')`,
      );
      const { deleted } = await shopFactory().down({ url });
      expect(deleted).toMatchObject({ users: 101, comments: 3, likes: 3, badges: 1 });
      expect(await select(url, 'SELECT name FROM orgs')).toEqual([{ name: 'App' }]);
      expect(await select(url, 'SELECT email FROM users')).toEqual([{ email: 'theirs' }]);
      expect(await select(url, 'SELECT body FROM comments ORDER BY id')).toEqual([
        { body: 'theirs' },
        { body: 'stays' },
      ]);
      expect(await select(url, 'SELECT * FROM likes ORDER BY 1')).toEqual([
        { comment_id: 3 },
        { comment_id: 3 },
        { comment_id: 5 },
      ]);
      expect(
        await select(url, 'SELECT author, body, YEAR(changed_at) AS year FROM notes ORDER BY body'),
      ).toEqual([
        { author: null, body: 'set null', year: 2020 },
        { author: 601, body: 'stays', year: 2020 },
      ]);
      expect(await countOf(url, 'badges')).toBe(1);
    });

    it('by composite keys, through keyless tables, and by a key that is not the primary one', async () => {
      await runMysql(
        url,
        `CREATE TABLE roles (
           project_id binary(16), user_id int, role varchar(9),
           FOREIGN KEY (project_id, user_id) REFERENCES members (project_id, user_id));
         CREATE TABLE mails (
           email varchar(255), subject varchar(40), number int UNIQUE,
           FOREIGN KEY (email) REFERENCES users (email) ON UPDATE CASCADE);
         CREATE TABLE replies (mail int, FOREIGN KEY (mail) REFERENCES mails (number));
         CREATE TABLE flags (code varchar(20), FOREIGN KEY (code) REFERENCES projects (code) ON DELETE SET NULL)`,
      );
      await shopFactory().up({ url });
      await runMysql(
        url,
        `${APP};
         INSERT INTO projects VALUES (REPEAT('p', 16), 600, 'theirs');
         INSERT INTO members VALUES (REPEAT('p', 16), 601);
         INSERT INTO roles SELECT project_id, user_id, 'x' FROM members;
         INSERT INTO mails VALUES ('theirs', 'stays', 1), ('user7.7@example.test', 'goes', 2), ('in our org', 'goes', NULL), (NULL, 'stays', 3);
         INSERT INTO replies VALUES (1), (2), (2), (3), (NULL);
         INSERT INTO flags SELECT code FROM projects WHERE code LIKE 'P1%' OR code = 'theirs'`,
      );
      const { deleted } = await shopFactory().down({ url });
      expect(deleted).toMatchObject({ roles: 60, mails: 2, replies: 2 });
      expect(await countOf(url, 'roles')).toBe(1);
      expect(await select(url, 'SELECT subject FROM mails')).toEqual([
        { subject: 'stays' },
        { subject: 'stays' },
      ]);
      expect(await countOf(url, 'replies')).toBe(3);
      expect(await select(url, 'SELECT code, COUNT(*) AS found FROM flags GROUP BY code')).toEqual([
        { code: null, found: 11 },
        { code: 'theirs', found: 1 },
      ]);
    });

    it('of which some are equal to ours', async () => {
      await shopFactory().up({ url });
      await runMysql(
        url,
        `${APP};
         INSERT INTO visits SELECT org_id, page FROM visits;
         INSERT INTO visits VALUES (600, '/page/0'), (600, '/page/0')`,
      );
      const { deleted } = await shopFactory().down({ url });
      expect(deleted).toMatchObject({ visits: 80 });
      expect(await select(url, 'SELECT DISTINCT org_id FROM visits')).toEqual([{ org_id: 600 }]);
      expect(await countOf(url, 'visits')).toBe(2);
    });

    it('in circles, of two tables and of one', async () => {
      await runMysql(
        url,
        `CREATE TABLE teams (id int PRIMARY KEY, owner int, lead_id int, FOREIGN KEY (owner) REFERENCES users (id));
         CREATE TABLE people (id int PRIMARY KEY, team_id int, boss int,
           FOREIGN KEY (team_id) REFERENCES teams (id), FOREIGN KEY (boss) REFERENCES people (id));
         ALTER TABLE teams ADD FOREIGN KEY (lead_id) REFERENCES people (id);
         CREATE TABLE desks (id int PRIMARY KEY, person int, seen_at datetime ON UPDATE CURRENT_TIMESTAMP,
           FOREIGN KEY (person) REFERENCES people (id) ON DELETE SET NULL)`,
      );
      await shopFactory().up({ url });
      await runMysql(
        url,
        `${APP};
         INSERT INTO teams VALUES (1, 5, NULL), (2, 601, NULL), (3, NULL, NULL), (4, NULL, NULL);
         INSERT INTO people VALUES (1, 1, NULL), (2, 2, NULL), (3, 3, 1), (4, NULL, 3), (5, 2, 5);
         UPDATE teams SET lead_id = 1 WHERE id = 1; UPDATE teams SET lead_id = 2 WHERE id = 2;
         UPDATE teams SET lead_id = 4 WHERE id = 4;
         INSERT INTO desks VALUES (1, 4, NULL), (2, 2, NULL), (3, NULL, NULL)`,
      );
      const { deleted } = await shopFactory().down({ url });
      // 1 is ours; person 1 is in it; 3 and 4 are below; team 4 is led by 4.
      expect(deleted).toMatchObject({ teams: 2, people: 3 });
      expect(await select(url, 'SELECT id FROM teams ORDER BY id')).toEqual([{ id: 2 }, { id: 3 }]);
      expect(await select(url, 'SELECT id FROM people ORDER BY id')).toEqual([
        { id: 2 },
        { id: 5 },
      ]);
      expect(await select(url, 'SELECT * FROM desks ORDER BY id')).toEqual([
        { id: 1, person: null, seen_at: null },
        { id: 2, person: 2, seen_at: null },
        { id: 3, person: null, seen_at: null },
      ]);
    });

    it('in another database', async () => {
      const other = await createDatabase(server, 'elsewhere');
      const home = decodeURIComponent(new URL(url).pathname.slice(1));
      try {
        await runMysql(
          other.url,
          `CREATE TABLE invoices (id int PRIMARY KEY, user_id int NOT NULL, FOREIGN KEY (user_id) REFERENCES \`${home}\`.users (id));
           CREATE TABLE \`lines.of\` (invoice int, FOREIGN KEY (invoice) REFERENCES invoices (id));
           CREATE TABLE users (id int PRIMARY KEY);
           CREATE TABLE fans (user_id int, FOREIGN KEY (user_id) REFERENCES \`${home}\`.users (id) ON DELETE SET NULL)`,
        );
        await shopFactory().up({ url });
        await runMysql(url, APP);
        await runMysql(
          other.url,
          `INSERT INTO invoices VALUES (1, 5), (2, 601), (3, 602); INSERT INTO \`lines.of\` VALUES (1), (2), (3);
           INSERT INTO users VALUES (1), (2); INSERT INTO fans VALUES (5), (601)`,
        );
        await shopFactory().down({ url });
        expect(await select(other.url, 'SELECT id FROM invoices')).toEqual([{ id: 2 }]);
        expect(await select(other.url, 'SELECT * FROM `lines.of`')).toEqual([{ invoice: 2 }]);
        expect(await countOf(other.url, 'users')).toBe(2);
        expect(await select(other.url, 'SELECT * FROM fans ORDER BY 1')).toEqual([
          { user_id: null },
          { user_id: 601 },
        ]);
      } finally {
        await runMysql(
          other.url,
          'SET foreign_key_checks = 0; DROP TABLE fans, invoices, `lines.of`',
        );
        await other.drop();
      }
    });
  });

  it('nobody hangs anything on rows that are going', async () => {
    await shopFactory(20).up({ url });
    await runMysql(
      url,
      'CREATE TABLE pins (user_id int NOT NULL, FOREIGN KEY (user_id) REFERENCES users (id))',
    );
    const client = await openMysqlClient(url);
    let adding = true;
    const app = (async (): Promise<number> => {
      let added = 0;
      for (let id = 1; adding; id++) {
        try {
          await client.query('INSERT INTO pins VALUES (?)', [1 + (id % 2000)]);
          added++;
        } catch {
          // The user is gone already.
        }
      }
      return added;
    })();
    try {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const { deleted } = await shopFactory().down({ url });
      adding = false;
      expect(await app).toBe(deleted['pins']);
      expect(await countOf(url, 'pins')).toBe(0);
    } finally {
      adding = false;
      await client.end();
    }
  });

  it('counts orphans over every key, those of an import among them', async () => {
    await shopFactory().up({ url });
    await runMysql(
      url,
      `SET foreign_key_checks = 0;
       INSERT INTO tokens VALUES ('ffffffff-0000-4000-8000-000000000000', 77777)`,
    );
    const before = await snapshot(url);
    const error = await rejection(shopFactory().down({ url }));
    expect(error.code).toBe('ORPHANS_FOUND');
    expect(error.message).toContain('1 rows of tokens refer to rows of users that are not there');
    expect(error.message).toContain('mend or delete them');
    expect(await snapshot(url)).toEqual(before);
  });
});
