import type { Connection } from '../../connections/connection.ts';

/**
 * What a transaction of ours must not take from the server's, the database's or the user's settings,
 * because text means something else under it or because it would end a long load. The search path stays
 * the app's: its triggers and CHECKs may need it.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  lc_monetary: 'C',
  xmloption: 'content',
  standard_conforming_strings: 'on',
  lock_timeout: '10s',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  transaction_timeout: '0',
};

/** Opens a transaction in which text means the same wherever the server is. */
export async function beginSettled(connection: Connection): Promise<void> {
  await connection.execute('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
  // Joined with what the server has: `transaction_timeout` came with PostgreSQL 17.
  await connection.query(
    `SELECT pg_catalog.set_config(wanted.key, wanted.value, true)
       FROM pg_catalog.json_each_text($1::pg_catalog.json) AS wanted
       JOIN pg_catalog.pg_settings AS known ON pg_catalog.lower(known.name) = pg_catalog.lower(wanted.key)`,
    [JSON.stringify(SETTINGS)],
  );
  await connection.execute('SET CONSTRAINTS ALL DEFERRED');
}

/**
 * Lets the server notice within a second that this process has died, so that its locks do not outlive
 * it by minutes. Not every platform can; then the server's own timeouts have to do.
 */
export async function watchForDeath(connection: Connection): Promise<void> {
  try {
    await connection.execute(`SET client_connection_check_interval = '1s'`);
  } catch {
    // Before PostgreSQL 14, or on a system that cannot tell.
  }
}
