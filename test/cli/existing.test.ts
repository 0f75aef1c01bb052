import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { jsonOf, Project } from '../support/cli.ts';
import { createDatabase, runMysql, runSql, type TestDatabase } from '../support/servers.ts';

/** What a migration leaves: roles and countries with rows, and everything else without. */
const DDL = `
  CREATE TABLE countries (code char(2) PRIMARY KEY, name varchar(50) NOT NULL);
  CREATE TABLE regions (id bigint PRIMARY KEY, country_code char(2) NOT NULL, name varchar(50) NOT NULL, FOREIGN KEY (country_code) REFERENCES countries (code));
  CREATE TABLE roles (id int PRIMARY KEY, name varchar(20) NOT NULL UNIQUE);
  CREATE TABLE users (id int PRIMARY KEY, role_id int NOT NULL, region_id bigint, email varchar(100) NOT NULL UNIQUE, FOREIGN KEY (role_id) REFERENCES roles (id), FOREIGN KEY (region_id) REFERENCES regions (id));
  CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL, FOREIGN KEY (user_id) REFERENCES users (id));
  CREATE TABLE tags (id int PRIMARY KEY, name varchar(20) NOT NULL);
  CREATE TABLE posts (id int PRIMARY KEY, title varchar(50) NOT NULL);
  CREATE TABLE notes (id int PRIMARY KEY, body varchar(50) NOT NULL);
  INSERT INTO countries VALUES ('PT', 'Portugal'), ('AT', 'Austria'), ('NZ', 'New Zealand');
  INSERT INTO regions VALUES (10, 'AT', 'Tirol'), (9, 'AT', 'Wien'), (30, 'NZ', 'Otago');
  INSERT INTO roles VALUES (1, 'admin'), (2, 'user');
  INSERT INTO users VALUES (1, 1, NULL, 'root@example.test')`;

const servers = inject('servers').filter(({ kind }) => kind === 'postgres' || kind === 'mysql');

describe.each(servers.slice(0, 3))('tables that migrations fill, on $name', (server) => {
  const project = new Project();
  let database: TestDatabase;
  let url: string;

  beforeAll(async () => {
    database = await createDatabase(server, 'existing');
    url = database.url;
    await (server.kind === 'postgres' ? runSql(url, DDL) : runMysql(url, DDL));
  });
  afterAll(async () => {
    project.remove();
    await database.drop();
  });

  it('are found where most tables have no rows, and are no people', async () => {
    const generated = await project.run(['generate', '--url', url]);
    expect(generated.stderr).toMatch(
      /^note {2}countries, regions, roles: they have rows where most tables have none/,
    );
    expect(project.read('factories/generated/countries.ts')).toMatch(
      /they are read[\s\S]*count: 3,\n\}\);\n$/,
    );
    expect(project.read('factories/generated/users.ts')).toContain("role_id: ref('roles')");
  });

  it('are in the way no more, and are left as they are', async () => {
    const before = await project.run(['up', '--url', url, '--json']);
    expect(before.stderr).toMatch(/TARGET_NOT_EMPTY.* (?:public\.)?users\. .*`reference`/);
    const up = await project.run(['up', '--url', url, '--append', '--json', '--workers', '2']);
    const { ok, rows } = jsonOf<{ ok: boolean; rows: Record<string, number> }>(up);
    expect(ok).toBe(true);
    expect(
      Object.keys(rows)
        .map((name) => name.replace('public.', ''))
        .sort(),
    ).toEqual(['notes', 'orders', 'posts', 'tags', 'users']);
    const down = jsonOf(await project.run(['down', '--url', url, '--json']));
    expect(down).toMatchObject({ ok: true, deleted: rows });
  });

  it('stay what they are, whatever the database holds that the definitions are compared with', async () => {
    const other = await createDatabase(server, 'existing_empty');
    const ddl = DDL.slice(0, DDL.indexOf('INSERT INTO'));
    await (server.kind === 'postgres' ? runSql(other.url, ddl) : runMysql(other.url, ddl));
    expect((await project.run(['check', '--url', other.url])).status).toBe(0);
    expect((await project.run(['generate', '--url', other.url])).stdout).toContain(
      'nothing changed',
    );
    await other.drop();
  });

  it('are those that the config names, where it names any', async () => {
    project.write({
      'gen-factories.config.ts': "export default { reference: ['roles', 'rolls'] };",
    });
    const { status, stdout, stderr } = await project.run(['check', '--url', url, '--no-diff']);
    expect(status).toBe(1);
    expect(stderr).toContain('reference of the config names "rolls", and there is no such table');
    expect(stdout).toMatch(/countries.*no reference table any more: its rows are made/);
    await project.run(['generate', '--url', url]);
    expect(project.read('factories/generated/countries.ts')).toContain('code: ');
    expect((await project.run(['check', '--url', url])).status).toBe(0);
    project.remove('gen-factories.config.ts');
  });
});
