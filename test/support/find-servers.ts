import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { debianPostgres, embeddedPostgres } from './binaries.ts';
import { startCluster } from './cluster.ts';
import { SERVERS_FOLDER } from './debian-servers.ts';
import { describeMongodb, describeMysql, describePostgres } from './describe-server.ts';
import { startFerretdb, startMongodbInMemory } from './mongodb-servers.ts';
import { startMariadb, startMysql, startMysqlInMemory } from './mysql-servers.ts';
import type { ServerKind, TestServer } from './servers.ts';
import type { StartedServer } from './start-process.ts';

/** Servers of one kind, and how to end those that were started for the purpose. */
export interface FoundServers {
  readonly servers: readonly TestServer[];
  stop(): Promise<void>;
}

type Start = () => Promise<StartedServer | null>;

interface Search {
  readonly kind: ServerKind;
  /** Names URLs, with commas between; where it does, nothing else is looked for. */
  readonly variable: string;
  /** Where a server of a person's own usually is. */
  readonly usual?: string;
  /** Ways to start one, in the order they are tried. */
  readonly starts: readonly Start[];
  readonly describe: (url: string) => Promise<TestServer>;
}

const SEARCHES: readonly Search[] = [
  {
    kind: 'mysql',
    variable: 'GEN_FACTORIES_MYSQL_URLS',
    usual: 'mysql://root@127.0.0.1:3306/mysql',
    starts: [startMysql, startMysqlInMemory, installing('mysql', startMysql)],
    describe: describeMysql,
  },
  {
    kind: 'mariadb',
    variable: 'GEN_FACTORIES_MARIADB_URLS',
    usual: 'mariadb://root@127.0.0.1:3307/mysql',
    starts: [startMariadb, installing('mariadb', startMariadb)],
    describe: describeMysql,
  },
  {
    kind: 'mongodb',
    variable: 'GEN_FACTORIES_MONGODB_URLS',
    usual: 'mongodb://127.0.0.1:27017/',
    starts: [startFerretdb, startMongodbInMemory, installing('mongodb', startFerretdb)],
    describe: describeMongodb,
  },
];

/**
 * Finds servers of every kind: those that the environment names; one on the usual port; one that can be
 * started. PostgreSQL 18 comes with npm, Debian's 15 is taken beside it.
 *
 * @throws Error under CI, for a kind of which there is none
 */
export function findServers(): Promise<readonly FoundServers[]> {
  return Promise.all([findPostgres(), ...SEARCHES.map(find)]);
}

async function findPostgres(): Promise<FoundServers> {
  const started = await Promise.all([
    orNull('PostgreSQL 18', async () => startCluster(await embeddedPostgres())),
    orNull('PostgreSQL 15', async () => {
      const binaries = debianPostgres();
      return binaries === null ? null : startCluster(binaries);
    }),
  ]);
  const found = started.filter((server) => server !== null);
  const urls = [...found.map((server) => server.url), ...given('GEN_FACTORIES_POSTGRES_URLS')];
  const servers = await Promise.all(urls.map(describePostgres));
  if (process.env['CI'] && !servers.some((server) => server.major === 18)) {
    throw new Error('No PostgreSQL 18 to test on');
  }
  return { servers, stop: () => stopAll(found) };
}

async function find(search: Search): Promise<FoundServers> {
  const urls = given(search.variable);
  if (urls.length > 0) {
    return { servers: await Promise.all(urls.map(search.describe)), stop: async () => undefined };
  }
  const usual = await atUsualPort(search);
  if (usual !== null) return { servers: [usual], stop: async () => undefined };
  for (const start of search.starts) {
    const server = await orNull(search.kind, start);
    if (server !== null) {
      return { servers: [await search.describe(server.url)], stop: () => server.stop() };
    }
  }
  if (process.env['CI']) throw new Error(`No ${search.kind} to test on`);
  console.warn(
    `No ${search.kind} to test on: its tests are skipped. ` +
      `\`docker compose up --wait ${search.kind}\` starts one; ${search.variable} names any other.`,
  );
  return { servers: [], stop: async () => undefined };
}

async function atUsualPort({ usual, describe, kind }: Search): Promise<TestServer | null> {
  if (usual === undefined) return null;
  try {
    const server = await describe(usual);
    // MariaDB listens there as well.
    return server.kind === kind ? server : null;
  } catch {
    return null;
  }
}

/** What cannot be started is no reason not to try another way. */
async function orNull(name: string, start: Start): Promise<StartedServer | null> {
  try {
    return await start();
  } catch (error) {
    console.warn(`${name} could not be started: ${String(error).slice(0, 500)}`);
    return null;
  }
}

/** On Debian, for root, servers can be installed; what is installed is there for the next run. */
function installing(what: string, start: Start): Start {
  return async () => {
    if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null;
    console.warn(`Installing ${what} for the tests, which takes a minute or two, once.`);
    const script = join(import.meta.dirname, '../../scripts/test-servers/install-debian.sh');
    execFileSync('bash', [script, SERVERS_FOLDER, what], { stdio: ['ignore', 'ignore', 'pipe'] });
    return start();
  };
}

function given(variable: string): readonly string[] {
  return (process.env[variable] ?? '')
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');
}

async function stopAll(servers: readonly StartedServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}
