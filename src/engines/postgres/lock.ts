import type { Connection } from '../../connections/connection.ts';
import { GenFactoriesError } from '../../errors.ts';

/** The first 8 bytes of SHA-256 of `gen-factories`, as a signed number. */
const LOCK_KEY = '-8109467934025260909';

const WAIT_MS = 10_000;
const RETRY_MS = 200;

/**
 * Takes the advisory lock that all of gen-factories take before they write to a database. It belongs to
 * the session, so that it ends with the connection, however that ends.
 *
 * @throws GenFactoriesError `TARGET_BUSY` that names who holds it
 */
export async function takeLock(connection: Connection): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const [row] = await connection.query<{ taken: boolean }>(
      'SELECT pg_catalog.pg_try_advisory_lock($1::pg_catalog.int8) AS taken',
      [LOCK_KEY],
    );
    if (row?.taken === true) return;
    if (performance.now() > deadline) throw await busy(connection);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

export async function releaseLock(connection: Connection): Promise<void> {
  await connection.query('SELECT pg_catalog.pg_advisory_unlock($1::pg_catalog.int8)', [LOCK_KEY]);
}

async function busy(connection: Connection): Promise<GenFactoriesError> {
  const [holder] = await connection.query<{
    pid: number;
    application: string | null;
    client: string | null;
  }>(
    `SELECT held.pid, activity.application_name AS application, pg_catalog.host(activity.client_addr) AS client
       FROM pg_catalog.pg_locks AS held
       LEFT JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid = held.pid
      WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1
        AND (held.classid::pg_catalog.int8 << 32 | held.objid::pg_catalog.int8) = $1::pg_catalog.int8
        AND held.database = (SELECT oid FROM pg_catalog.pg_database
                              WHERE datname = pg_catalog.current_database())`,
    [LOCK_KEY],
  );
  const who =
    holder === undefined
      ? 'another process'
      : `server process ${holder.pid} (${holder.application || 'no application name'}${holder.client === null ? '' : `, from ${holder.client}`})`;
  return new GenFactoriesError('TARGET_BUSY', {
    what: `"${connection.target.database}" is being seeded or cleared by ${who}`,
    fix: 'Wait until it has finished, or end that process.',
  });
}
