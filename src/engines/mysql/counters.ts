import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { isServerError } from './database-error.ts';
import { RUNS } from './ledger.ts';
import { quoteTable } from './quote.ts';
import { readStates, type TableState } from './read-states.ts';
import { restoreSequence, type SequenceState } from './sequences.ts';
import { setLockWait } from './settings.ts';

/** What a table would have given the next row for a key before a load. */
interface TableCounter extends TableName {
  readonly next: string;
  /** Nobody knows whether the load writes to it. */
  readonly doubtful: boolean;
}

type Counter = TableCounter | SequenceState;

/**
 * Remembers the counters of tables that are about to be written; rows move them forward.
 *
 * @param states - of all tables that may be written to
 * @param isSure - whether one will be
 */
export async function rememberCounters(
  connection: MysqlConnection,
  run: string,
  states: Iterable<TableState>,
  isSure: (table: TableName) => boolean,
  sequences: readonly SequenceState[] = [],
): Promise<void> {
  const counters: Counter[] = [...states]
    .filter((state) => state.counter !== null)
    .map(({ schema, name, next }) => {
      return { schema, name, next: String(next), doubtful: !isSure({ schema, name }) };
    });
  await connection.execute(`UPDATE ${RUNS} SET counters = ? WHERE id = ?`, [
    JSON.stringify([...counters, ...sequences]),
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
 *
 * @param deleted - how many rows went, by table
 */
export async function restoreCounters(
  connection: MysqlConnection,
  counters: readonly Counter[],
  deleted: Readonly<Record<string, number>>,
): Promise<void> {
  const moved = counters.filter(
    (counter) =>
      'sequence' in counter || !counter.doubtful || deleted[formatTableName(counter)] !== undefined,
  );
  if (moved.length === 0) return;
  const nameOf = (counter: Counter): string =>
    'sequence' in counter ? `sequence ${counter.sequence}` : `table ${counter.name}`;
  const oldest = new Map([...moved].reverse().map((counter) => [nameOf(counter), counter]));
  const states = await readStates(connection, moved);
  await setLockWait(connection, PATIENCE);
  for (const counter of oldest.values()) {
    try {
      if ('sequence' in counter) await restoreSequence(connection, counter);
      else if (String(states.get(formatTableName(counter))?.next) !== counter.next) {
        await moveCounter(connection, counter, BigInt(counter.next));
      }
    } catch (error) {
      if (!isServerError(error)) throw error;
    }
  }
  await setLockWait(connection);
}
