/**
 * What loading costs on PostgreSQL, as ratios taken in one run. The server is started for the purpose, or is
 * that of BENCH_URL: its tables users and orgs are dropped.
 */
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { median, report, runScript, seconds } from './report.mjs';

const jiti = createJiti(import.meta.url);
const cluster = process.env['BENCH_URL'] ? null : await start();
const url = process.env['BENCH_URL'] ?? cluster.url;

try {
  small();
  large();
  sideBySide();
  single();
} finally {
  await cluster?.stop();
}

async function start() {
  const { startCluster } = await jiti.import('../../test/support/cluster.ts');
  const { embeddedPostgres } = await jiti.import('../../test/support/binaries.ts');
  return startCluster(await embeddedPostgres());
}

function small() {
  const runs = [1, 2, 3].map(() => measure('up', 500, 10_000).ms);
  report('500 orgs + 10,000 users: up()', `${seconds(median(runs))} (bar: 2 s)`);
}

function large() {
  const pairs = [1, 2, 3].map(() => [
    measure('up', 50_000, 1_000_000),
    measure('raw', 50_000, 1_000_000),
  ]);
  const ratio = median(pairs.map(([ours, raw]) => ours.ms / raw.ms));
  const [ours, raw] = pairs[0];
  report(
    '1,000,000 users: up()',
    `${seconds(ours.ms)}, raw COPY of the same bytes ${seconds(raw.ms)}`,
  );
  report('  ratio, median of 3', `${ratio.toFixed(2)} (bar: 3)`);
  report(
    '  peak memory',
    `${Math.round(Math.max(...pairs.map(([each]) => each.rss)))} MB (bar: 250 MB)`,
  );
}

function sideBySide() {
  const ours = median([1, 2, 3].map(() => measure('up', 500, 100_000).ms));
  report('100,000 users: up()', seconds(ours));
  const rivals = { drizzle: 'drizzle-seed', refined: 'drizzle-seed with generators chosen' };
  for (const [what, name] of Object.entries(rivals)) {
    const theirs = measure(what, 500, 100_000);
    report(`  ${name}`, `${seconds(theirs.ms)}, ${Math.round(theirs.rss)} MB`);
    report('  times as fast', `${(theirs.ms / ours).toFixed(1)} (bar: 15)`);
  }
}

function single() {
  measure('row', 1, 1);
}

function measure(what, orgs, users) {
  const script = fileURLToPath(new URL('./measure-postgres.mjs', import.meta.url));
  return runScript(script, [what, url, orgs, users]);
}
