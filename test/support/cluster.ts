import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Where a PostgreSQL's programs are. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

export interface Cluster {
  readonly url: string;
  stop(): Promise<void>;
}

/** Nothing here has to survive a crash. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

const START_TIMEOUT_MS = 30_000;

/**
 * Makes a database cluster in the OS's temporary folder and starts a server on it, on a free port.
 * It ends with this process, whichever way that ends short of a SIGKILL, and leaves no files.
 */
export async function startCluster(binaries: Binaries): Promise<Cluster> {
  const owner = unprivilegedUser();
  const directory = mkdtempSync(join(tmpdir(), 'gen-factories-postgres-'));
  if ('uid' in owner) chownSync(directory, owner.uid, owner.gid);
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    const initdb = ['-D', directory, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'];
    execFileSync(binaries.initdb, [...initdb, '--no-sync'], { ...owner, stdio: 'pipe' });
    const port = await freePort();
    const settings = Object.entries(SETTINGS).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const server = spawn(binaries.postgres, ['-D', directory, '-p', `${port}`, ...settings], {
      ...owner,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const endNow = (): void => {
      server.kill('SIGQUIT');
      remove();
    };
    process.once('exit', endNow);
    await untilReady(server, url);
    return {
      url,
      async stop() {
        process.off('exit', endNow);
        await ended(server);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** PostgreSQL refuses to run as root; for anyone else there is nothing to change. */
function unprivilegedUser(): { uid: number; gid: number } | Record<never, never> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new Error('PostgreSQL cannot run as root, and there is no user "postgres" or "nobody"');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let log = '';
  server.stderr?.on('data', (text: Buffer) => {
    log = (log + text.toString()).slice(-4000);
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (server.exitCode !== null || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start:\n${log}`);
    }
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGINT');
  });
}
