import { createHash } from 'node:crypto';
import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { GenFactoriesError } from '../../errors.ts';

const WAIT_SECONDS = 10;

/**
 * Takes the lock that all of gen-factories take before they write to a database. It belongs to the
 * session, so that it ends with the connection, however that ends.
 *
 * @throws GenFactoriesError `TARGET_BUSY` that names who holds it
 */
export async function takeLock(connection: MysqlConnection): Promise<void> {
  const name = lockName(connection);
  const [row] = await connection.query<{ taken: number | null }>('SELECT GET_LOCK(?, ?) AS taken', [
    name,
    WAIT_SECONDS,
  ]);
  if (row?.taken === 1) return;
  throw new GenFactoriesError('TARGET_BUSY', {
    what: `"${connection.target.database}" is being seeded or cleared by ${await findHolder(connection, name)}`,
    fix: 'Wait until it has finished, or end that process.',
  });
}

export async function releaseLock(connection: MysqlConnection): Promise<void> {
  await connection.query('SELECT RELEASE_LOCK(?)', [lockName(connection)]);
}

interface ProcessRow {
  readonly Id: number;
  readonly User: string;
  readonly Host: string;
}

/** Without a privilege a user sees connections of their own only. */
async function findHolder(connection: MysqlConnection, lock: string): Promise<string> {
  const [holder] = await connection.query<{ id: number | null }>('SELECT IS_USED_LOCK(?) AS id', [
    lock,
  ]);
  if (holder?.id == null) return 'another process';
  const processes = await connection.query<ProcessRow>('SHOW PROCESSLIST');
  const known = processes.find((process) => process.Id === holder.id);
  return `connection ${holder.id}${known === undefined ? '' : ` (${known.User}, from ${known.Host})`}`;
}

/**
 * Locks are the server's, not the database's, and their names have 64 characters at most. Some servers
 * take `Shop` and `shop` for the same database.
 */
function lockName({ target }: MysqlConnection): string {
  const database = createHash('sha256').update(target.database.toLowerCase()).digest('hex');
  return `gen-factories:${database.slice(0, 32)}`;
}
