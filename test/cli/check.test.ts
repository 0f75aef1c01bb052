import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/cli/check-report.ts';
import { createDatabase, runSql, type TestDatabase } from '../support/servers.ts';
import { jsonOf, onOneServer, Project, type Finished } from '../support/cli.ts';

/** Every table has one thing that a migration changes. */
const BEFORE = `
  CREATE TYPE mood AS ENUM ('happy', 'sad');
  CREATE TYPE priority AS ENUM ('low', 'high');
  CREATE DOMAIN percent AS integer CHECK (VALUE BETWEEN 0 AND 100);
  CREATE TABLE orgs (id bigserial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE legacy (id integer PRIMARY KEY);
  CREATE TABLE users (
    id serial PRIMARY KEY,
    org_id bigint NOT NULL REFERENCES orgs,
    nickname text,
    score integer,
    title varchar(80),
    bio text,
    state text NOT NULL DEFAULT 'new',
    mood mood NOT NULL,
    share percent
  );
  CREATE TABLE tasks (
    id integer,
    org_id bigint,
    user_id integer REFERENCES users,
    priority priority NOT NULL,
    points integer NOT NULL CHECK (points > 0),
    score integer NOT NULL CHECK (score > 10),
    code text NOT NULL UNIQUE,
    slug text NOT NULL,
    CONSTRAINT tasks_pkey PRIMARY KEY (id)
  );
  CREATE TABLE renamed (
    id integer CONSTRAINT a PRIMARY KEY,
    parent integer CONSTRAINT b REFERENCES renamed,
    other integer CONSTRAINT e REFERENCES renamed CONSTRAINT f UNIQUE,
    n integer NOT NULL CONSTRAINT c CHECK (n > 0) CONSTRAINT d UNIQUE CONSTRAINT k CHECK (n <> 7)
  );`;

const MIGRATION = `
  ALTER TABLE users ADD timezone text NOT NULL, ADD locale text, DROP nickname;
  ALTER TABLE users ALTER score TYPE bigint, ALTER title TYPE varchar(40), ALTER bio SET NOT NULL;
  ALTER TABLE users ALTER state SET DEFAULT 'active';
  ALTER TYPE mood ADD VALUE 'calm' BEFORE 'sad';
  ALTER DOMAIN percent DROP CONSTRAINT percent_check;
  ALTER DOMAIN percent ADD CONSTRAINT percent_check CHECK (VALUE BETWEEN 0 AND 50);
  ALTER TYPE priority RENAME TO old_priority;
  CREATE TYPE priority AS ENUM ('high', 'low');
  ALTER TABLE tasks ALTER priority TYPE priority USING priority::text::priority;
  ALTER TABLE tasks DROP CONSTRAINT tasks_points_check, ADD CONSTRAINT tasks_points_check CHECK (points > 10);
  ALTER TABLE tasks DROP CONSTRAINT tasks_score_check, ADD CONSTRAINT tasks_score_check CHECK (score > 0);
  ALTER TABLE tasks ADD CONSTRAINT tasks_slug_check CHECK (slug <> '');
  ALTER TABLE tasks DROP CONSTRAINT tasks_code_key, ADD UNIQUE (slug);
  ALTER TABLE tasks DROP CONSTRAINT tasks_user_id_fkey, ADD FOREIGN KEY (org_id) REFERENCES orgs ON DELETE CASCADE;
  ALTER TABLE tasks DROP CONSTRAINT tasks_pkey, ADD PRIMARY KEY (org_id, id);
  CREATE TABLE webhooks (id integer PRIMARY KEY, target text NOT NULL);
  DROP TABLE legacy;`;

const RENAMES = `
  ALTER TABLE renamed RENAME CONSTRAINT a TO renamed_pkey;
  ALTER TABLE renamed RENAME CONSTRAINT b TO z;
  ALTER TABLE renamed RENAME CONSTRAINT c TO renamed_n_check;
  ALTER TABLE renamed RENAME CONSTRAINT d TO y;`;

