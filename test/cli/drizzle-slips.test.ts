import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Project } from '../support/cli.ts';

const DRIZZLE = `import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';

export const orgs = pgTable('orgs', {
  id: serial().primaryKey(),
  name: text().notNull(),
});

export const users = pgTable('users', {
  id: serial().primaryKey(),
  orgId: integer().notNull().references(() => orgs.id),
  role: text({ enum: ['admin', 'viewer'] }).notNull(),
});
`;

const CONFIG = `import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/db/schema.ts',
  casing: 'snake_case',
});
`;

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const generate = async (...args: string[]): Promise<string> => {
  const { status, stdout, stderr } = await project.run(['generate', ...args]);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
};

beforeEach(() => project.write({ 'src/db/schema.ts': DRIZZLE, 'drizzle.config.ts': CONFIG }));

describe('Drizzle files', () => {
  it.each([
    ['check', '  name: text()', '  name: txet()', 'Nothing is called "txet"', '5:9'],
    ['generate', '  name: text()', '  name: txet()', 'Nothing is called "txet"', '5:9'],
    ['generate', `'drizzle-orm/pg-core'`, `'./katalog'`, 'such file as "./katalog"', '1:48'],
  ])('with a slip are one error of `%s`: %s → %s', async (command, from, to, what, at) => {
    await generate();
    const definitions = project.list('factories/generated');
    project.write({ 'src/db/schema.ts': DRIZZLE.replace(from, to) });
    const { status, stdout, stderr } = await project.run([command]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error \[SCHEMA_FILE_INVALID\] [^\n]*/);
    expect(stderr).toContain(what);
    expect(stderr).toContain(`src/db/schema.ts:${at}`);
    expect(project.list('factories/generated')).toEqual(definitions);
  });

  it('say why a table is left out, once, and `check` says it too', async () => {
    await generate();
    const columns = `  orgId: uuid().notNull().references(() => teams.id),\n  line: small(),`;
    project.write({
      'src/db/schema.ts': `import { small, teams } from '@acme/columns';\n${DRIZZLE.replace(
        '{ integer,',
        '{ integer, primaryKey, unique,',
      )
        .replace(/  orgId: .*/, columns.replace('uuid', 'integer'))
        .replace(
          /\}\);\n$/,
          '}, (t) => [primaryKey({ columns: [t.line] }), unique().on(t.line)]);',
        )}`,
    });
    const reason =
      'src/db/schema.ts:12: "small" of "@acme/columns" is of a package, which is not read';
    const checked = await project.run(['check', '--no-diff']);
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain(`users: table dropped, src/db/schema.ts:9 (${reason})`);
    const written = await generate();
    expect(written.split(reason)).toHaveLength(2);
  });

  it('say why a reference is gone', async () => {
    await generate();
    project.write({
      'src/db/schema.ts': `import { teams } from '@acme/columns';\n${DRIZZLE.replace('=> orgs', '=> teams')}`,
    });
    const { stdout } = await project.run(['check', '--no-diff']);
    expect(stdout).toContain(
      'users: reference dropped: (org_id) → orgs (id), src/db/schema.ts:9 ' +
        '(src/db/schema.ts:11: "teams" of "@acme/columns" is of a package, which is not read)',
    );
  });
});
