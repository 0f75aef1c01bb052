import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, Project } from '../support/cli.ts';
import { createDatabase, forEachMysql, runMysql, type TestDatabase } from '../support/servers.ts';

const SCHEMA = readFileSync(
  join(import.meta.dirname, '../../fixtures/mysql/references/schema.sql'),
  'utf8',
);

forEachMysql((server) => {
  describe('the command line', () => {
    const project = new Project();
    let database: TestDatabase;
    let url: string;

    beforeAll(async () => {
      database = await createDatabase(server, 'cli');
      url = database.url;
      await runMysql(url, SCHEMA);
    });
    afterAll(async () => {
      project.remove();
      await database.drop();
    });

    it('writes definitions that are in step', async () => {
      const generated = await project.run(['generate', '--url', url]);
      expect(generated.stderr).toBe('');
      expect(generated.status).toBe(0);
      expect(project.list('factories/generated')).toContain('users.ts');
      expect((await project.run(['check', '--url', url])).status).toBe(0);
    });

    it.each([
      ['on one thread', []],
      ['on two', ['--workers', '2']],
    ])('seeds and takes down, %s', async (_, flags) => {
      const up = await project.run(['up', '--url', url, '--json', ...flags]);
      const { ok, rows } = jsonOf<{ ok: boolean; rows: Record<string, number> }>(up);
      expect(ok).toBe(true);
      expect(rows).toMatchObject({ orgs: 500, users: 10_000, pages: 2000, visits: 20_000 });
      const down = await project.run(['down', '--url', url, '--json']);
      // What a trigger wrote goes with the rows.
      expect(jsonOf(down)).toMatchObject({
        ok: true,
        deleted: { ...rows, audit_log: 10_000 },
        orphans: 0,
      });
    });

    it('tells drift in words', async () => {
      await runMysql(
        url,
        `ALTER TABLE users ADD COLUMN timezone varchar(40) NOT NULL, MODIFY email varchar(60) NOT NULL`,
      );
      const { status, stdout } = await project.run(['check', '--url', url]);
      expect(status).toBe(1);
      expect(stdout).toContain('users.timezone: new column varchar(40) NOT NULL');
      expect(stdout).toContain('users.email: type varchar(120) → varchar(60)');
      await project.run(['generate', '--url', url]);
      expect((await project.run(['check', '--url', url])).status).toBe(0);
    });

    it('refuses definitions of another kind of database', async () => {
      const files = project.read('factories/generated/schema.ts');
      project.write({
        'factories/generated/schema.ts': files.replace("dialect: 'mysql'", "dialect: 'postgres'"),
      });
      const { status, stderr } = await project.run(['up', '--url', url]);
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/generated from PostgreSQL/);
    });
  });
});
