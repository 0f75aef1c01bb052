/**
 * One measurement in a process of its own, so that its peak memory is its own too:
 * `node measure-postgres.mjs WHAT URL ORGS USERS` prints one line of JSON.
 */
import { openConnection } from '../../dist/src/connections/open-connection.js';
import { encodeRows } from '../../dist/src/engines/postgres/encode-rows.js';
import * as runtime from '../../dist/src/index.js';
import { planLoads } from '../../dist/src/runtime/load-plan.js';
import * as generators from '../../dist/generators/catalog.js';
import { benchFactory, DDL } from './schema.mjs';

const [what, url, orgsText, usersText] = process.argv.slice(2);
const orgs = Number(orgsText);
const users = Number(usersText);

const connection = await openConnection(url);
await connection.query('DROP TABLE IF EXISTS users, orgs');
await connection.query('DROP SCHEMA IF EXISTS gen_factories CASCADE');
for (const statement of DDL) await connection.query(statement);

const factory = benchFactory(runtime, generators, { orgs, users });
const ms = await { up, raw, generate, row, drizzle, refined }[what]();
await connection.close();
console.log(
  JSON.stringify({ ms: Math.round(ms * 1000) / 1000, rss: process.resourceUsage().maxRSS / 1024 }),
);
process.exit(0);

/** `factory.up()`, from nothing to committed, verified and analysed. */
async function up() {
  const start = performance.now();
  await factory.up({ url });
  return performance.now() - start;
}

/** The same bytes, rendered beforehand, by COPY: what no generator can beat. */
async function raw() {
  const plan = planLoads(factory.source(), {});
  const rendered = plan.loads.map((load) => ({ load, chunks: [...encodeRows(load)] }));
  const start = performance.now();
  await connection.query('BEGIN');
  for (const { load, chunks } of rendered) {
    const columns = load.columns.map(({ name }) => `"${name}"`).join(', ');
    await connection.copyFrom(
      `COPY "${load.name.schema}"."${load.name.name}" (${columns}) FROM STDIN`,
      chunks,
    );
  }
  await connection.query('COMMIT');
  return performance.now() - start;
}

/** Rows as COPY text, thrown away. */
async function generate() {
  const plan = planLoads(factory.source(), {});
  const start = performance.now();
  for (const load of plan.loads) for (const chunk of encodeRows(load)) void chunk;
  return performance.now() - start;
}

/** Milliseconds for one row alone, the first or the ten-millionth, by turns. */
async function row() {
  const large = benchFactory(runtime, generators, { orgs: 500_000, users: 10_000_000 });
  const time = (index) => {
    const start = performance.now();
    for (let turn = 0; turn < 200; turn++) large.row('users', index - (index > 0 ? turn : -turn));
    return (performance.now() - start) / 200;
  };
  time(0);
  time(9_999_999);
  const [first, last] = [time(0), time(9_999_999)];
  console.error(
    `row 0: ${(first * 1000).toFixed(1)} µs, row 9,999,999: ${(last * 1000).toFixed(1)} µs`,
  );
  return last;
}

/** drizzle-seed on the same two tables as it comes: values by the columns' types. */
async function drizzle() {
  return drizzleSeed((seeding, counts) =>
    seeding.refine(() => ({ orgs: { count: counts.orgs }, users: { count: counts.users } })),
  );
}

/** The same, told to use its generators for the meanings that ours have. */
async function refined() {
  return drizzleSeed((seeding, counts) =>
    seeding.refine((f) => ({
      orgs: {
        count: counts.orgs,
        columns: {
          name: f.companyName(),
          plan: f.valuesFromArray({ values: ['starter', 'growth', 'enterprise'] }),
        },
      },
      users: {
        count: counts.users,
        columns: {
          email: f.email(),
          name: f.fullName(),
          displayName: f.fullName(),
          address: f.streetAddress(),
          role: f.valuesFromArray({ values: ['viewer', 'editor', 'admin'] }),
        },
      },
    })),
  );
}

async function drizzleSeed(refine) {
  const { drizzle: open } = await import('drizzle-orm/node-postgres');
  const { bigint, boolean, integer, pgTable, text, timestamp, varchar } =
    await import('drizzle-orm/pg-core');
  const { seed } = await import('drizzle-seed');
  const { default: pg } = await import('pg');
  const orgsTable = pgTable('orgs', {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    name: varchar('name', { length: 120 }).notNull(),
    plan: text('plan').notNull(),
    memberCount: integer('member_count').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  });
  const usersTable = pgTable('users', {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    orgId: bigint('org_id', { mode: 'number' })
      .notNull()
      .references(() => orgsTable.id),
    email: varchar('email', { length: 120 }).notNull().unique(),
    name: varchar('name', { length: 80 }).notNull(),
    displayName: varchar('display_name', { length: 80 }),
    address: text('address'),
    role: text('role').notNull(),
    isActive: boolean('is_active').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  });
  const pool = new pg.Pool({ connectionString: url });
  const start = performance.now();
  await refine(seed(open(pool), { orgs: orgsTable, users: usersTable }), { orgs, users });
  const took = performance.now() - start;
  await pool.end();
  return took;
}
