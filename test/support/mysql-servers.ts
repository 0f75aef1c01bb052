import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import mysql from 'mysql2/promise';
import { CHROOT, isInChroot, PROGRAMS } from './debian-servers.ts';
import { freePort, startProcess, type StartedServer } from './start-process.ts';
import { unprivilegedUser } from './unprivileged-user.ts';

/** Nothing here has to survive a crash. */
const SETTINGS = [
  '--bind-address=127.0.0.1',
  '--local-infile=ON',
  '--skip-log-bin',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync',
  '--innodb-doublewrite=OFF',
  '--innodb-buffer-pool-size=256M',
  '--character-set-server=utf8mb4',
  '--max-connections=50',
];

/** Debian's MariaDB, where it is installed, on data of its own; null where it is not. */
export async function startMariadb(
  settings: readonly string[] = [],
): Promise<StartedServer | null> {
  if (!existsSync(PROGRAMS.mariadb.mariadbd)) return null;
  const owner = unprivilegedUser(['mysql']);
  const folder = mkdtempSync(join(tmpdir(), 'gen-factories-mariadb-'));
  if ('uid' in owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const install = [
      '--no-defaults',
      `--datadir=${data}`,
      // Two that are installed at once get in each other's way elsewhere.
      `--tmpdir=${folder}`,
      '--auth-root-authentication-method=normal',
    ];
    execFileSync(PROGRAMS.mariadb.install, [...install, '--skip-test-db'], {
      ...owner,
      stdio: 'pipe',
    });
    const port = await freePort();
    return await startProcess({
      name: 'MariaDB',
      command: PROGRAMS.mariadb.mariadbd,
      args: [
        '--no-defaults',
        `--datadir=${data}`,
        `--port=${port}`,
        `--socket=${join(folder, 'socket')}`,
        `--tmpdir=${folder}`,
        ...SETTINGS,
        ...settings,
      ],
      options: owner,
      url: `mariadb://root@127.0.0.1:${port}/mysql`,
      signals: { ask: 'SIGTERM', now: 'SIGKILL' },
      answers: answersAsMysql,
      cleanUp: remove,
    });
  } catch (error) {
    remove();
    throw error;
  }
}

/** MySQL from Debian's unstable branch, where it is installed; null where it is not. */
export async function startMysql(settings: readonly string[] = []): Promise<StartedServer | null> {
  if (!isInChroot(PROGRAMS.mysqld)) return null;
  const folder = mkdtempSync(join(CHROOT, 'tmp', 'gen-factories-mysql-'));
  const inside = `/tmp/${basename(folder)}`;
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const mysqld = [
    CHROOT,
    PROGRAMS.mysqld,
    '--no-defaults',
    '--user=root',
    `--datadir=${inside}/data`,
  ];
  try {
    execFileSync('chroot', [...mysqld, '--initialize-insecure', ...SETTINGS], { stdio: 'pipe' });
    const port = await freePort();
    return await startProcess({
      name: 'MySQL',
      command: 'chroot',
      args: [
        ...mysqld,
        `--port=${port}`,
        `--socket=${inside}/socket`,
        '--mysqlx=OFF',
        '--secure-file-priv=',
        ...SETTINGS,
        ...settings,
      ],
      url: `mysql://root@127.0.0.1:${port}/mysql`,
      signals: { ask: 'SIGTERM', now: 'SIGKILL' },
      answers: answersAsMysql,
      cleanUp: remove,
    });
  } catch (error) {
    remove();
    throw error;
  }
}

/** MySQL as npm's `mysql-memory-server` downloads it; null where that is not possible. */
export async function startMysqlInMemory(): Promise<StartedServer | null> {
  const { createDB } = await import('mysql-memory-server');
  const server = await createDB({ version: '8.4.x', logLevel: 'ERROR' });
  return {
    url: `mysql://${server.username}@127.0.0.1:${server.port}/mysql`,
    stop: () => server.stop(),
  };
}

async function answersAsMysql(url: string): Promise<boolean> {
  try {
    const client = await mysql.createConnection(url.replace(/^mariadb:/, 'mysql:'));
    await client.end();
    return true;
  } catch {
    return false;
  }
}
