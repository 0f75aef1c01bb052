import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { debianPostgres, embeddedPostgres } from './binaries.ts';
import { startCluster, type Cluster } from './cluster.ts';
import type { TestServer } from './servers.ts';

/**
 * Starts the servers that the tests run on, once for the whole run: PostgreSQL 18 from npm, Debian's
 * 15 where it is installed, and whatever GEN_FACTORIES_POSTGRES_URLS names. Under CI the run fails
 * without PostgreSQL 18.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const clusters: Cluster[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(clusters.map((cluster) => cluster.stop()));
  };
  try {
    const urls = await Promise.all([startEmbedded(clusters), startDebian(clusters)]);
    const servers = await Promise.all([...urls.flat(), ...givenUrls()].map(describeServer));
    if (process.env['CI'] && !servers.some((server) => server.major === 18)) {
      throw new Error('No PostgreSQL 18 to test on');
    }
    project.provide('servers', servers);
    return async () => {
      await stop();
      const names = servers.map((server) => server.name).join(', ');
      console.log(`Databases: ${names || 'none, so their tests were skipped'}`);
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startEmbedded(clusters: Cluster[]): Promise<string[]> {
  try {
    const cluster = await startCluster(await embeddedPostgres());
    clusters.push(cluster);
    return [cluster.url];
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`PostgreSQL 18 could not be started: ${String(error)}`);
    return [];
  }
}

async function startDebian(clusters: Cluster[]): Promise<string[]> {
  const binaries = debianPostgres();
  if (binaries === null) return [];
  const cluster = await startCluster(binaries);
  clusters.push(cluster);
  return [cluster.url];
}

function givenUrls(): string[] {
  const urls = process.env['GEN_FACTORIES_POSTGRES_URLS'] ?? '';
  return urls
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');
}

async function describeServer(url: string): Promise<TestServer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ version: string; number: number }>(
    `SELECT current_setting('server_version') AS version,
            current_setting('server_version_num')::int AS number`,
  );
  await client.end();
  const [row = { version: '?', number: 0 }] = rows;
  const [version = row.version] = row.version.split(' ');
  return { name: `PostgreSQL ${version}`, major: Math.floor(row.number / 10_000), url };
}
