/**
 * One measurement on MySQL or MariaDB in a process of its own, so that its peak memory is its own too:
 * `node measure-mysql.mjs WHAT URL ORGS USERS` prints one line of JSON.
 */
import { openMysql } from '../../dist/src/connections/mysql.js';
import { encodeRows, loadStatement } from '../../dist/src/engines/mysql/encode-rows.js';
import { insertBatches, insertEncoder } from '../../dist/src/engines/mysql/insert-statements.js';
import * as runtime from '../../dist/src/index.js';
import { planLoads } from '../../dist/src/runtime/load-plan.js';
import * as generators from '../../dist/generators/catalog.js';
import { MYSQL, MYSQL_DDL } from './schema-mysql.mjs';
import { benchFactory } from './schema.mjs';

const [what, url, orgs, users] = process.argv.slice(2);
const connection = await openMysql(url);
const factory = benchFactory(
  runtime,
  generators,
  { orgs: Number(orgs), users: Number(users) },
  MYSQL,
);

await connection.query('SET foreign_key_checks = 0');
await connection.query('DROP TABLE IF EXISTS users, orgs, gen_factories_keys, gen_factories_runs');
for (const statement of MYSQL_DDL) await connection.query(statement);
await connection.query('SET foreign_key_checks = 1');
const figures = await { up, insert, down, rawLoad, rawInsert, generate }[what]();
await connection.close();
console.log(JSON.stringify({ ...figures, rss: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);

/** `factory.up()`, from nothing to committed, verified and analysed. */
async function up() {
  return timed(() => factory.up({ url }));
}

/** The same on a server that takes no files. */
async function insert() {
  await connection.query('SET GLOBAL local_infile = OFF');
  try {
    return await up();
  } finally {
    await connection.query('SET GLOBAL local_infile = ON');
  }
}

/** `factory.down()` of what `up()` wrote. */
async function down() {
  await factory.up({ url });
  return timed(() => factory.down({ url }));
}

/** The same bytes, rendered beforehand, by LOAD DATA: what no generator can beat. */
async function rawLoad() {
  const plan = planLoads(factory.source(), {});
  const rendered = plan.loads.map((load) => ({
    sql: loadStatement(load, connection.flavour),
    chunks: [...encodeRows(load, connection.flavour)],
  }));
  return timed(() =>
    inTransaction(async () => {
      for (const { sql, chunks } of rendered) await connection.loadData(sql, chunks);
    }),
  );
}

/** The same rows as literals, rendered beforehand, by INSERT: the best of some numbers of rows. */
async function rawInsert() {
  const plan = planLoads(factory.source(), {});
  const tables = plan.loads.map((load) => {
    const { head, row } = insertEncoder(load, connection.flavour);
    return { head, rows: Array.from({ length: load.end }, (_, place) => row(place)) };
  });
  const times = [];
  for (const size of [1000, 2000, 5000, 1000, 2000, 5000]) {
    const statements = tables.flatMap(({ head, rows }) => inStatements(head, rows, size));
    await connection.query('DELETE FROM users');
    await connection.query('DELETE FROM orgs');
    const run = await timed(() =>
      inTransaction(async () => {
        for (const statement of statements) await connection.query(statement);
      }),
    );
    times.push(run.ms);
  }
  return { ms: Math.min(...times) };
}

/** Rows as LOAD DATA takes them, and as INSERT does, thrown away. */
async function generate() {
  const plan = planLoads(factory.source(), {});
  const text = await timed(() => {
    for (const load of plan.loads) for (const chunk of encodeRows(load, 'mysql')) void chunk;
  });
  const literals = await timed(() => {
    for (const load of plan.loads)
      for (const batch of insertBatches(load, 'mysql', 1 << 24)) void batch;
  });
  return { ms: text.ms, literals: literals.ms };
}

function inStatements(head, rows, size) {
  const statements = [];
  for (let first = 0; first < rows.length; first += size) {
    statements.push(head + rows.slice(first, first + size).join(',\n'));
  }
  return statements;
}

async function inTransaction(run) {
  await connection.query('START TRANSACTION');
  await run();
  await connection.query('COMMIT');
}

async function timed(run) {
  const start = performance.now();
  await run();
  return { ms: Math.round(performance.now() - start) };
}
