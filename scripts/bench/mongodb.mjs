/**
 * What loading costs on MongoDB, or what speaks its protocol, as ratios taken in one run. The server is started for the purpose, or is that of
 * BENCH_MONGODB_URL: a database of its own, which is dropped.
 */
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { median, report, runScript, seconds } from './report.mjs';

const jiti = createJiti(import.meta.url);
const given = process.env['BENCH_MONGODB_URL'];
const server = given ? null : await start();
const url = given ?? Object.assign(new URL(server.url), { pathname: '/bench' }).href;

try {
  small();
  sideBySide();
  large();
} finally {
  await server?.stop();
}

async function start() {
  const { startFerretdb, startMongodbInMemory } = await jiti.import(
    '../../test/support/mongodb-servers.ts',
  );
  const started = (await startFerretdb()) ?? (await startMongodbInMemory());
  if (started === null)
    throw new Error('No MongoDB could be started; name one in BENCH_MONGODB_URL');
  return started;
}

function small() {
  const runs = [1, 2, 3].map(() => measure('up', 500, 10_000).ms);
  report('500 orgs + 10,000 users: up()', `${seconds(median(runs))} (bar: 3 s)`);
}

function sideBySide() {
  const pairs = [1, 2, 3].map(() => [measure('up', 500, 100_000), measure('raw', 500, 100_000)]);
  const ours = median(pairs.map(([our]) => our.ms));
  const raw = median(pairs.map(([, other]) => other.ms));
  const ratio = median(pairs.map(([our, other]) => our.ms / other.ms));
  report('100,000 users: up()', `${seconds(ours)}, bare insertMany of the same ${seconds(raw)}`);
  report('  ratio, median of 3', `${ratio.toFixed(2)} (bar: 1.5)`);
}

function large() {
  const { ms, rss } = measure('up', 25_000, 500_000);
  report('500,000 users: up()', seconds(ms));
  report('  peak memory', `${Math.round(rss)} MB (bar: 250 MB)`);
  report('  down()', seconds(measure('down', 25_000, 500_000).ms));
}

function measure(what, orgs, users) {
  const script = fileURLToPath(new URL('./measure-mongodb.mjs', import.meta.url));
  return runScript(script, [what, url, orgs, users]);
}
