import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { KeyRecord, TableLoad } from '../../runtime/engine.ts';
import { countRecorded, findKey, rangeOf } from './keys.ts';
import { listNewRows, rememberRows, untold, type Before } from './listed-keys.ts';
import { quoteTable } from './quote.ts';

/** How the rows of a load will be told from others, settled before the first is written. */
export type Telling =
  | { readonly by: 'range'; readonly empty: boolean }
  | { readonly by: 'list'; readonly before: Before };

/**
 * Looks at a table that is about to be written. Where a range of keys will do, others may go on writing;
 * else what is there is remembered, and others have to wait.
 *
 * @param rangeable - false where rows may come into the table that no counter numbers
 */
export async function prepareTelling(
  connection: MysqlConnection,
  load: TableLoad,
  rangeable: boolean,
): Promise<Telling> {
  if (!rangeable || rangeOf(load) === null) {
    return { by: 'list', before: await rememberRows(connection, load.name) };
  }
  const [row] = await connection.query(`SELECT 1 FROM ${quoteTable(load.name)} LIMIT 1`);
  return { by: 'range', empty: row === undefined };
}

/**
 * Records how the rows of a load are told from others: by a range of keys where all of it is in the table
 * now, or else by a list in the ledger.
 *
 * @throws GenFactoriesError `COUNT_MISMATCH` where they cannot be
 */
export async function recordRows(
  connection: MysqlConnection,
  run: string,
  load: TableLoad,
  telling: Telling,
): Promise<KeyRecord> {
  if (telling.by === 'list') return listRows(connection, run, load, telling.before);
  const range = rangeOf(load)!;
  const found = await countRecorded(connection, run, load.name, range);
  if (found === load.end - load.first) return range;
  // Keys are not what some probes said, or a trigger changes them.
  if (!telling.empty || (await othersWrote(connection, load))) {
    throw untold(load.name, 'Keys do not count up from row to row, and others write to the table');
  }
  const before = { key: await findKey(connection, load.name), rows: 0 };
  return listRows(connection, run, load, before);
}

async function listRows(
  connection: MysqlConnection,
  run: string,
  load: TableLoad,
  before: Before,
): Promise<KeyRecord> {
  const listed = await listNewRows(connection, run, load.name, before);
  if (listed.rows !== null) return before.key;
  throw untold(load.name, 'A trigger changed or deleted rows that were there before');
}

/** Rows that others commit are not in the transaction's picture of the table, but under its locks. */
async function othersWrote(connection: MysqlConnection, load: TableLoad): Promise<boolean> {
  const count = `SELECT COUNT(*) AS found FROM ${quoteTable(load.name)}`;
  const [ours] = await connection.query<{ found: number }>(count);
  const [all] = await connection.query<{ found: number }>(`${count} LOCK IN SHARE MODE`);
  return ours?.found !== all?.found;
}
