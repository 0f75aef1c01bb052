import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuid } from '../../../generators/identifier.ts';
import { ref } from '../../../generators/reference.ts';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  openMysqlClient,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';
import { countOf, select, snapshot } from './support/database.ts';

const ID = 'int not null auto_increment';

const JOBS_DDL = `
  CREATE TABLE jobs (id int AUTO_INCREMENT PRIMARY KEY, task varchar(20) NOT NULL);
  CREATE TABLE events (id int AUTO_INCREMENT PRIMARY KEY, job_id int NOT NULL, type varchar(20) NOT NULL,
    FOREIGN KEY (job_id) REFERENCES jobs (id));`;

function jobsFactory(jobs: number, events: number): LooseFactory {
  const factory = looseFactory(
    {
      jobs: {
        table: 'jobs',
        columns: { id: ID, task: 'varchar(20) not null' },
        primaryKey: ['id'],
      },
      events: {
        table: 'events',
        columns: { id: ID, job_id: 'int not null', type: 'varchar(20) not null' },
        primaryKey: ['id'],
        references: [{ columns: ['job_id'], to: 'jobs', key: ['id'] }],
      },
    },
    'mysql',
  );
  factory.define('jobs', { count: jobs, shape: { task: 'mail' } });
  return factory.define('events', {
    count: events,
    shape: { job_id: ref('jobs'), type: 'seeded' },
  });
}

