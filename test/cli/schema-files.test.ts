import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonOf, onOneServer, Project } from '../support/cli.ts';
import { createDatabase, runSql } from '../support/servers.ts';

const PRISMA = `datasource db {
  provider = "postgresql"
}

generator client {
  provider = "prisma-client-js"
}

model Org {
  id    Int    @id @default(autoincrement())
  name  String
  users User[]
}

model User {
  id      String @id @default(cuid())
  orgId   Int
  org     Org    @relation(fields: [orgId], references: [id])
  email   String @unique
  credits Int    @default(0)
}
`;

const MIGRATION = `CREATE TABLE "Org" ("id" SERIAL PRIMARY KEY, "name" TEXT NOT NULL);
CREATE TABLE "User" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "orgId" INTEGER NOT NULL REFERENCES "Org" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "email" TEXT NOT NULL,
  "credits" INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX "User_email_key" ON "User" ("email");
ALTER TABLE "User" ADD CONSTRAINT "credits_in_reach" CHECK ("credits" BETWEEN 10 AND 20);
`;

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

const DRIZZLE_MIGRATION = `CREATE TABLE "orgs" ("id" serial PRIMARY KEY, "name" text NOT NULL);
--> statement-breakpoint
CREATE TABLE "users" (
  "id" serial PRIMARY KEY,
  "org_id" integer NOT NULL REFERENCES "orgs" ("id"),
  "role" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "orgs" ADD CONSTRAINT "short_names" CHECK (length("name") < 30);
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

describe('a Prisma schema', () => {
  beforeEach(() => project.write({ 'prisma/schema.prisma': PRISMA }));

  it('is found where no database is named', async () => {
    expect(await generate()).toContain('2 tables');
    expect(project.read('factories/generated/User.ts')).toContain('id: cuid()');
    expect(project.read('factories/generated/schema.ts')).toContain(
      '// Read from prisma/schema.prisma.\n// Prisma has no words for CHECKs',
    );
    expect(await project.run(['check'])).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['package.json', '{"prisma":{"schema":"db/app.prisma"}}'],
    ['prisma.config.mjs', `export default { schema: 'db/app.prisma' };`],
    ['.config/prisma.ts', `export default { schema: '../db/app.prisma' };`],
  ])('is found where %s alone says it is', async (name, text) => {
    project.remove('prisma');
    project.write({ [name]: text, 'db/app.prisma': PRISMA });
    expect(await generate()).toContain('2 tables');
    expect(await project.run(['check'])).toMatchObject({ status: 0, stderr: '' });
  });

  it('has its CHECKs from the migrations that prisma.config.ts names', async () => {
    project.write({
      'prisma.config.ts': `export default { migrations: { path: 'db/history' } };`,
      'db/history/20260101000000_init/migration.sql': MIGRATION,
    });
    await generate();
    expect(project.read('factories/generated/User.ts')).toMatch(/credits: .*min: 10, max: 20/);
  });

  it('stays what is read once definitions are written from it, whatever database is named besides', async () => {
    const elsewhere = { DATABASE_URL: 'postgres://app:secret@nowhere.invalid:5432/app' };
    await generate();
    expect(await project.run(['check'], elsewhere)).toMatchObject({ status: 0, stderr: '' });
    expect(await project.run(['generate'], elsewhere)).toMatchObject({ status: 0, stderr: '' });
    const named = await project.run(['check', '--url', elsewhere.DATABASE_URL]);
    expect(named.stderr).toContain('nowhere.invalid');
    expect(named.status).toBe(2);
  });

  it('is checked without a server: what changed is named by its line', async () => {
    await generate();
    project.write({
      'prisma/schema.prisma': PRISMA.replace('  email ', '  timezone String\n  email '),
    });
    const line = PRISMA.slice(0, PRISMA.indexOf('  email ')).split('\n').length;
    const { status, stdout } = await project.run(['check']);
    expect(status).toBe(1);
    expect(stdout).toContain(
      `User.timezone: new column text NOT NULL, prisma/schema.prisma:${line}`,
    );
    const json = jsonOf<{ changes: object[] }>(await project.run(['check', '--json']));
    expect(json.changes).toContainEqual({
      at: 'User.timezone',
      what: 'new column text NOT NULL',
      breaking: true,
      place: { file: 'prisma/schema.prisma', line },
    });
    const annotated = await project.run(['check'], { GITHUB_ACTIONS: 'true' });
    expect(annotated.stderr).toContain(
      `::error file=prisma/schema.prisma,line=${line},title=gen-factories::User.timezone`,
    );
  });

  it('has its CHECKs from the migrations beside it', async () => {
    project.write({ 'prisma/migrations/20260101000000_init/migration.sql': MIGRATION });
    await generate('--prisma');
    expect(project.read('factories/generated/User.ts')).toMatch(/credits: .*min: 10, max: 20/);
    expect(project.read('factories/generated/schema.ts')).toContain(
      'and triggers:\n// these are from prisma/migrations.',
    );
    project.write({
      'prisma/schema.prisma': PRISMA.replace('  credits', '  extra Int\n  credits'),
    });
    const { stderr } = await project.run(['generate', '--prisma']);
    expect(stderr).toContain('prisma/migrations is behind the schema files: it lacks User.extra');
  });

  it('may be several files in the working directory itself', async () => {
    project.remove('prisma');
    const [, user = ''] = /(model User[^]*)/.exec(PRISMA) ?? [];
    project.write({ 'a.prisma': PRISMA.replace(user, ''), 'b.prisma': user });
    expect(await generate('--prisma', '.')).toContain('2 tables');
  });

  it('that breaks off is one error, with its line, and nothing is written', async () => {
    project.write({ 'prisma/schema.prisma': `${PRISMA}\nmodel Broken {\n  id Int @id(\n` });
    const { status, stderr } = await project.run(['generate', '--prisma']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error \[SCHEMA_FILE_INVALID\] .*prisma\/schema\.prisma:\d+/);
    expect(project.list('factories')).toEqual([]);
  });

  it('that is not there is said to be missing', async () => {
    const { status, stderr } = await project.run(['generate', '--prisma', 'db/schema.prisma']);
    expect(status).toBe(2);
    expect(stderr).toContain('[SOURCE_NOT_FOUND]');
    expect(stderr).toContain('db/schema.prisma');
  });

  it('of another provider is refused by its name', async () => {
    project.write({ 'prisma/schema.prisma': PRISMA.replace('postgresql', 'sqlite') });
    const { status, stderr } = await project.run(['generate']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/\[SERVER_UNSUPPORTED\].*sqlite/);
  });
});

describe('Drizzle files', () => {
  beforeEach(() => project.write({ 'src/db/schema.ts': DRIZZLE, 'drizzle.config.ts': CONFIG }));

  it('are found by their config, and read without being run', async () => {
    project.write({ 'src/db/schema.ts': `${DRIZZLE}\nthrow new Error('it ran');\n` });
    expect(await generate()).toContain('2 tables');
    const users = project.read('factories/generated/users.ts');
    expect(users).toContain("org_id: ref('orgs'");
    expect(users).toMatch(/role: (?:weighted|oneOf)\(/);
    expect(await project.run(['check'])).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(['js', 'json', 'mts', 'cts', 'mjs', 'cjs'])(
    'are found by drizzle.config.%s',
    async (kind) => {
      project.remove('drizzle.config.ts');
      const config = `{ "dialect": "postgresql", "schema": "./src/db/schema.ts" }`;
      const before =
        { cjs: 'module.exports =', cts: 'export =', json: '' }[kind] ?? 'export default';
      project.write({ [`drizzle.config.${kind}`]: `${before} ${config}` });
      expect(await generate()).toContain('2 tables');
    },
  );

  it.each(['drizzle.prod.config.ts', 'kit/settings.ts'])(
    'are named by the config %s',
    async (name) => {
      project.remove('drizzle.config.ts');
      project.write({
        [name]: CONFIG.replace('casing', `out: './kit/sql',\n  casing`),
        'kit/sql/meta/_journal.json': '{"entries":[{"idx":0,"tag":"0000_init"}]}',
        'kit/sql/0000_init.sql': DRIZZLE_MIGRATION,
      });
      expect(await generate('--drizzle', name)).toContain('2 tables');
      expect(project.read('factories/generated/users.ts')).toContain("org_id: ref('orgs'");
      expect(project.read('factories/generated/schema.ts')).toContain('from kit/sql.');
    },
  );

  it('are those of a package whose config is named from above', async () => {
    project.write({
      'packages/db/drizzle.config.ts': CONFIG.replace('src/db', 'lib'),
      'packages/db/lib/schema.ts': DRIZZLE.replaceAll('orgs', 'teams'),
    });
    await generate('--drizzle', 'packages/db/drizzle.config.ts');
    expect(project.list('factories/generated')).toContain('teams.ts');
  });

  it('have their CHECKs from the migrations beside them, in the folder that drizzle-kit writes by itself', async () => {
    project.write({
      'drizzle/meta/_journal.json': '{ "entries": [{ "idx": 0, "tag": "0000_init" }] }',
      'drizzle/0000_init.sql': DRIZZLE_MIGRATION,
    });
    await generate();
    expect(project.read('factories/generated/schema.ts')).toContain('// these are from drizzle.');
    expect(project.read('factories/generated/orgs.ts')).toContain('CHECK (length(name) < 30)');
  });

  it('are read beside a tsconfig that extends one of a package', async () => {
    project.write({
      'tsconfig.json': '{ "extends": "@acme/tsconfig/base.json" }',
      'node_modules/@acme/tsconfig/package.json': '{ "name": "@acme/tsconfig" }',
      'node_modules/@acme/tsconfig/base.json':
        '{ "compilerOptions": { "paths": { "~/*": ["../../../src/*"] } } }',
      'src/roles.ts': "export const ROLES = ['admin', 'viewer'] as const;",
      'src/db/schema.ts': `import { ROLES } from '~/roles';\n${DRIZZLE.replace(
        "['admin', 'viewer']",
        'ROLES',
      )}`,
    });
    await generate();
    expect(project.read('factories/generated/users.ts')).toMatch(/role: (?:weighted|oneOf)\(/);
  });

  it('are named by a flag, with their casing', async () => {
    project.remove('drizzle.config.ts');
    await generate('--drizzle', 'src/db/*.ts', '--dialect', 'postgres', '--casing', 'camelCase');
    expect(project.read('factories/generated/users.ts')).toContain("orgId: ref('orgs'");
  });

  it('say the line of what changed', async () => {
    await generate();
    project.write({
      'src/db/schema.ts': DRIZZLE.replace('  role:', '  timezone: text().notNull(),\n  role:'),
    });
    const { status, stdout } = await project.run(['check']);
    expect(status).toBe(1);
    expect(stdout).toContain('users.timezone: new column text NOT NULL, src/db/schema.ts:11');
  });

  it('leave to a person what they decide as they run', async () => {
    project.write({
      'src/db/schema.ts': DRIZZLE.replace(
        '  role:',
        '  nick: text(process.env.NICK).notNull(),\n  role:',
      ),
    });
    const { status, stdout } = await project.run(['generate']);
    expect(status).toBe(0);
    expect(stdout).toContain('src/db/schema.ts:11');
  });

  it.each([
    [['--drizzle', 'src/nowhere.ts'], 'SOURCE_NOT_FOUND', 'src/nowhere.ts'],
    [['--drizzle', '--dialect', 'oracle'], 'SERVER_UNSUPPORTED', 'oracle'],
    [['--drizzle', '--casing', 'kebab'], 'CONFIG_INVALID', 'kebab'],
    [['--drizzle', '--prisma'], 'USAGE', '--prisma and --drizzle'],
  ])('%j is one error', async (args, code, text) => {
    const { status, stderr } = await project.run(['generate', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(`[${code}]`);
    expect(stderr).toContain(text);
  });
});

it('nothing to read a schema from is one error', async () => {
  const { status, stderr } = await project.run(['generate']);
  expect(status).toBe(2);
  expect(stderr).toContain('[SOURCE_NOT_FOUND]');
});

onOneServer((server) => {
  it('a live database says what the files cannot', async () => {
    project.write({ 'prisma/schema.prisma': PRISMA });
    const database = await createDatabase(server, 'schema_files');
    await runSql(database.url, MIGRATION);
    await generate('--prisma', '--url', database.url);
    expect(project.read('factories/generated/User.ts')).toMatch(/credits: .*min: 10, max: 20/);
    const up = await project.run(['up', '--url', database.url, '--json']);
    expect(jsonOf(up)).toMatchObject({ ok: true });
    await database.drop();
  });

  it('is tried on a database that told nothing of it, and compared with the one that did', async () => {
    project.write({
      'prisma/schema.prisma': PRISMA,
      'prisma/migrations/20260101000000_init/migration.sql': MIGRATION,
    });
    const database = await createDatabase(server, 'schema_files');
    await runSql(database.url, MIGRATION);
    const tried = ['check', '--prisma', '--execute', '--url', database.url];
    await generate();
    expect(await project.run(tried)).toMatchObject({ status: 0, stderr: '' });
    await generate('--prisma', '--url', database.url);
    expect(await project.run(tried)).toMatchObject({ status: 0, stderr: '' });
    await runSql(
      database.url,
      'ALTER TABLE "User" ADD CONSTRAINT twenty CHECK ("credits" <> 20) NOT VALID',
    );
    expect(await project.run(tried)).toMatchObject({ status: 1 });
    await database.drop();
  });

  it('is the schema of the database that ?schema= of the URL names, as of Prisma', async () => {
    project.write({ 'prisma/schema.prisma': PRISMA });
    const database = await createDatabase(server, 'schema_files');
    await runSql(
      database.url,
      `CREATE TABLE other (id int); CREATE SCHEMA app; SET search_path = app; ${MIGRATION}`,
    );
    const url = `${database.url}${database.url.includes('?') ? '&' : '?'}schema=app&connection_limit=5&pgbouncer=true`;
    expect(await generate('--prisma', '--url', url)).toContain('2 tables');
    expect(project.read('factories/generated/app.User.ts')).toMatch(/credits: .*min: 10, max: 20/);
    expect(await generate('--url', url)).toContain('2 tables');
    expect(await project.run(['check', '--url', url])).toMatchObject({ status: 0 });
    expect(jsonOf(await project.run(['up', '--url', url, '--json']))).toMatchObject({ ok: true });
    expect(jsonOf(await project.run(['down', '--url', url, '--json']))).toMatchObject({ ok: true });
    await database.drop();
  });
});
