import { afterAll, beforeAll, expect, it } from 'vitest';
import { jsonOf, onOneServer, Project, type Finished } from '../support/cli.ts';
import { createDatabase, runSql, type TestDatabase } from '../support/servers.ts';

const SCHEMA = `
  CREATE TABLE orgs (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE users (id serial PRIMARY KEY, org_id int NOT NULL REFERENCES orgs, age int NOT NULL);`;

const OVERLAY = `import { factory } from './generated/index.js';
factory.define('users', {
  shape: { age: 30 },
  traits: {
    child: { age: -7 },
  },
});
export { factory };
`;

onOneServer((server) => {
  let database: TestDatabase;
  const project = new Project();
  const check = (
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Finished> => project.run(['check', '--url', database.url, ...args], env);

  beforeAll(async () => {
    database = await createDatabase(server, 'execute');
    await runSql(database.url, SCHEMA);
    await project.run(['--url', database.url]);
  });
  afterAll(async () => {
    project.remove();
    await database.drop();
  });

  it('says that the database takes a row of each', async () => {
    const { status, stdout } = await check(['--execute']);
    expect(stdout).toMatch(/^in step: .*\nexecuted: the database takes a row of each \(2 tables, /);
    expect(status).toBe(0);
  });

  it('fails where it refuses one, which no check without it tells', async () => {
    project.write({ 'factories/index.ts': OVERLAY });
    await runSql(
      database.url,
      `CREATE FUNCTION grown(age int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT age > 0';
       ALTER TABLE users ADD CONSTRAINT users_grown CHECK (grown(age))`,
    );
    await project.run(['--url', database.url]);
    expect((await check()).status).toBe(0);
    const { status, stdout } = await check(['--execute']);
    expect(stdout).toContain(
      'users, trait child: The database refused a row of public.users: it breaks a CHECK (users_grown)\n' +
        '  change: factories/index.ts:5\n' +
        '  row: age = -7\n',
    );
    expect(stdout).toMatch(/\nrefused: 1 definition to change .*; nothing is left of them\n$/);
    expect(status).toBe(1);
  }, 60_000);

  it('tells scripts, and pull requests', async () => {
    const result = await check(['--execute', '--json'], { GITHUB_ACTIONS: 'true' });
    expect(jsonOf(result)).toMatchObject({
      ok: false,
      files: [],
      executed: {
        ok: false,
        tried: { factory: 2, trait: 1 },
        failures: [
          {
            kind: 'trait',
            table: 'users',
            name: 'child',
            code: 'ROW_REJECTED',
            constraint: 'users_grown',
            columns: ['age'],
            values: { age: '-7' },
            where: 'factories/index.ts:5',
          },
        ],
      },
    });
    expect(result.stderr).toContain('::error file=factories/index.ts,line=5,');
  });

  it('tries no database that has rows of ours, and none that may not be written to', async () => {
    const production = await check(['--execute'], { NODE_ENV: 'production' });
    expect(production.stderr).toContain('TARGET_REFUSED');
    expect(production.status).toBe(2);
    await project.run(['up', '--url', database.url]);
    const seeded = await check(['--execute']);
    expect(seeded.stderr).toContain('TARGET_SEEDED');
    expect(seeded.status).toBe(2);
    await project.run(['down', '--url', database.url]);
  }, 60_000);

  it('tells of definitions that do not load as it does without it', async () => {
    project.write({ 'factories/index.ts': OVERLAY.replaceAll('age:', 'aged:') });
    await runSql(database.url, 'ALTER TABLE users ADD nickname text');
    const { status, stdout, stderr } = await check(['--execute', '--no-diff']);
    expect(stdout).toContain('drift');
    expect(stdout + stderr).not.toContain('UNEXPECTED');
    expect(status).toBe(1);
  });
});
