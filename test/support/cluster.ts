import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, startProcess, type StartedServer } from './start-process.ts';
import { unprivilegedUser } from './unprivileged-user.ts';

/** Where a PostgreSQL's programs are. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Nothing here has to survive a crash. */
export const POSTGRES_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

/**
 * Makes a database cluster in the OS's temporary folder and starts a server on it, on a free port.
 * It ends with this process, whichever way that ends short of a SIGKILL, and leaves no files.
 */
export async function startCluster(binaries: Binaries): Promise<StartedServer> {
  const owner = unprivilegedUser(['postgres']);
  const directory = mkdtempSync(join(tmpdir(), 'gen-factories-postgres-'));
  if ('uid' in owner) chownSync(directory, owner.uid, owner.gid);
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    const initdb = ['-D', directory, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'];
    execFileSync(binaries.initdb, [...initdb, '--no-sync'], { ...owner, stdio: 'pipe' });
    const port = await freePort();
    return await startProcess({
      name: 'PostgreSQL',
      command: binaries.postgres,
      args: ['-D', directory, '-p', `${port}`, ...settingArguments(POSTGRES_SETTINGS)],
      options: owner,
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      signals: { ask: 'SIGINT', now: 'SIGQUIT' },
      answers: answersAsPostgres,
      cleanUp: remove,
    });
  } catch (error) {
    remove();
    throw error;
  }
}

function settingArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

export async function answersAsPostgres(url: string): Promise<boolean> {
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
