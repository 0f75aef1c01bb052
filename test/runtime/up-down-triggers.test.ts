import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ref, tree } from '../../generators/reference.ts';
import { countOf, select, snapshot } from '../engines/support/database.ts';
import { looseFactory } from '../engines/support/loose-factory.ts';
import { rejection } from '../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

const ID = 'integer not null serial';

forEachServer((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'triggers');
    url = database.url;
  });
  afterEach(() => database.drop());

  describe('triggers and rules', () => {
    const JOBS = {
      jobs: {
        table: 'public.jobs',
        columns: { id: ID, task: 'text not null' },
        primaryKey: ['id'],
      },
      events: {
        table: 'public.events',
        columns: { id: ID, job_id: 'integer not null', type: 'text not null' },
        primaryKey: ['id'],
        references: [{ columns: ['job_id'], to: 'jobs', key: ['id'] }],
      },
    };
    const JOBS_DDL = `
      CREATE TABLE jobs (id serial PRIMARY KEY, task text NOT NULL);
      CREATE TABLE events (id serial PRIMARY KEY, job_id integer NOT NULL REFERENCES jobs, type text NOT NULL);
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO events (job_id, type) VALUES (NEW.id, 'by trigger'); RETURN NULL; END $$;`;

    it('a trigger that inserts into another seeded table', async () => {
      await runSql(
        url,
        `${JOBS_DDL} CREATE TRIGGER note AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION note()`,
      );
      const before = await snapshot(url);
      const factory = looseFactory(JOBS);
      factory.define('jobs', { count: 10, shape: { task: 'mail' } });
      factory.define('events', { count: 25, shape: { job_id: ref('jobs'), type: 'seeded' } });
      await factory.up({ url });
      expect(await countOf(url, 'events')).toBe(35);
      expect(await select(url, `SELECT * FROM events WHERE type = 'seeded' ORDER BY id`)).toEqual(
        factory.rows('events'),
      );
      expect((await factory.down({ url })).deleted).toEqual({
        'public.jobs': 10,
        'public.events': 35,
      });
      expect(await snapshot(url)).toEqual(before);
    });

    it.each([
      [
        'a trigger that drops rows',
        'CREATE TRIGGER t BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION drop_odd()',
      ],
      ['a rule that drops rows', 'CREATE RULE r AS ON INSERT TO jobs DO INSTEAD NOTHING'],
      [
        'a trigger that deletes rows again',
        'CREATE TRIGGER t AFTER INSERT ON jobs FOR EACH STATEMENT EXECUTE FUNCTION thin_out()',
      ],
    ])('%s is noticed', async (_, ddl) => {
      await runSql(
        url,
        `${JOBS_DDL}
         CREATE FUNCTION drop_odd() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN IF NEW.id % 2 = 1 THEN RETURN NULL; END IF; RETURN NEW; END $$;
         CREATE FUNCTION thin_out() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN DELETE FROM jobs WHERE id % 2 = 1; RETURN NULL; END $$;
         ${ddl}`,
      );
      const before = await snapshot(url);
      const factory = looseFactory(JOBS);
      factory.define('jobs', { count: 10, shape: { task: 'mail' } });
      factory.define('events', { count: 0 });
      const error = await rejection(factory.up({ url }));
      expect(error.code).toBe('COUNT_MISMATCH');
      expect(error.where).toBe('public.jobs');
      expect(await snapshot(url)).toEqual(before);
    });

    it('a trigger that refuses a row', async () => {
      await runSql(
        url,
        `${JOBS_DDL}
         CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN IF NEW.id = 7 THEN RAISE 'seven is unlucky'; END IF; RETURN NEW; END $$;
         CREATE TRIGGER refuse BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION refuse()`,
      );
      const factory = looseFactory(JOBS);
      factory.define('jobs', { count: 10, shape: { task: 'mail' } });
      factory.define('events', { count: 0 });
      const error = await rejection(factory.up({ url }));
      expect(error.code).toBe('ROW_REJECTED');
      expect(error.message).toContain('seven is unlucky');
      expect(error.where).toBe('public.jobs, row 6');
    });

    it('a counter that a trigger keeps on the parent', async () => {
      await runSql(
        url,
        `${JOBS_DDL}
         ALTER TABLE jobs ADD COLUMN count integer NOT NULL DEFAULT 0;
         CREATE FUNCTION tally() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           UPDATE jobs SET count = count + 1 WHERE id = NEW.job_id;
           UPDATE jobs SET count = count - 1 WHERE id = OLD.job_id;
           RETURN NULL; END $$;
         CREATE TRIGGER tally AFTER INSERT OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION tally()`,
      );
      const before = await snapshot(url);
      const factory = looseFactory(JOBS);
      factory.define('jobs', { count: 4, shape: { task: 'mail' } });
      factory.define('events', { count: 20, shape: { job_id: ref('jobs'), type: 'seeded' } });
      await factory.up({ url });
      expect(await select(url, 'SELECT sum(count)::int AS sum FROM jobs')).toEqual([{ sum: 20 }]);
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
    });

    it('a trigger that refuses deletes leaves everything as it is', async () => {
      await runSql(
        url,
        `${JOBS_DDL}
         CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'keep your hands off'; END $$;
         CREATE TRIGGER refuse BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse()`,
      );
      const factory = looseFactory(JOBS);
      factory.define('jobs', { count: 1500, shape: { task: 'mail' } });
      factory.define('events', { count: 1500, shape: { job_id: ref('jobs'), type: 'seeded' } });
      await factory.up({ url });
      const before = await snapshot(url);
      const error = await rejection(factory.down({ url }));
      expect(error.code).toBe('DATABASE_ERROR');
      expect(error.message).toContain('keep your hands off');
      expect(await snapshot(url)).toEqual(before);
      await runSql(url, 'DROP TRIGGER refuse ON events');
      await factory.down({ url });
      expect(await countOf(url, 'jobs')).toBe(0);
    });

    it('a trigger that silently keeps rows from being deleted is noticed', async () => {
      await runSql(
        url,
        `${JOBS_DDL}
         CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
         CREATE TRIGGER keep BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION keep()`,
      );
      const factory = looseFactory(JOBS);
      factory.define('jobs', { count: 3, shape: { task: 'mail' } });
      factory.define('events', { count: 3, shape: { job_id: ref('jobs'), type: 'seeded' } });
      await factory.up({ url });
      const before = await snapshot(url);
      const error = await rejection(factory.down({ url }));
      expect(['ROW_REJECTED', 'DATABASE_ERROR']).toContain(error.code);
      expect(error.message).toContain('events');
      expect(await snapshot(url)).toEqual(before);
    });
  });

  describe('row level security', () => {
    it('is written through by INSERT, as a role that does not own the tables', async () => {
      const role = `app_${Date.now()}`;
      await runSql(
        url,
        `CREATE ROLE ${role} LOGIN PASSWORD 'secret';
         CREATE TABLE nodes (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
           parent_id integer NOT NULL REFERENCES nodes, tags text[]);
         ALTER TABLE nodes ENABLE ROW LEVEL SECURITY;
         CREATE POLICY all_of_it ON nodes TO ${role} USING (true) WITH CHECK (parent_id > 0);
         GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role};
         GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
      );
      try {
        const asRole = new URL(url);
        asRole.username = role;
        asRole.password = 'secret';
        const factory = looseFactory({
          nodes: {
            table: 'public.nodes',
            columns: {
              id: 'integer not null identity always',
              parent_id: 'integer not null',
              tags: 'text[]',
            },
            primaryKey: ['id'],
            references: [{ columns: ['parent_id'], to: 'nodes', key: ['id'] }],
          },
        });
        factory.define('nodes', {
          count: 2500,
          shape: { parent_id: ref('nodes', { fanout: tree({ depth: 40 }) }), tags: ["it's", '\\'] },
        });
        const refused = await rejection(factory.up({ url: asRole.href }));
        expect(refused.message).toContain('may not keep the ledger');
        await runSql(url, `CREATE SCHEMA gen_factories AUTHORIZATION ${role}`);
        await factory.up({ url: asRole.href });
        expect(await select(url, 'SELECT * FROM nodes ORDER BY id')).toEqual(factory.rows('nodes'));
        expect((await factory.down({ url: asRole.href })).deleted).toEqual({
          'public.nodes': 2500,
        });
      } finally {
        await runSql(url, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
      }
    });
  });

  describe('a trail that a trigger keeps without any reference', () => {
    const USERS = {
      users: {
        table: 'public.users',
        columns: { id: 'uuid not null', name: 'text' },
        primaryKey: ['id'],
      },
    };
    const TRAIL_DDL = `
      CREATE TABLE users (id uuid PRIMARY KEY, name text);
      CREATE TABLE trail (id bigserial PRIMARY KEY, what text, who uuid);
      CREATE TABLE tally (what text PRIMARY KEY, count integer);
      CREATE FUNCTION follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO trail (what, who) VALUES (TG_OP, COALESCE(NEW.id, OLD.id));
        INSERT INTO tally VALUES (TG_OP, 1) ON CONFLICT (what) DO UPDATE SET count = tally.count + 1;
        RETURN NULL; END $$;
      CREATE TRIGGER follow AFTER INSERT OR UPDATE OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION follow();
      INSERT INTO users VALUES ('00000000-0000-0000-0000-000000000001', 'App');
      UPDATE users SET name = 'App 2'`;

    it('goes with the rows, what the app did stays', async () => {
      await runSql(url, TRAIL_DDL);
      const factory = looseFactory(USERS);
      factory.define('users', { count: 10, shape: { name: 'Ada' } });
      await factory.up({ url, append: true });
      expect(await countOf(url, 'trail')).toBe(12);
      await runSql(url, `UPDATE users SET name = 'Grace' WHERE name = 'Ada'`);
      expect((await factory.down({ url })).deleted).toEqual({
        'public.users': 10,
        'public.trail': 10,
      });
      expect(await select(url, 'SELECT name FROM users')).toEqual([{ name: 'App 2' }]);
      // What the app's own update of our rows left is the app's; nothing says it was not.
      expect(
        await select(url, 'SELECT what, count(*)::int FROM trail GROUP BY 1 ORDER BY 1'),
      ).toEqual([
        { what: 'INSERT', count: 1 },
        { what: 'UPDATE', count: 11 },
      ]);
      // A row that a trigger changes rather than adds is nobody's alone.
      expect(await select(url, `SELECT what FROM tally ORDER BY 1`)).toContainEqual({
        what: 'INSERT',
      });
    });

    it('is not mistaken for ours where a trigger changes rows of the app', async () => {
      await runSql(
        url,
        `${TRAIL_DDL};
         CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           UPDATE users SET name = name WHERE id = '00000000-0000-0000-0000-000000000001'; RETURN NULL; END $$;
         CREATE TRIGGER touch AFTER INSERT ON users FOR EACH STATEMENT EXECUTE FUNCTION touch()`,
      );
      const factory = looseFactory(USERS);
      factory.define('users', { count: 10, shape: { name: 'Ada' } });
      const error = await rejection(factory.up({ url, append: true }));
      expect(error.code).toBe('COUNT_MISMATCH');
      expect(error.message).toContain('public.users');
      expect(await select(url, 'SELECT name FROM users')).toEqual([{ name: 'App 2' }]);
    });
  });
});