onOneServer((server) => {
  let database: TestDatabase;
  const project = new Project();
  const check = (...args: readonly string[]): Promise<Finished> =>
    project.run(['check', '--url', database.url, ...args]);

  beforeAll(async () => {
    database = await createDatabase(server, 'check');
    await runSql(database.url, BEFORE);
    await project.run(['--url', database.url]);
  });
  afterAll(async () => {
    project.remove();
    await database.drop();
  });

  it('in step: status 0', async () => {
    const { status, stdout, stderr } = await check();
    expect([status, stdout, stderr]).toEqual([
      0,
      'in step: the definitions match the schema\n',
      '',
    ]);
    expect(jsonOf(await check('--json'))).toEqual({
      ok: true,
      changes: [],
      personal: [],
      definitions: [],
      files: [],
    });
  });

  it('names of constraints do not matter', async () => {
    await runSql(database.url, RENAMES);
    expect((await check()).status).toBe(0);
  });

  describe('after a migration', () => {
    let plain: Finished;
    let report: CheckReport;
    let actions: Finished;

    beforeAll(async () => {
      await runSql(database.url, MIGRATION);
      plain = await check('--no-diff');
      actions = await project.run(
        ['check', '--json', '--url', database.url, '--out', 'factories/generated'],
        {
          GITHUB_ACTIONS: 'true',
        },
      );
      report = jsonOf<CheckReport & Record<string, unknown>>(actions);
    });

    it('drift: status 1', () => {
      expect([plain.status, actions.status, report.ok]).toEqual([1, 1, false]);
      expect(plain.stderr).toBe('');
    });

    it.each([
      ['users.timezone', 'new column text NOT NULL'],
      ['users.nickname', 'column dropped'],
      ['users.title', 'type varchar(80) → varchar(40)'],
      ['users.bio', 'now NOT NULL'],
      [
        'users',
        'check share (percent.percent_check): VALUE >= 0 AND VALUE <= 100 → VALUE >= 0 AND VALUE <= 50',
      ],
      ['tasks', 'primary key (id) → (org_id, id)'],
      ['tasks', 'check tasks_points_check: points > 0 → points > 10'],
      ['tasks', "new check tasks_slug_check: slug <> ''"],
      ['tasks', 'new unique key (slug)'],
      ['tasks', 'new reference (org_id) → orgs (id) on delete cascade'],
      ['tasks.org_id', 'now NOT NULL'],
      ['legacy', 'table dropped'],
    ])('%s: %s, which breaks', (at, what) => {
      expect(report.changes).toContainEqual({ at, what, breaking: true });
      expect(breakingPart(plain)).toContain(`  ${at}: ${what}\n`);
    });

    it.each([
      ['tasks', 'check tasks_score_check: score > 10 → score > 0'],
      ['users.locale', 'new column text'],
      ['users.score', 'type integer → bigint'],
      ['users.state', "default 'new'::text → default 'active'::text"],
      ['users.mood', "new enum value 'calm'"],
      ['tasks.priority', "enum values in another order: 'high', 'low'"],
      ['tasks', 'unique key dropped: (code)'],
      ['tasks', 'reference dropped: (user_id) → users (id)'],
      ['webhooks', 'new table of 2 columns'],
    ])('%s: %s, which breaks nothing', (at, what) => {
      expect(report.changes).toContainEqual({ at, what, breaking: false });
      expect(plain.stdout).toContain(`  ${at}: ${what}\n`);
      expect(breakingPart(plain)).not.toContain(`  ${at}: ${what}\n`);
    });

    it('nothing else', () => {
      expect(report.changes).toHaveLength(21);
    });

    it('files are named, with what has become of them', () => {
      expect(report.files).toEqual(
        expect.arrayContaining([
          { path: 'factories/generated/schema.ts', kind: 'outdated' },
          { path: 'factories/generated/users.ts', kind: 'outdated' },
          { path: 'factories/generated/webhooks.ts', kind: 'missing' },
          { path: 'factories/generated/legacy.ts', kind: 'orphaned' },
        ]),
      );
      expect(plain.stdout).toContain('factories/generated/webhooks.ts is missing\n');
      expect(plain.stdout).toContain(
        'factories/generated/legacy.ts belongs to a table that is gone\n',
      );
    });

    it('GitHub is told line by line, beside the JSON', () => {
      const lines = actions.stderr.trimEnd().split('\n');
      expect(lines).toHaveLength(
        report.changes.length +
          report.personal.length +
          report.definitions.length +
          report.files.length,
      );
      for (const line of lines)
        expect(line).toMatch(/^::(?:error|warning) (?:file=[^,:]+,)?title=gen-factories::./);
      expect(lines).toContain(
        '::error title=gen-factories::users.timezone: new column text NOT NULL',
      );
      expect(lines).toContain('::warning title=gen-factories::users.locale: new column text');
      expect(lines).toContain(
        '::error file=factories/generated/webhooks.ts,title=gen-factories::factories/generated/webhooks.ts is missing',
      );
    });

    it('the difference of files is shown as git shows it', async () => {
      const { stdout } = await check();
      expect(stdout).toContain('--- a/generated/users.ts\n+++ b/generated/users.ts\n@@');
      expect(stdout).toMatch(/^\+ {2}timezone: string;$/m);
    });

    it('regenerating brings it in step', async () => {
      await project.run(['--url', database.url]);
      expect((await check()).status).toBe(0);
    });
  });
});

/** What the text report says about breaking changes. */
function breakingPart({ stdout }: Finished): string {
  const [, part = ''] =
    /^The schema changed in ways that break the definitions:\n(.*?)\n\n/s.exec(stdout) ?? [];
  return `${part}\n`;
}
