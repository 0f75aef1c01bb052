/**
 * One measurement on MongoDB in a process of its own, so that its peak memory is its own too:
 * `node measure-mongodb.mjs WHAT URL ORGS USERS` prints one line of JSON.
 */
import { openMongodb } from '../../dist/src/connections/mongodb.js';
import { encodeRows } from '../../dist/src/engines/mongodb/encode-rows.js';
import * as runtime from '../../dist/src/index.js';
import { planLoads } from '../../dist/src/runtime/load-plan.js';
import * as generators from '../../dist/generators/catalog.js';
import { MONGODB } from './schema-mongodb.mjs';
import { benchFactory } from './schema.mjs';

const [what, url, orgs, users] = process.argv.slice(2);
const connection = await openMongodb(url);
const { db, driver } = connection;
const counts = { orgs: Number(orgs), users: Number(users) };
const factory = benchFactory(runtime, generators, counts, MONGODB);

await db.dropDatabase();
await db.collection('users').createIndex({ email: 1 }, { unique: true });
await db.collection('users').createIndex({ org_id: 1 });
const figures = await { up, down, raw }[what]();
await connection.close();
console.log(JSON.stringify({ ...figures, rss: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);

/** `factory.up()`, from nothing to verified, its ledger written. */
async function up() {
  return timed(() => factory.up({ url }));
}

/** `factory.down()` of what `up()` wrote. */
async function down() {
  await factory.up({ url });
  return timed(() => factory.down({ url }));
}

/** The same documents, built beforehand, by insertMany: the best of some sizes of batches. */
async function raw() {
  const plan = planLoads(factory.source(), {});
  const times = [];
  for (const size of [1_000, 2_000, 5_000]) {
    const batches = plan.loads.map((load) => [load.name.name, [...encodeRows(load, driver, size)]]);
    await db.collection('users').deleteMany({});
    await db.collection('orgs').deleteMany({});
    times.push(await timed(() => insertAll(batches)));
  }
  return times.sort((a, b) => a.ms - b.ms)[0];
}

async function insertAll(batches) {
  for (const [name, documents] of batches) {
    for (const each of documents) await db.collection(name).insertMany(each, { ordered: false });
  }
}

async function timed(run) {
  const start = performance.now();
  await run();
  return { ms: performance.now() - start };
}
