/**
 * What loading costs on MySQL and on MariaDB, as ratios taken in one run. The servers are started for the purpose, or are those of BENCH_MYSQL_URLS, with commas
 * between: databases of their own, whose tables users and orgs are dropped.
 */
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { median, report, runScript, seconds } from './report.mjs';

const jiti = createJiti(import.meta.url);
const { openMysqlClient } = await jiti.import('../../test/support/servers.ts');
const given = process.env['BENCH_MYSQL_URLS']?.split(',');
const started = given ? [] : await start();

try {
  for (const url of given ?? (await Promise.all(started.map(makeDatabase)))) await run(url);
} finally {
  await Promise.all(started.map((server) => server.stop()));
}

async function start() {
  const { startMariadb, startMysql } = await jiti.import('../../test/support/mysql-servers.ts');
  const servers = await Promise.all([startMysql(), startMariadb()]);
  return servers.filter((server) => server !== null);
}

async function makeDatabase({ url }) {
  const client = await openMysqlClient(url);
  await client.query('CREATE DATABASE bench');
  await client.end();
  return Object.assign(new URL(url), { pathname: '/bench' }).href;
}

async function run(url) {
  const client = await openMysqlClient(url);
  const [[{ version }]] = await client.query('SELECT VERSION() AS version');
  await client.end();
  console.log(`\n${version}`);
  const measure = (what, orgs, users) => measureOn(url, what, orgs, users);
  small(measure);
  files(measure);
  statements(measure);
  large(measure);
}

function small(measure) {
  const runs = [1, 2, 3].map(() => measure('up', 500, 10_000).ms);
  report('500 orgs + 10,000 users: up()', `${seconds(median(runs))} (bar: 3 s)`);
}

function files(measure) {
  const pairs = [1, 2, 3].map(() => [
    measure('up', 500, 100_000),
    measure('rawLoad', 500, 100_000),
  ]);
  reportPairs('100,000 users: up()', 'raw LOAD DATA of the same bytes', pairs, 2);
}

function statements(measure) {
  const pairs = [1, 2, 3].map(() => [
    measure('insert', 500, 100_000),
    measure('rawInsert', 500, 100_000),
  ]);
  reportPairs('  without files: up()', 'the best multi-row INSERT', pairs, 1.5);
}

function large(measure) {
  const up = measure('up', 50_000, 1_000_000);
  report('1,000,000 users: up()', seconds(up.ms));
  const insert = measure('insert', 50_000, 1_000_000);
  report('  without files: up()', seconds(insert.ms));
  report('  down()', seconds(measure('down', 50_000, 1_000_000).ms));
  const peak = Math.round(Math.max(up.rss, insert.rss));
  report('  peak memory', `${peak} MB (bar: 250 MB)`);
}

function reportPairs(what, rival, pairs, bar) {
  const ours = median(pairs.map(([our]) => our.ms));
  const raw = median(pairs.map(([, other]) => other.ms));
  const ratio = median(pairs.map(([our, other]) => our.ms / other.ms));
  report(what, `${seconds(ours)}, ${rival} ${seconds(raw)}`);
  report('  ratio, median of 3', `${ratio.toFixed(2)} (bar: ${bar})`);
}

function measureOn(url, what, orgs, users) {
  const script = fileURLToPath(new URL('./measure-mysql.mjs', import.meta.url));
  return runScript(script, [what, url, orgs, users]);
}
