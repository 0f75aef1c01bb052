import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { countOf, select } from '../engines/support/database.ts';
import { createDatabase, runSql, type TestDatabase } from '../support/servers.ts';
import { jsonOf, onOneServer, Project, startCli, type Finished } from '../support/cli.ts';

const DDL = `
  CREATE TABLE orgs (id bigserial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE users (id serial PRIMARY KEY, org_id bigint NOT NULL REFERENCES orgs, email varchar(255) NOT NULL UNIQUE);
  CREATE TABLE visits (page text NOT NULL);`;

const OVERLAY = `
  import { factory } from './generated/index';
  factory.define('orgs', { count: 5 });
  factory.define('users', { count: 100 });
  factory.define('visits', { count: 10 });
  factory.scenario('large-org', ({ add }) => {
    const org = add('orgs', { name: 'Globex' });
    add('users', 50, { org_id: org });
  });
  factory.scenario('new-org', ({ add }) => add('orgs'));
  export { factory };`;

const ROWS = { 'public.orgs': 5, 'public.users': 100, 'public.visits': 10 };

onOneServer((server) => {
  let database: TestDatabase;
  let url: string;
  const project = new Project();
  const loaded = async (): Promise<number[]> =>
    Promise.all(['orgs', 'users', 'visits'].map((table) => countOf(url, table)));

  beforeAll(async () => {
    database = await createDatabase(server, 'up_down');
    url = database.url;
    await runSql(url, DDL);
    await project.run(['generate', '--url', url, '--out', 'db']);
    project.write({ 'db/index.ts': OVERLAY });
  });
  afterAll(async () => {
    project.remove();
    await database.drop();
  });
  afterEach(() =>
    runSql(url, 'TRUNCATE orgs, users, visits; DROP SCHEMA IF EXISTS gen_factories CASCADE'),
  );

  describe('under --json, one line', () => {
    it('of plan, up, up again and down', async () => {
      const plan = await project.run(['plan', '--factories', 'db', '--json']);
      expect(jsonOf(plan)).toMatchObject({ ok: true, rows: ROWS, total: 115 });

      const up = await project.run(['up', '--url', url, '--factories', 'db', '--json']);
      expect([up.status, up.stderr]).toEqual([0, '']);
      const { ok, rows, ms, phases, unchanged } = jsonOf(up);
      expect({ ok, rows, unchanged }).toEqual({ ok: true, rows: ROWS, unchanged: false });
      expect(ms).toBeGreaterThan(0);
      expect(phases).toMatchObject({
        load: expect.any(Number) as number,
        verify: expect.any(Number) as number,
      });
      expect(await loaded()).toEqual([5, 100, 10]);

      const again = await project.run(['up', '--factories', 'db/generated', '--json'], {
        DATABASE_URL: url,
      });
      expect(jsonOf(again)).toMatchObject({ ok: true, unchanged: true });

      const down = await project.run(['down', '--url', url, '--factories', 'db', '--json']);
      expect([down.status, down.stderr]).toEqual([0, '']);
      expect(jsonOf(down)).toMatchObject({ ok: true, deleted: ROWS, orphans: 0 });
      expect(await loaded()).toEqual([0, 0, 0]);
    });

    it('of an error, which is told on stderr too', async () => {
      const result = await project.run([
        'up',
        '--url',
        url,
        '--factories',
        'db',
        '--scenario',
        'nope',
        '--json',
      ]);
      expect(result.status).toBe(2);
      const { ok, error } = jsonOf<{ ok: boolean; error: { code: string; message: string } }>(
        result,
      );
      expect([ok, error.code]).toEqual([false, 'SCENARIO_UNKNOWN']);
      expect(result.stderr).toBe(`error [SCENARIO_UNKNOWN] ${error.message}\n`);
    });
  });

  it('without it, a table a line and the total on stdout', async () => {
    const up = await project.run(['up', '--url', url, '--factories', 'db']);
    expect(up.stdout).toMatch(
      /^ {2}5 {2}public\.orgs\n100 {2}public\.users\n 10 {2}public\.visits\n115 rows in [\d.]+ s\n$/,
    );
    expect((await project.run(['up', '--url', url, '--factories', 'db'])).stdout).toBe(
      'nothing to do: these rows are there already\n',
    );
    const down = await project.run(['down', '--url', url]);
    expect(down.stdout).toContain('115 rows removed, 0 orphans left\n');
    expect((await project.run(['down', '--url', url])).stdout).toBe(
      'nothing to do: gen-factories has no rows in this database\n',
    );
    expect(up.stderr + down.stderr).toBe('');
  });

  it('one list of flags fits up, down and plan', async () => {
    const flags = [
      '--url',
      url,
      '--factories',
      'db',
      '--scale',
      '2',
      '--scenario',
      'large-org',
      '--append',
      '--yes',
      '--json',
    ];
    const rows = { 'public.orgs': 11, 'public.users': 250, 'public.visits': 20 };
    expect(jsonOf(await project.run(['plan', ...flags]))).toMatchObject({ ok: true, rows });
    expect(jsonOf(await project.run(['up', ...flags]))).toMatchObject({ ok: true, rows });
    expect(jsonOf(await project.run(['down', ...flags]))).toMatchObject({
      ok: true,
      deleted: rows,
      orphans: 0,
    });
  });

  it('scenarios are laid on top of the base, several at once', async () => {
    const flags = ['--url', url, '--factories', 'db', '--json'];
    await project.run(['up', ...flags]);
    await project.run(['up', ...flags, '--scenario', 'large-org', '--scenario', 'new-org']);
    expect(await loaded()).toEqual([7, 150, 10]);
    await project.run(['down', ...flags]);
    expect(await loaded()).toEqual([0, 0, 0]);
  });

  describe('rows of others', () => {
    const mine = ['--factories', 'db', '--json'];

    it('are in the way, unless rows are to be added to them', async () => {
      await runSql(
        url,
        `INSERT INTO orgs (name) VALUES ('mine'); INSERT INTO visits VALUES ('mine')`,
      );
      const refused = await project.run(['up', '--url', url, ...mine]);
      expect([refused.status, jsonOf(refused)['ok']]).toEqual([2, false]);
      expect(refused.stderr).toMatch(
        /\[TARGET_NOT_EMPTY\] .*public\.orgs, public\.visits.*--append/,
      );
      expect(await loaded()).toEqual([1, 0, 1]);
      expect((await project.run(['up', '--url', url, ...mine, '--append'])).status).toBe(0);
      expect(await loaded()).toEqual([6, 100, 11]);
      expect(jsonOf(await project.run(['down', '--url', url, ...mine]))).toMatchObject({
        deleted: ROWS,
      });
      expect(await select(url, 'SELECT name FROM orgs')).toEqual([{ name: 'mine' }]);
    });
  });

  describe('where it must not write', () => {
    it.each(['up', 'down'])(
      '%s refuses where the environment says production, whatever is confirmed',
      async (command) => {
        const flags = [command, '--url', url, '--factories', 'db', '--yes', '--json'];
        const result = await project.run(flags, { NODE_ENV: 'production' });
        expect(result.status).toBe(2);
        expect(jsonOf(result)).toMatchObject({ ok: false, error: { code: 'TARGET_REFUSED' } });
        expect(result.stderr).toContain('NODE_ENV is "production". Unset NODE_ENV');
        expect(await loaded()).toEqual([0, 0, 0]);
      },
    );

    it('a database with such a name has to be allowed by name', async () => {
      const production = await createDatabase(server, 'shop_production');
      try {
        await runSql(production.url, DDL);
        const up = ['up', '--url', production.url, '--factories', 'db', '--json'];
        const refused = await project.run(up);
        expect(refused.status).toBe(2);
        expect(refused.stderr).toMatch(
          /\[TARGET_REFUSED\] .*looks like production.*GEN_FACTORIES_ALLOW=/,
        );
        expect((await project.run(up, { GEN_FACTORIES_ALLOW: 'shop_production_*' })).status).toBe(
          0,
        );
      } finally {
        await production.drop();
      }
    });
  });

  describe('in the middle of up', () => {
    /** Starts a load that waits for a lock on its last table, with rows in the others already. */
    async function interrupted(
      interrupt: (kill: (signal: NodeJS.Signals) => void) => Promise<unknown>,
    ): Promise<Finished> {
      const blocker = new pg.Client({ connectionString: url });
      await blocker.connect();
      await blocker.query('BEGIN; LOCK TABLE visits IN SHARE MODE');
      const { child, finished } = startCli(['up', '--url', url, '--factories', 'db', '--json'], {
        cwd: project.folder,
      });
      try {
        await untilBlocked();
        await interrupt((signal) => child.kill(signal));
        // Whatever is waited for has to end without the lock, or soon after.
        await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, 300))]);
      } finally {
        await blocker.query('ROLLBACK');
        await blocker.end();
      }
      return finished;
    }

    async function untilBlocked(): Promise<void> {
      const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = 'gen-factories' AND wait_event_type = 'Lock' AND query LIKE 'COPY%visits%'`;
      for (const end = Date.now() + 10_000; Date.now() < end;) {
        if ((await select(url, waiting)).length > 0) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error('it never waited');
    }

    it('Ctrl-C: status 130, and nothing is left', async () => {
      const result = await interrupted(async (kill) => kill('SIGINT'));
      expect(result.status).toBe(130);
      expect(jsonOf(result)).toMatchObject({ ok: false, error: { code: 'INTERRUPTED' } });
      expect(result.stderr).toContain('stopping, and leaving nothing behind');
      expect(await loaded()).toEqual([0, 0, 0]);
      expect((await project.run(['down', '--url', url])).stdout).toContain('nothing to do');
    });

    it('Ctrl-C twice: at once, and still nothing is left', async () => {
      const result = await interrupted(async (kill) => {
        kill('SIGINT');
        await new Promise((resolve) => setTimeout(resolve, 100));
        kill('SIGINT');
      });
      expect([result.status, result.stdout]).toEqual([130, '']);
      expect(await loaded()).toEqual([0, 0, 0]);
      expect((await project.run(['up', '--url', url, '--factories', 'db'])).status).toBe(0);
    });

    it('a connection that is cut: status 2, and nothing is left', async () => {
      const result = await interrupted(() =>
        select(
          url,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'gen-factories' AND datname = current_database()`,
        ),
      );
      expect(result.status).toBe(2);
      expect(jsonOf(result)).toMatchObject({ ok: false, error: { code: 'CONNECTION_LOST' } });
      expect(await loaded()).toEqual([0, 0, 0]);
      expect((await project.run(['up', '--url', url, '--factories', 'db'])).status).toBe(0);
    });
  });
});
