import { format } from 'prettier';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/cli/check-report.ts';
import { createDatabase, runSql, type TestDatabase } from '../support/servers.ts';
import { jsonOf, onOneServer, Project, type Finished } from '../support/cli.ts';

const DDL = `
  CREATE TABLE orgs (id bigserial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE users (
    id serial PRIMARY KEY,
    org_id bigint NOT NULL REFERENCES orgs,
    email varchar(255) NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN ('waiting for the customer', 'waiting for the vendor', 'in progress', 'closed'))
  );`;

onOneServer((server) => {
  let database: TestDatabase;
  let generated: Record<string, string>;
  let overlay: string;
  const project = new Project();
  const check = (...args: readonly string[]): Promise<Finished> =>
    project.run(['check', '--url', database.url, ...args]);

  beforeAll(async () => {
    database = await createDatabase(server, 'check_files');
    await runSql(database.url, DDL);
    await project.run(['--url', database.url]);
    generated = project.readAll('factories/generated');
    overlay = project.read('factories/index.ts');
  });
  afterAll(async () => {
    project.remove();
    await database.drop();
  });

  const restore = (): void => {
    project.remove('factories');
    project.write({ 'factories/index.ts': overlay });
    for (const [name, text] of Object.entries(generated))
      project.write({ [`factories/generated/${name}`]: text });
  };
  beforeEach(restore);

  describe('drift, though the schema did not change', () => {
    it('missing, orphaned and edited files', async () => {
      project.remove('factories/generated/orgs.ts');
      project.write({
        'factories/generated/gone.ts': generated['orgs.ts']!,
        'factories/generated/users.ts': generated['users.ts']!.replace(/count: [\d_]+/, 'count: 7'),
      });
      const result = await check('--json');
      expect(result.status).toBe(1);
      expect(jsonOf<CheckReport & Record<string, unknown>>(result)).toEqual({
        ok: false,
        changes: [],
        personal: [],
        definitions: [],
        files: [
          { path: 'factories/generated/orgs.ts', kind: 'missing' },
          { path: 'factories/generated/users.ts', kind: 'edited' },
          { path: 'factories/generated/gone.ts', kind: 'orphaned' },
        ],
      });
    });

    it('no definitions at all', async () => {
      project.remove('factories');
      const { status, stdout } = await check();
      expect(status).toBe(1);
      expect(stdout).toBe(
        'drift: there are no definitions in factories/generated\n' +
          'Write them with `npx gen-factories`, or name their folder with --out\n',
      );
    });

    it('paths in annotations are those of the repository', async () => {
      project.write({ 'apps/a,b%/generated/index.ts': generated['index.ts']! });
      const result = await project.run(
        ['check', '--url', database.url, '--out', 'apps/a,b%', '--json'],
        {
          GITHUB_ACTIONS: 'true',
          GITHUB_WORKSPACE: `${project.folder}/apps`,
        },
      );
      expect(result.status).toBe(1);
      expect(result.stderr).toContain(
        '::error file=a%2Cb%25/generated/users.ts,title=gen-factories::apps/a,b%25/generated/users.ts is missing\n',
      );
    });
  });

  describe('no drift', () => {
    it('after a formatter with another style, nor anything to write', async () => {
      for (const [name, text] of Object.entries(generated)) {
        const style = {
          parser: 'typescript',
          printWidth: 40,
          semi: false,
          tabWidth: 4,
          trailingComma: 'none',
        } as const;
        project.write({ [`factories/generated/${name}`]: await format(text, style) });
      }
      expect(project.read('factories/generated/schema.ts')).not.toBe(generated['schema.ts']);
      expect((await check()).stdout).toBe('in step: the definitions match the schema\n');
      expect((await project.run(['--url', database.url])).stdout).toContain('nothing changed');
    });

    it('after git gave the files the line ends of Windows', async () => {
      for (const [name, text] of Object.entries(generated)) {
        project.write({ [`factories/generated/${name}`]: text.replaceAll('\n', '\r\n') });
      }
      expect((await check()).status).toBe(0);
    });
  });

  describe('what it could not tell: status 2', () => {
    it.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
      ['no connection', {}, ['--url', 'postgres://127.0.0.1:1/app'], 'CONNECTION_REFUSED'],
      [
        'a schema.ts that cannot be read',
        { 'factories/generated/schema.ts': 'export {};\n' },
        [],
        'FACTORIES_FAILED',
      ],
      [
        'a merge conflict',
        { 'factories/generated/schema.ts': '<<<<<<< HEAD\n' },
        [],
        'FACTORIES_FAILED',
      ],
      [
        'a broken config',
        { 'broken.ts': 'export default {' },
        ['--config', 'broken.ts'],
        'CONFIG_INVALID',
      ],
      ['no such schema', {}, ['--schema', 'nowhere'], 'SCHEMA_NOT_FOUND'],
    ])('%s', async (_, files, args, code) => {
      project.write(files);
      const result = await check('--json', ...args);
      expect(result.status).toBe(2);
      expect(jsonOf(result)).toMatchObject({ ok: false, error: { code } });
    });
  });

  describe('definitions of the user’s own', () => {
    const own = (text: string): void =>
      project.write({
        'factories/index.ts': `import { factory } from './generated/index';\n${text}\nexport { factory };\n`,
      });

    it('that fit are in step', async () => {
      own(
        "factory.define('users', { count: 5, shape: { email: ({ index }) => `${index}@x.test` } });",
      );
      expect((await check()).stdout).toBe('in step: the definitions match the schema\n');
    });

    it.each([
      ['a syntax error', "factory.define('users', {", /^factories\/index\.ts:[34]$/],
      [
        'an import of a file that was removed',
        "import './generated/legacy';",
        'factories/index.ts:2',
      ],
      [
        'an import that leads nowhere',
        "import { x } from '../nowhere.js'; x();",
        'factories/index.ts:2',
      ],
      ['an error of its own', "throw new Error('out of luck');", 'factories/index.ts:2'],
    ])('could not tell of %s', async (_, text, where) => {
      own(text);
      const result = await check('--json');
      expect(result.status).toBe(2);
      const { error } = jsonOf<{ error: { code: string; message: string } }>(result);
      expect(error.code).toBe('FACTORIES_FAILED');
      expect(/\((factories\/index\.ts[^)]*)\)/.exec(error.message)?.[1]).toEqual(
        typeof where === 'string' ? where : expect.stringMatching(where),
      );
    });

    it.each([
      [
        'a column, a table and a value that are not there, each with its line',
        `factory.define('users', { shape: { nickname: 'Ada' } as never });
         factory.define('userz' as never, {});
         factory.define('orgs', { count: -1 });`,
        [
          {
            where: 'users.nickname, factories/index.ts:2',
            what: 'Table "users" has no column "nickname"',
          },
          { where: 'factories/index.ts:3', what: 'There is no table "userz"' },
          {
            where: expect.stringContaining('factories/index.ts:4'),
            what: expect.stringContaining('-1'),
          },
        ],
      ],
      [
        'a scenario that names a column that is not there',
        "factory.scenario('a', ({ add }) => { add('users', { nick: 'x' } as never); });",
        [
          {
            where: expect.stringContaining('nick'),
            what: expect.stringContaining('no column "nick"'),
          },
        ],
      ],
    ])('drift: %s', async (_, text, definitions) => {
      own(text);
      const result = await check('--json');
      expect(result.status).toBe(1);
      const report = jsonOf<CheckReport & Record<string, unknown>>(result);
      expect(report).toMatchObject({ ok: false, changes: [], files: [] });
      expect(report.definitions).toEqual(
        definitions.map(({ where, what }) => ({
          where,
          what: typeof what === 'string' ? (expect.stringContaining(what) as string) : what,
        })),
      );
    });

    it('says so in words, and to GitHub', async () => {
      own("factory.define('users', { shape: { nickname: 'Ada' } as never });");
      const { stdout, stderr, status } = await project.run(['check', '--url', database.url], {
        GITHUB_ACTIONS: 'true',
      });
      expect(status).toBe(1);
      expect(stdout).toBe(
        'Definitions of your own that do not fit:\n' +
          '  users.nickname, factories/index.ts:2: Table "users" has no column "nickname"\n\n' +
          'drift: correct what your own definitions say\n',
      );
      expect(stderr).toMatch(
        /^::error file=factories\/index\.ts,line=2,title=gen-factories::users\.nickname/,
      );
    });

    describe('after a migration', () => {
      beforeAll(() =>
        runSql(
          database.url,
          'ALTER TABLE orgs ADD plan text NOT NULL; ALTER TABLE users RENAME email TO mail',
        ),
      );
      afterAll(() =>
        runSql(database.url, 'ALTER TABLE orgs DROP plan; ALTER TABLE users RENAME mail TO email'),
      );

      it('fit where they name what is new, and do not where they name what is gone', async () => {
        own(
          "factory.define('orgs', { shape: { plan: 'pro' } as never });\nfactory.define('users', { shape: { email: ({ index }) => `${index}` } });",
        );
        const { stdout, status } = await check('--no-diff');
        expect(status).toBe(1);
        expect(stdout).toContain(
          'Definitions of your own that do not fit:\n  users.email, factories/index.ts:3: Table "users" has no column "email"\n\n',
        );
        expect(stdout).toContain(
          'drift: run `npx gen-factories`, and correct what your own definitions say\n',
        );
      });

      it('that do not load are told beside the drift', async () => {
        own('factory.define(');
        const { stdout, status } = await check('--no-diff');
        expect(status).toBe(1);
        expect(stdout).toMatch(/that do not fit:\n {2}factories\/index\.ts:[34]: .+\n\n/);
        expect(stdout).toContain('factories/generated/users.ts is out of date\n');
      });

      it('are not blamed for a generated file that is missing', async () => {
        project.remove('factories/generated/index.ts');
        const report = jsonOf<CheckReport & Record<string, unknown>>(await check('--json'));
        expect(report.definitions).toEqual([]);
      });
    });
  });

  describe('a new column that looks personal', () => {
    beforeAll(() =>
      runSql(database.url, 'ALTER TABLE users ADD ssn text, ADD phone text, ADD theme text'),
    );
    afterAll(() => runSql(database.url, 'ALTER TABLE users DROP ssn, DROP phone, DROP theme'));

    it('is reported by name', async () => {
      const { status, stdout } = await check('--no-diff');
      expect(status).toBe(1);
      expect(stdout).toContain(
        'New columns that look personal, and that no definition anonymises:\n  users.ssn\n  users.phone\n\n',
      );
    });

    it('is not, once the user’s definitions anonymise it', async () => {
      project.write({
        'factories/index.ts': `
          import { factory } from './generated/index';
          factory.define('users', { anonymize: ['ssn'] } as never);
          export { factory };`,
      });
      const { personal } = jsonOf<CheckReport & Record<string, unknown>>(await check('--json'));
      expect(personal).toEqual(['users.phone']);
    });

    it('is not, once the definitions are regenerated', async () => {
      await project.run(['--url', database.url]);
      expect((await check()).status).toBe(0);
      expect(project.read('factories/generated/users.ts')).toMatch(/anonymize: \[.*'ssn'/);
    });
  });
});
