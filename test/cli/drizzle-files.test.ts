import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onOneServer, Project } from '../support/cli.ts';
import { createDatabase, runSql } from '../support/servers.ts';

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

const CHECKED = `import { sql } from 'drizzle-orm';
import { check, numeric, pgTable, serial, text, timestamp, uniqueIndex, varchar } from 'drizzle-orm/pg-core';

export const orders = pgTable('orders', {
  id: serial().primaryKey(),
  shopId: serial().notNull(),
  role: text({ enum: ['owner', 'staff'] }).notNull(),
  code: varchar({ length: 13 }).notNull(),
  price: numeric({ precision: 10, scale: 2 }).notNull(),
  paidAt: timestamp(),
}, (t) => [
  check('price_in_reach', sql\`\${t.price} >= 0 and \${t.price} < 9999\`),
  check('price_between', sql\`\${t.price} between 0 and 9000\`),
  check('known_role', sql\`\${t.role} in ('owner', 'staff')\`),
  check('length_of_code', sql\`length(\${t.code}) = 13\`),
  check('form_of_code', sql\`\${t.code} ~ '^[0-9]+$'\`),
  check('paid', sql\`\${t.paidAt} is null or (\${t.price} > 0 and \${t.role} <> 'staff')\`),
  uniqueIndex('one_owner').on(t.shopId).where(sql\`\${t.role} = 'owner'\`),
  uniqueIndex('code_unpaid').on(t.code).where(sql\`\${t.paidAt} is null\`),
]);
`;

const CHECKED_MIGRATION = `CREATE TABLE "orders" (
  "id" serial PRIMARY KEY NOT NULL,
  "shop_id" serial NOT NULL,
  "role" text NOT NULL,
  "code" varchar(13) NOT NULL,
  "price" numeric(10, 2) NOT NULL,
  "paid_at" timestamp,
  CONSTRAINT "price_in_reach" CHECK ("orders"."price" >= 0 and "orders"."price" < 9999),
  CONSTRAINT "price_between" CHECK ("orders"."price" between 0 and 9000),
  CONSTRAINT "known_role" CHECK ("orders"."role" in ('owner', 'staff')),
  CONSTRAINT "length_of_code" CHECK (length("orders"."code") = 13),
  CONSTRAINT "form_of_code" CHECK ("orders"."code" ~ '^[0-9]+$'),
  CONSTRAINT "paid" CHECK ("orders"."paid_at" is null or ("orders"."price" > 0 and "orders"."role" <> 'staff'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "one_owner" ON "orders" USING btree ("shop_id") WHERE "orders"."role" = 'owner';--> statement-breakpoint
CREATE UNIQUE INDEX "code_unpaid" ON "orders" USING btree ("code") WHERE "orders"."paid_at" is null;
`;

describe('conditions of Drizzle files', () => {
  beforeEach(() => project.write({ 'src/db/schema.ts': CHECKED }));

  it('are the same once their migration is written, and those that change are told', async () => {
    await generate();
    project.write({
      'drizzle/meta/_journal.json': '{ "entries": [{ "idx": 0, "tag": "0000_init" }] }',
      'drizzle/0000_init.sql': CHECKED_MIGRATION,
    });
    expect(await project.run(['check'])).toMatchObject({ status: 0, stderr: '' });
    const before = project.read('factories/generated/orders.ts');
    await generate();
    expect(project.read('factories/generated/orders.ts')).toBe(before);
    project.write({
      'src/db/schema.ts': CHECKED.replace('between 0 and 9000', 'between 0 and 800'),
    });
    const { status, stdout } = await project.run(['check', '--no-diff']);
    expect(status).toBe(1);
    expect(stdout.match(/check \w+:/g)).toEqual(['check price_between:']);
  });

  onOneServer((server) => {
    it('are the same in the database, which spells them in its own way', async () => {
      await generate();
      const database = await createDatabase(server, 'drizzle_conditions');
      await runSql(database.url, CHECKED_MIGRATION);
      expect(await project.run(['check', '--drizzle', '--url', database.url])).toMatchObject({
        status: 0,
        stderr: '',
      });
      const alone = await project.run(['check', '--no-diff', '--url', database.url]);
      expect(alone.stdout).not.toMatch(/check \w+:|unique key/);
      await database.drop();
    });
  });
});
