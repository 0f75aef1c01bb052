import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { TableName } from '../../schema/schema.ts';
import { isServerError } from './database-error.ts';
import { RUNS } from './ledger.ts';
import { quoteTable } from './quote.ts';
import type { TableState } from './read-states.ts';
import { setLockWait } from './settings.ts';

/** What a table would have given the next row for a key before a load. */
interface Counter extends TableName {
  readonly next: string;
}

/** Remembers the counters of tables that are about to be written; rows move them forward. */
export async function rememberCounters(
  connection: MysqlConnection,
  run: string,
  states: Iterable<TableState>,
): Promise<void> {
  const counters = [...states]
    .filter((state) => state.counter !== null)
    .map(({ schema, name, next }): Counter => ({ schema, name, next: String(next) }));
  await connection.execute(`UPDATE ${RUNS} SET counters = ? WHERE id = ?`, [
    JSON.stringify(counters),
    run,
  ]);
}

/** The counters that runs remembered, the oldest first. */
export async function readCounters(
  connection: MysqlConnection,
  runs: readonly string[],
): Promise<readonly Counter[]> {
  const rows = await connection.query<{ counters: string }>(
    `SELECT counters FROM ${RUNS} WHERE id IN (?) ORDER BY number`,
    [runs],
  );
  return rows.flatMap((row) => JSON.parse(row.counters) as Counter[]);
}

/** Moves a counter, unless rows have moved it further already. DDL, which ends any open transaction. */
export async function moveCounter(
  connection: MysqlConnection,
  table: TableName,
  next: bigint,
): Promise<void> {
  await connection.execute(`ALTER TABLE ${quoteTable(table)} AUTO_INCREMENT = ${next}`);
}

/** Seconds to wait for a table that somebody uses: a counter is not worth a long wait. */
const PATIENCE = 1;

/**
 * Sets counters back; a table never counts from below its highest key. It is no loss where the user may
 * not do it, or somebody is in the middle of a transaction with the table.
 */
export async function restoreCounters(
  connection: MysqlConnection,
  counters: readonly Counter[],
): Promise<void> {
  if (counters.length === 0) return;
  const oldest = new Map([...counters].reverse().map((counter) => [counter.name, counter]));
  await setLockWait(connection, PATIENCE);
  for (const counter of oldest.values()) {
    try {
      await moveCounter(connection, counter, BigInt(counter.next));
    } catch (error) {
      if (!isServerError(error)) throw error;
    }
  }
  await setLockWait(connection);
}
