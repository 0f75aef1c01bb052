import { afterAll, beforeAll, expect, it } from 'vitest';
import { onOneServer, Project } from '../support/cli.ts';
import { createDatabase, runSql, type TestDatabase } from '../support/servers.ts';

const SCHEMA = `
  CREATE TYPE mood AS ENUM ('happy', 'sad');
  CREATE TABLE orgs (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE users (
    id serial PRIMARY KEY,
    org_id int NOT NULL REFERENCES orgs,
    age int NOT NULL CONSTRAINT grown CHECK (age >= 18),
    mood mood NOT NULL,
    joined_on date NOT NULL,
    left_on date CONSTRAINT gone CHECK (left_on >= joined_on)
  );
  CREATE TABLE seats (id serial PRIMARY KEY, number int NOT NULL UNIQUE);
  CREATE TABLE breeds (species text, code char(4), PRIMARY KEY (species, code));
  CREATE TABLE pets (
    id serial PRIMARY KEY, species text NOT NULL, breed char(4) NOT NULL, FOREIGN KEY (species, breed) REFERENCES breeds
  );`;

onOneServer((server) => {
  let database: TestDatabase;
  const project = new Project();
  const checkWith = async (
    body: string,
    ...flags: readonly string[]
  ): Promise<{ readonly status: number | null; readonly told: readonly string[] }> => {
    project.write({
      'factories/index.ts': `import { factory } from './generated/index.js';\n${body}\nexport { factory };\n`,
    });
    const { status, stdout } = await project.run(['check', '--url', database.url, ...flags]);
    return { status, told: stdout.split('\n').filter((line) => line !== '') };
  };

  beforeAll(async () => {
    database = await createDatabase(server, 'check_overlays');
    await runSql(database.url, SCHEMA);
    await project.run(['--url', database.url]);
  });
  afterAll(async () => {
    project.remove();
    await database.drop();
  });

  it.each([
    [
      'a constant that a CHECK forbids',
      `factory.define('users', {\n  shape: {\n    age: 7,\n  },\n});`,
      'users.age, factories/index.ts:4: row 0 breaks CHECK grown (age >= 18): age is 7',
    ],
    [
      'what a function gives, of two columns',
      `factory.define('users', { shape: {\n  left_on: () => '1999-12-31',\n} });`,
      expect.stringMatching(
        /^ {2}users\.left_on, factories\/index\.ts:3: row 0 breaks CHECK gone \(left_on >= joined_on\): joined_on is "\d{4}-.*", left_on is "1999-12-31"$/,
      ),
    ],
    [
      'what the column cannot hold',
      `factory.define('users', { shape: {\n  mood: 'angry' as never,\n} });`,
      expect.stringMatching(/^ {2}users\.mood, row 0, factories\/index\.ts:3: /),
    ],
    [
      'a constant in a unique key',
      `factory.define('seats', {\n  shape: { number: 7 },\n});`,
      expect.stringMatching(
        /^ {2}seats\.number, factories\/index\.ts:3: up leaves the table out: Nothing in unique \(number\) of "seats"/,
      ),
    ],
    [
      'a column that is not there',
      `factory.define('users', {\n  count: 5,\n  shape: {\n    nick: 'x',\n  } as never,\n});`,
      expect.stringMatching(/^ {2}users\.nick, factories\/index\.ts:5: /),
    ],
    [
      'a trait with a column that is not there',
      `factory.define('users', {\n  traits: {\n    old: {\n      agee: 99,\n    } as never,\n  },\n});`,
      expect.stringMatching(/^ {2}users\.agee, factories\/index\.ts:5: /),
    ],
    [
      'a scenario with half of a reference',
      `factory.scenario('cats', ({ add }) => {\n  add('pets', {\n    species: 'cat',\n  });\n});`,
      expect.stringMatching(
        /^ {2}pets\.species, factories\/index\.ts:4: Scenario "cats" sets "species"/,
      ),
    ],
    [
      'a scenario with a trait that is not there',
      `factory.scenario('old', ({ add }) => {\n  add('orgs');\n  add('users', { traits: ['old' as never] });\n});`,
      'scenario "old", factories/index.ts:4: Table "users" has no trait "old"',
    ],
  ])('tells of %s, with its line', async (_, body, expected) => {
    const { status, told } = await checkWith(body, '--no-diff');
    const line = typeof expected === 'string' ? `  ${expected}` : expected;
    expect(told).toEqual([
      'Definitions of your own that do not fit:',
      line,
      'drift: correct what your own definitions say',
    ]);
    expect(status).toBe(1);
  });

  it('is in step with what the database takes', async () => {
    const { told } = await checkWith(
      `factory.define('users', { shape: { age: 30, org_id: 1, mood: 'sad' } });
       factory.define('seats', { count: 1, shape: { number: 7 } });`,
    );
    expect(told).toEqual(['in step: the definitions match the schema']);
  });

  it('names the line of ours that --execute says to change, and not what was generated', async () => {
    const { told } = await checkWith(
      `factory.define('users', {\n  shape: {\n    left_on: '1999-12-31',\n  },\n});`,
      '--execute',
    );
    expect(told.join('\n')).toContain('\n  change: factories/index.ts:4\n');
  });
});