forEachMysql((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'triggers');
    url = database.url;
  });
  afterEach(() => database.drop());

  describe.each([
    ['INSERT', 10, 25],
    ['LOAD DATA', 300, 700],
  ])('with rows written by %s', (_, jobs, events) => {
    it('a trigger that inserts into another seeded table', async () => {
      await runMysql(
        url,
        `${JOBS_DDL}
         CREATE TRIGGER note AFTER INSERT ON jobs FOR EACH ROW INSERT INTO events (job_id, type) VALUES (NEW.id, 'by trigger')`,
      );
      const before = await snapshot(url);
      const factory = jobsFactory(jobs, events);
      await factory.up({ url });
      expect(await countOf(url, 'events')).toBe(jobs + events);
      expect(await select(url, `SELECT * FROM events WHERE type = 'seeded' ORDER BY id`)).toEqual(
        factory.rows('events'),
      );
      expect((await factory.down({ url })).deleted).toEqual({ jobs, events: jobs + events });
      expect(await snapshot(url)).toEqual(before);
    });

    it('a trigger that changes values', async () => {
      await runMysql(
        url,
        `${JOBS_DDL}
         CREATE TRIGGER shout BEFORE INSERT ON jobs FOR EACH ROW SET NEW.task = UPPER(NEW.task)`,
      );
      const before = await snapshot(url);
      const factory = jobsFactory(jobs, events);
      await factory.up({ url });
      expect(
        await select(url, 'SELECT DISTINCT task COLLATE utf8mb4_bin AS task FROM jobs'),
      ).toEqual([{ task: 'MAIL' }]);
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
    });

    it('a trigger that changes keys, in an empty table and in one that is not', async () => {
      await runMysql(
        url,
        `${JOBS_DDL}
         CREATE TRIGGER shift BEFORE INSERT ON jobs FOR EACH ROW SET NEW.id = NEW.id * 2 + 1000`,
      );
      const empty = await snapshot(url);
      const factory = jobsFactory(jobs, 0);
      await factory.up({ url });
      expect(await countOf(url, 'jobs WHERE id > 1000')).toBe(jobs);
      expect((await factory.down({ url })).deleted).toEqual({ jobs });
      expect(await snapshot(url)).toEqual(empty);
      await runMysql(url, `INSERT INTO jobs VALUES (1, 'App')`);
      const before = await snapshot(url);
      const error = await rejection(factory.up({ url, append: true }));
      expect(error.code).toBe('COUNT_MISMATCH');
      expect(error.where).toBe('jobs');
      expect((await snapshot(url))['jobs']!.slice(1)).toEqual(before['jobs']!.slice(1));
    });

    it('a trigger that refuses a row', async () => {
      await runMysql(
        url,
        `${JOBS_DDL}
         CREATE TRIGGER refuse BEFORE INSERT ON jobs FOR EACH ROW
           IF NEW.id = 7 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'seven is unlucky'; END IF`,
      );
      const before = await snapshot(url);
      const error = await rejection(jobsFactory(jobs, events).up({ url }));
      expect(error.code).toBe('ROW_REJECTED');
      expect(error.message).toContain('seven is unlucky');
      expect(error.where).toBe('jobs, row 6');
      expect(error.fix).toContain('or the trigger that raised this');
      expect(await snapshot(url)).toEqual(before);
    });

    it.each([
      ['a key', `'x'`, 'another row has the same key (PRIMARY)', 1],
      ['a length', 'REPEAT(NEW.id, 10)', 'a text is longer than its column', 9],
    ])('a trigger that fails over %s of its own', async (_name, value, reason, row) => {
      await runMysql(
        url,
        `${JOBS_DDL}
         CREATE TABLE once (word varchar(10) PRIMARY KEY);
         CREATE TRIGGER once AFTER INSERT ON jobs FOR EACH ROW INSERT INTO once VALUES (${value})`,
      );
      const before = await snapshot(url);
      const error = await rejection(jobsFactory(jobs, events).up({ url }));
      expect(error.code).toBe('ROW_REJECTED');
      expect(error.message).toContain(reason);
      // MySQL says whose key it was.
      const named = server.kind === 'mysql' && row === 1;
      expect(error.where).toBe(named ? 'once' : `jobs, row ${row}`);
      if (!named) expect(error.fix).toContain('or look at what its triggers write');
      expect(await snapshot(url)).toEqual(before);
    });

    it('a counter that a trigger keeps on the parent', async () => {
      await runMysql(
        url,
        `${JOBS_DDL}
         ALTER TABLE jobs ADD COLUMN events int NOT NULL DEFAULT 0;
         CREATE TRIGGER more AFTER INSERT ON events FOR EACH ROW UPDATE jobs SET events = events + 1 WHERE id = NEW.job_id;
         CREATE TRIGGER less AFTER DELETE ON events FOR EACH ROW UPDATE jobs SET events = events - 1 WHERE id = OLD.job_id`,
      );
      const before = await snapshot(url);
      const factory = jobsFactory(jobs, events);
      await factory.up({ url });
      expect(await select(url, 'SELECT CAST(SUM(events) AS SIGNED) AS sum FROM jobs')).toEqual([
        { sum: events },
      ]);
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
    });

    it('a trigger that refuses deletes leaves everything as it is', async () => {
      await runMysql(
        url,
        `${JOBS_DDL}
         CREATE TRIGGER refuse BEFORE DELETE ON jobs FOR EACH ROW
           IF OLD.id = 3 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'keep your hands off'; END IF`,
      );
      const factory = jobsFactory(jobs, events);
      await factory.up({ url });
      const before = await snapshot(url);
      const error = await rejection(factory.down({ url }));
      expect(error.code).toBe('DATABASE_ERROR');
      expect(error.message).toContain('keep your hands off');
      expect(error.fix).toContain('trigger');
      expect(await snapshot(url)).toEqual(before);
      await runMysql(url, 'DROP TRIGGER refuse');
      await factory.down({ url });
      expect(await countOf(url, 'jobs')).toBe(0);
    });

    it('a procedure that a trigger calls, and the triggers of what it writes to', async () => {
      const client = await openMysqlClient(url);
      await client.query(`${JOBS_DDL}
        CREATE TABLE queue (number bigint unsigned AUTO_INCREMENT UNIQUE, job int, word char(36) PRIMARY KEY);
        CREATE TABLE \`audit of "queue"\` (id bigint AUTO_INCREMENT PRIMARY KEY, word char(36));
        INSERT INTO queue VALUES (40, NULL, 'app'); INSERT INTO \`audit of "queue"\` VALUES (90, 'app')`);
      await client.query(
        `CREATE PROCEDURE put(job int) BEGIN INSERT INTO queue (job, word) VALUES (job, UUID()); END`,
      );
      await client.query('CREATE TRIGGER put AFTER INSERT ON jobs FOR EACH ROW CALL put(NEW.id)');
      await client.query(
        'CREATE TRIGGER audit AFTER INSERT ON queue FOR EACH ROW INSERT INTO `audit of "queue"` (word) VALUES (NEW.word)',
      );
      await client.end();
      const before = await snapshot(url);
      const factory = jobsFactory(jobs, events);
      await factory.up({ url });
      expect(await countOf(url, 'queue')).toBe(jobs + 1);
      expect((await factory.down({ url })).deleted).toEqual({
        jobs,
        events,
        queue: jobs,
        '"audit of ""queue"""': jobs,
      });
      expect(await snapshot(url)).toEqual(before);
    });
  });

  describe('a trail that triggers keep without any reference', () => {
    const TRAILS = {
      'with a counter': 'id bigint AUTO_INCREMENT PRIMARY KEY, what varchar(9), who char(36)',
      'with a natural key': 'what varchar(9), who char(36), at char(36) PRIMARY KEY',
      'with no key': 'what varchar(9), who char(36)',
    };

    function trailDdl(columns: string): string {
      const at = columns.includes('at char') ? ['at', 'UUID()'] : ['what', ''];
      const insert = (event: string, row: string): string =>
        `CREATE TRIGGER follow_${event} AFTER ${event} ON users FOR EACH ROW
           INSERT INTO trail (who, ${at[0] === 'at' ? 'at, ' : ''}what) VALUES (${row}.id, ${at[1] === '' ? '' : 'UUID(), '}'${event}')`;
      return `
        CREATE TABLE users (id char(36) PRIMARY KEY, name varchar(40));
        CREATE TABLE trail (${columns});
        ${insert('INSERT', 'NEW')}; ${insert('UPDATE', 'NEW')}; ${insert('DELETE', 'OLD')};`;
    }

    function usersFactory(count: number): LooseFactory {
      const factory = looseFactory(
        {
          users: {
            table: 'users',
            columns: { id: 'char(36) not null', name: 'varchar(40)' },
            primaryKey: ['id'],
          },
        },
        'mysql',
      );
      return factory.define('users', { count, shape: { id: uuid(), name: 'Ada' } });
    }

    const APP = `
      INSERT INTO users VALUES ('00000000-0000-0000-0000-000000000001', 'App');
      UPDATE users SET name = 'App 2'`;

    describe.each(Object.entries(TRAILS))('%s', (_, columns) => {
      it.each([20, 400])('goes with %i rows, what the app did stays', async (count) => {
        await runMysql(url, trailDdl(columns) + APP);
        const before = await snapshot(url);
        const factory = usersFactory(count);
        await factory.up({ url, append: true });
        expect(await countOf(url, 'trail')).toBe(count + 2);
        expect((await factory.down({ url })).deleted).toEqual({ users: count, trail: count });
        expect(await snapshot(url)).toEqual(before);

        await factory.up({ url, append: true });
        await runMysql(url, `UPDATE users SET name = 'Grace' WHERE name = 'Ada' LIMIT 5`);
        await factory.down({ url });
        expect(await select(url, 'SELECT name FROM users')).toEqual([{ name: 'App 2' }]);
        // What the app's own update of our rows left is the app's; nothing says it was not.
        expect(
          await select(url, 'SELECT what, COUNT(*) AS found FROM trail GROUP BY 1 ORDER BY 1'),
        ).toEqual([
          { what: 'INSERT', found: 1 },
          { what: 'UPDATE', found: 6 },
        ]);
      });

      it('starts empty and ends empty', async () => {
        await runMysql(url, trailDdl(columns));
        const before = await snapshot(url);
        const factory = usersFactory(300);
        await factory.up({ url });
        await factory.down({ url });
        expect(await snapshot(url)).toEqual(before);
      });

      it('leaves nothing where the load fails', async () => {
        await runMysql(url, trailDdl(columns) + APP);
        const before = await snapshot(url);
        const factory = usersFactory(300).define('users', {
          shape: {
            name: ({ index }) => {
              if (index === 280) throw new Error('no name');
              return 'Ada';
            },
          },
        });
        expect((await rejection(factory.up({ url, append: true }))).code).toBe('VALUE_INVALID');
        expect((await snapshot(url))['users']).toEqual(before['users']);
        expect((await snapshot(url))['trail']!.slice(1)).toEqual(before['trail']!.slice(1));
      });
    });

    it('is told from what the app writes into it meanwhile', async () => {
      await runMysql(url, trailDdl(TRAILS['with a counter']) + APP);
      const client = await openMysqlClient(url);
      let adding = true;
      const app = (async (): Promise<number> => {
        let added = 0;
        for (; adding; added++) {
          await client.query(`INSERT INTO trail (what, who) VALUES ('app', ?)`, [`a${added}`]);
        }
        return added;
      })();
      try {
        const factory = usersFactory(3000);
        await factory.up({ url, append: true });
        expect(await countOf(url, `trail WHERE what = 'INSERT'`)).toBe(3001);
        await factory.down({ url });
        adding = false;
        const added = await app;
        expect(added).toBeGreaterThan(10);
        expect(
          await select(url, 'SELECT what, COUNT(*) AS found FROM trail GROUP BY 1 ORDER BY 1'),
        ).toEqual([
          { what: 'app', found: added },
          { what: 'INSERT', found: 1 },
          { what: 'UPDATE', found: 1 },
        ]);
      } finally {
        adding = false;
        await app;
        await client.end();
      }
    });

    it('is not mistaken for ours where triggers change rows of the app', async () => {
      await runMysql(
        url,
        `CREATE TABLE t (name varchar(20), seen int);
         CREATE TABLE tally (what varchar(9) PRIMARY KEY, found int);
         INSERT INTO t VALUES ('App', 0); INSERT INTO tally VALUES ('t', 1);
         CREATE TABLE users (id char(36) PRIMARY KEY, name varchar(40));
         CREATE TRIGGER touch AFTER INSERT ON users FOR EACH ROW BEGIN
           UPDATE t SET seen = seen + 1;
           INSERT INTO tally VALUES ('t', 1) ON DUPLICATE KEY UPDATE found = found + 1; END`,
      );
      const factory = usersFactory(20);
      await factory.up({ url, append: true });
      await factory.down({ url });
      // A row that a trigger changes rather than adds is nobody's alone.
      expect(await select(url, 'SELECT * FROM t')).toEqual([{ name: 'App', seen: 20 }]);
      expect(await select(url, 'SELECT * FROM tally')).toEqual([{ what: 't', found: 21 }]);
    });

    it('that is the table itself is an error where it changes rows that were there', async () => {
      await runMysql(
        url,
        `CREATE TABLE users (id char(36) PRIMARY KEY, name varchar(40));
         CREATE TABLE t (name varchar(20), seen int); INSERT INTO t VALUES ('App', 0);
         CREATE TRIGGER touch AFTER INSERT ON users FOR EACH ROW UPDATE t SET seen = seen + 1`,
      );
      const factory = looseFactory(
        {
          t: { table: 't', columns: { name: 'varchar(20)', seen: 'int' } },
          users: { table: 'users', columns: { id: 'char(36) not null' }, primaryKey: ['id'] },
        },
        'mysql',
      );
      factory.define('t', { count: 10, shape: { name: 'x', seen: 1 } });
      factory.define('users', { count: 10, shape: { id: uuid() } });
      const before = await snapshot(url);
      const error = await rejection(factory.up({ url, append: true }));
      expect(error.code).toBe('COUNT_MISMATCH');
      expect(error.message).toContain('A trigger changed or deleted rows');
      expect(await snapshot(url)).toEqual(before);
    });
  });
});
