import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MongoClient } from 'mongodb';
import { answersAsPostgres, POSTGRES_SETTINGS } from './cluster.ts';
import { CHROOT, isInChroot, PROGRAMS } from './debian-servers.ts';
import { freePort, startProcess, type StartedServer } from './start-process.ts';

/** FerretDB, which speaks MongoDB's protocol, over a PostgreSQL of its own; null where it is not installed. */
export async function startFerretdb(): Promise<StartedServer | null> {
  if (!existsSync(PROGRAMS.ferretdb) || !isInChroot(`${PROGRAMS.postgres}/postgres`)) return null;
  const postgres = await startDocumentdb();
  try {
    const port = await freePort();
    const state = mkdtempSync(join(CHROOT, 'tmp', 'gen-factories-ferretdb-'));
    const ferretdb = await startProcess({
      name: 'FerretDB',
      command: PROGRAMS.ferretdb,
      args: [
        `--postgresql-url=${postgres.url}`,
        `--listen-addr=127.0.0.1:${port}`,
        '--debug-addr=-',
        '--no-auth',
        `--state-dir=${state}`,
        '--log-level=error',
      ],
      options: { env: { ...process.env, FERRETDB_TELEMETRY: 'disable' } },
      url: `mongodb://127.0.0.1:${port}/`,
      signals: { ask: 'SIGTERM', now: 'SIGKILL' },
      answers: answersAsMongodb,
      cleanUp: () => rmSync(state, { recursive: true, force: true }),
    });
    return {
      url: ferretdb.url,
      async stop() {
        await ferretdb.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** MongoDB as npm's `mongodb-memory-server-core` downloads it, where that is possible. */
export async function startMongodbInMemory(): Promise<StartedServer | null> {
  const { MongoMemoryServer } = await import('mongodb-memory-server-core');
  const server = await MongoMemoryServer.create();
  return {
    url: server.getUri(),
    async stop() {
      await server.stop();
    },
  };
}

async function answersAsMongodb(url: string): Promise<boolean> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 500 });
  try {
    await client.db('admin').command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

const DOCUMENTDB_SETTINGS = {
  shared_preload_libraries: 'pg_cron, pg_documentdb_core, pg_documentdb',
  'cron.database_name': 'postgres',
};

async function startDocumentdb(): Promise<StartedServer> {
  const folder = mkdtempSync(join(CHROOT, 'tmp', 'gen-factories-documentdb-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const data = `/tmp/${basename(folder)}/data`;
  const asPostgres = [`--userspec=${postgresOfChroot()}`, CHROOT];
  try {
    const [uid, gid] = postgresOfChroot().split(':').map(Number);
    chownSync(folder, uid!, gid!);
    const initdb = [`${PROGRAMS.postgres}/initdb`, '-D', data, '-U', 'postgres', '-A', 'trust'];
    execFileSync('chroot', [...asPostgres, ...initdb, '-E', 'UTF8', '--locale=C', '--no-sync'], {
      stdio: 'pipe',
    });
    const settings = { ...POSTGRES_SETTINGS, ...DOCUMENTDB_SETTINGS };
    appendFileSync(
      join(folder, 'data', 'postgresql.conf'),
      Object.entries(settings)
        .map(([name, value]) => `\n${name} = '${value}'`)
        .join(''),
    );
    const port = await freePort();
    const server = await startProcess({
      name: 'PostgreSQL with DocumentDB',
      command: 'chroot',
      args: [...asPostgres, `${PROGRAMS.postgres}/postgres`, '-D', data, '-p', `${port}`],
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      signals: { ask: 'SIGINT', now: 'SIGQUIT' },
      answers: answersAsPostgres,
      cleanUp: remove,
    });
    await createExtension(server);
    return server;
  } catch (error) {
    remove();
    throw error;
  }
}

function postgresOfChroot(): string {
  const id = (flag: string): string =>
    execFileSync('chroot', [CHROOT, 'id', flag, 'postgres'], { encoding: 'utf8' }).trim();
  return `${id('-u')}:${id('-g')}`;
}

async function createExtension(server: StartedServer): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query('CREATE EXTENSION documentdb CASCADE');
  } finally {
    await client.end();
  }
}
