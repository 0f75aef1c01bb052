import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countOf, select } from '../engines/support/database.ts';
import { createDatabase, runSql, type TestDatabase } from '../support/servers.ts';
import { jsonOf, onOneServer, Project, type Finished } from '../support/cli.ts';

const DDL = `
  CREATE SCHEMA nothing_here;
  CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL, nickname text);
  CREATE TABLE flags (id serial PRIMARY KEY, enabled boolean NOT NULL UNIQUE);
  CREATE TABLE no_key (a text NOT NULL, b integer);
  CREATE TABLE odd (
    id serial PRIMARY KEY,
    filled aclitem NOT NULL DEFAULT makeaclitem(10, 10, 'SELECT', false),
    empty aclitem
  );
  CREATE TABLE odder (id serial PRIMARY KEY, grants aclitem NOT NULL);`;

interface UpJson {
  readonly ok: boolean;
  readonly rows: Readonly<Record<string, number>>;
  readonly errors: Readonly<Record<string, { readonly code: string; readonly message: string }>>;
}

const GENERATED = "import { factory } from './generated/index';\n";

onOneServer((server) => {
  let database: TestDatabase;
  let url: string;
  let overlay: string;
  const project = new Project();

  beforeAll(async () => {
    database = await createDatabase(server, 'bad_input');
    url = database.url;
    await runSql(url, DDL);
  });
  afterAll(async () => {
    project.remove();
    await database.drop();
  });

  /** One error: its code and words on stderr, the same as JSON on stdout, status 2. */
  function expectError(
    result: Finished,
    code: string,
    ...words: readonly (string | RegExp)[]
  ): void {
    expect(result.status).toBe(2);
    const { error } = jsonOf<{ error: { code: string; message: string } }>(result);
    expect(result.stderr).toBe(`error [${code}] ${error.message}\n`);
    expect(error.code).toBe(code);
    for (const word of words) expect(error.message).toMatch(word);
  }

  describe('reaching a database', () => {
    const other = (change: (url: URL) => void): string => {
      const changed = new URL(url);
      change(changed);
      return changed.href;
    };

    it.each<[string, () => string, string, RegExp]>([
      ['a text that is no URL', () => 'localhost', 'URL_INVALID', /no scheme .*postgres:\/\/user/],
      [
        'another kind of database',
        () => 'oracle://localhost/app',
        'URL_INVALID',
        /No driver is known for "oracle"/,
      ],
      [
        'a wrong port',
        () => other((to) => (to.port = '1')),
        'CONNECTION_REFUSED',
        /Nothing listens at 127\.0\.0\.1:1 .*Start the server/,
      ],
      [
        'an unknown user',
        () => other((to) => (to.username = 'nobody')),
        'LOGIN_REFUSED',
        /refused to log "nobody" in.*Check the user/,
      ],
      [
        'no such database',
        () => other((to) => (to.pathname = '/nowhere')),
        'CONNECTION_REFUSED',
        /has no database "nowhere".*Create it/,
      ],
    ])('%s', async (_, wrong, code, words) => {
      const result = await project.run(['generate', '--url', wrong(), '--json']);
      expectError(result, code, words);
      expect(project.list()).toEqual([]);
    });
  });

  describe('reading a schema', () => {
    it.each([
      [
        'no such schema',
        'nowhere',
        'SCHEMA_NOT_FOUND',
        /no schema "nowhere"\. Choose among .*"public"/,
      ],
      [
        'an empty schema',
        'nothing_here',
        'SCHEMA_EMPTY',
        /No table to write to in "nothing_here"\. Run your migrations/,
      ],
    ])('%s', async (_, schema, code, words) => {
      expectError(
        await project.run(['generate', '--url', url, '--schema', schema, '--json']),
        code,
        words,
      );
      expect(project.list()).toEqual([]);
    });
  });

  describe('writing files', () => {
    it.each([
      ['a file where the folder belongs', 'taken'],
      ['a file where a folder above it belongs', 'taken/factories'],
    ])('%s', async (_, out) => {
      project.write({ taken: 'mine' });
      const result = await project.run(['generate', '--url', url, '--out', out, '--json']);
      expectError(result, 'FILE_FAILED', /a file is where a folder belongs/, /taken/, /--out/);
      expect(project.read('taken')).toBe('mine');
      project.remove('taken');
    });
  });

  describe('with definitions', () => {
    beforeAll(async () => {
      await project.run(['--url', url]);
      overlay = project.read('factories/index.ts');
    });
    beforeEach(() => project.write({ 'factories/index.ts': overlay }));

    const up = (...args: readonly string[]): Promise<Finished> =>
      project.run(['up', '--url', url, '--scale', '0.01', '--json', ...args]);
    const plan = (): Promise<Finished> => project.run(['plan', '--json']);

    it('one column that cannot be filled takes no other table down', async () => {
      const { stdout } = await project.run(['--url', url]);
      expect(stdout).toMatch(
        /^todo {2}odder\.grants: .*skipped until factories\/index\.ts fills it$/m,
      );
      expect(stdout).not.toContain('odd.filled');
      const result = await up();
      expect(result.status).toBe(0);
      const { rows, skipped } = jsonOf<{ rows: object; skipped: object }>(result);
      expect(Object.keys(rows).sort()).toEqual([
        'public.flags',
        'public.no_key',
        'public.odd',
        'public.users',
      ]);
      expect(Object.values(skipped)).toEqual([expect.stringContaining('grants') as string]);
      expect(
        await select(
          url,
          'SELECT count(filled) = count(*) AS filled, count(empty) AS empty FROM odd',
        ),
      ).toEqual([{ filled: true, empty: '0' }]);
      expect(await countOf(url, 'no_key')).toBeGreaterThan(0);
      expect(jsonOf(await project.run(['down', '--url', url, '--json']))).toMatchObject({
        orphans: 0,
      });
      expect(await countOf(url, 'no_key')).toBe(0);
    });

    it.each([
      [
        'a column that is not there',
        "factory.define('users', { shape: { nick: 'x' } as never });",
        'COLUMN_UNKNOWN',
        [/no column "nick"/, /users\.nick, factories\/index\.ts:3/, /It has: id, email, nickname/],
      ],
      [
        'a table that is not there',
        "factory.define('userz' as never, {});",
        'TABLE_UNKNOWN',
        [/no table "userz"/, /factories\/index\.ts:3/],
      ],
      [
        'a count that is none',
        "factory.define('users', { count: -1 });",
        'DEFINITION_INVALID',
        [/not -1/, /factories\/index\.ts:3/],
      ],
      [
        'an error',
        "throw new RangeError('out of luck');",
        'FACTORIES_FAILED',
        [/out of luck \(factories\/index\.ts:3\)/],
      ],
      ['a syntax error', 'factory.define(', 'FACTORIES_FAILED', [/\(factories\/index\.ts:[45]\)/]],
      [
        'an import that leads nowhere',
        "import { x } from './nowhere';\nx();",
        'FACTORIES_FAILED',
        [/Cannot find module '\.\/nowhere' \(factories\/index\.ts:3\)/],
      ],
    ])('%s is told with its line', async (_, code, expected, words) => {
      project.write({ 'factories/index.ts': `${GENERATED}\n${code}\nexport { factory };\n` });
      expectError(await plan(), expected, ...words);
    });

    it('definitions without an export say how', async () => {
      project.write({ 'factories/index.ts': "import './generated/index';\n" });
      expectError(
        await plan(),
        'FACTORIES_FAILED',
        /do not export a factory \(factories\/index\.ts\).*export \{ factory \}/,
      );
    });

    it('a folder without definitions', async () => {
      expectError(
        await project.run(['up', '--url', url, '--factories', 'nowhere', '--json']),
        'FACTORIES_NOT_FOUND',
        /no definitions in nowhere\. Generate them/,
      );
    });

    it('a scenario that is not there lists those that are', async () => {
      project.write({
        'factories/index.ts': `${GENERATED}factory.scenario('large', () => {}).scenario('small', () => {});\nexport { factory };`,
      });
      expectError(
        await up('--scenario', 'huge'),
        'SCENARIO_UNKNOWN',
        /no scenario "huge".*large, small/,
      );
    });

    it('more rows than there are values: as many as there are, and status 1', async () => {
      project.write({
        'factories/index.ts': `${GENERATED}factory.define('flags', { count: 5000 });\nexport { factory };`,
      });
      const result = await project.run(['up', '--url', url, '--json']);
      expect(result.status).toBe(1);
      const { ok, rows, errors } = jsonOf<UpJson>(result);
      const { code, message } = errors['public.flags']!;
      expect([ok, rows['public.flags'], code]).toEqual([false, 2, 'COUNT_OVER_CAPACITY']);
      expect(message).toMatch(/5000 .*flags.* 2\b/);
      expect(result.stderr).toBe(`error [${code}] ${message}\n`);
      expect(await countOf(url, 'users')).toBe(rows['public.users']);
      expect((await project.run(['plan', '--json'])).status).toBe(1);
      await project.run(['down', '--url', url]);
    });

    it('an error in the middle of the rows leaves out its table, and says where it comes from', async () => {
      project.write({
        'factories/index.ts': `${GENERATED}
          factory.define('users', {
            shape: {
              nickname: ({ index }) => {
                if (index === 90) throw new RangeError('no name for 90');
                return 'Ada';
              },
            },
          });
          export { factory };`,
      });
      const result = await up();
      expect(result.status).toBe(1);
      const { errors, rows } = jsonOf<UpJson>(result);
      expect(errors['public.users']!.message).toMatch(/no name for 90.*factories\/index\.ts:6/);
      expect(Object.keys(rows)).not.toContain('public.users');
      expect(await countOf(url, 'users')).toBe(0);
      await project.run(['down', '--url', url]);
      for (const table of ['users', 'flags', 'no_key']) expect(await countOf(url, table)).toBe(0);
      expect((await project.run(['down', '--url', url])).stdout).toContain('nothing to do');
    });

    it('a column that a migration dropped', async () => {
      project.write({
        'factories/index.ts': `${GENERATED}factory.define('users', { shape: { nickname: 'Ada' } });\nexport { factory };`,
      });
      await runSql(url, 'ALTER TABLE users DROP nickname');
      expectError(await up(), 'DEFINITIONS_STALE', /users\.nickname is not there.*regenerate/s);
      for (const table of ['users', 'flags', 'no_key']) expect(await countOf(url, table)).toBe(0);
      expect((await project.run(['--url', url])).status).toBe(0);
      expectError(
        await plan(),
        'COLUMN_UNKNOWN',
        /no column "nickname"/,
        /factories\/index\.ts:2/,
        /If a migration dropped it/,
      );
    });
  });
});
