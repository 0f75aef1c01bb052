import { format } from 'prettier';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/cli/commands/check.ts';
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
