import type { MysqlConnection } from '../../connections/mysql-connection.ts';

/**
 * What a session of ours must not take from the server's or the user's settings: without strict mode
 * values that do not fit are changed silently, and times mean another instant in another zone. Zero
 * dates are left to who writes them: forbidden, they keep tables that have one as a default from being
 * inserted into or altered.
 */
const MODE = [
  'STRICT_ALL_TABLES',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_ENGINE_SUBSTITUTION',
  // Zero is a key like any other.
  'NO_AUTO_VALUE_ON_ZERO',
].join(',');

/** Seconds to wait for what others lock. */
const LOCK_WAIT = 10;

const SHARED: Readonly<Record<string, string>> = {
  sql_mode: `'${MODE}'`,
  time_zone: `'+00:00'`,
  autocommit: '1',
  completion_type: `'NO_CHAIN'`,
  foreign_key_checks: '1',
  unique_checks: '1',
  sql_safe_updates: '0',
  sql_big_selects: '1',
  sql_select_limit: '18446744073709551615',
  group_concat_max_len: '1048576',
  // A load that waits for its rows is no connection that was left open.
  wait_timeout: '28800',
  net_read_timeout: '600',
  net_write_timeout: '600',
};

const OWN: Readonly<Record<MysqlConnection['flavour'], Readonly<Record<string, string>>>> = {
  mysql: { max_execution_time: '0', information_schema_stats_expiry: '0' },
  mariadb: { max_statement_time: '0', check_constraint_checks: '1' },
};

/** Makes a session one in which text, times and mistakes mean the same wherever the server is. */
export async function settleSession(connection: MysqlConnection): Promise<void> {
  const settings = Object.entries({ ...SHARED, ...OWN[connection.flavour] });
  await connection.execute(
    `SET ${settings.map(([name, value]) => `SESSION ${name} = ${value}`).join(', ')}`,
  );
  await setLockWait(connection);
  // The servers' default. What tells our rows from others relies on it, and a lower level is refused
  // where changes are logged as statements.
  await connection.execute('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ WRITE');
}

/** Sets how long to wait for what others lock, in seconds. */
export async function setLockWait(connection: MysqlConnection, seconds = LOCK_WAIT): Promise<void> {
  await connection.execute(
    `SET SESSION lock_wait_timeout = ${seconds}, SESSION innodb_lock_wait_timeout = ${seconds}`,
  );
}

/** Opens a transaction that sees the rows of others as they are now, whatever they do meanwhile. */
export async function beginTransaction(connection: MysqlConnection): Promise<void> {
  await connection.execute('START TRANSACTION WITH CONSISTENT SNAPSHOT');
}

/**
 * Turns the checks of foreign keys off or on again. What is written without them has to be checked by
 * ourselves: the server never does it later.
 */
export async function checkForeignKeys(connection: MysqlConnection, on: boolean): Promise<void> {
  await connection.execute(`SET SESSION foreign_key_checks = ${on ? 1 : 0}`);
}
