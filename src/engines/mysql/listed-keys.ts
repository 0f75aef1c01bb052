import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { findKey, keyExpression, type ListedKey } from './keys.ts';
import { KEYS } from './ledger.ts';
import { quoteTable } from './quote.ts';

/** Keys of rows that tables had before something was written to them; the session's alone. */
const BEFORE = '`gen_factories_before`';

/** What a table had at some moment. */
export interface Before {
  readonly key: ListedKey;
  readonly rows: number;
}

/** Makes room for what {@link rememberRows} keeps. Some servers forbid it inside a transaction. */
export async function makeMemory(connection: MysqlConnection): Promise<void> {
  await connection.execute(
    `CREATE TEMPORARY TABLE IF NOT EXISTS ${BEFORE} (
       number bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
       table_name varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
       row_key binary(32) NOT NULL, KEY (table_name, row_key)) ENGINE = InnoDB`,
  );
}

export async function dropMemory(connection: MysqlConnection): Promise<void> {
  await connection.execute(`DROP TEMPORARY TABLE IF EXISTS ${BEFORE}`);
}

/**
 * Remembers which rows a table has, so that those that come can be told from them; inside a transaction.
 * The rows are read under locks, and in an empty table the room for them is: until the transaction ends,
 * only it adds any.
 */
export async function rememberRows(connection: MysqlConnection, table: TableName): Promise<Before> {
  const key = await findKey(connection, table);
  const [row] = await connection.query(
    `SELECT 1 FROM ${quoteTable(table)} LIMIT 1 LOCK IN SHARE MODE`,
  );
  if (row === undefined) return { key, rows: 0 };
  const { affectedRows } = await connection.execute(
    `INSERT INTO ${BEFORE} (table_name, row_key) SELECT ?, ${keyExpression(key)} FROM ${quoteTable(table)} AS t`,
    [table.name],
  );
  return { key, rows: affectedRows };
}

/** What came into a table since, or that it cannot be told. */
export type Listed = { readonly rows: number } | { readonly rows: null };

/**
 * Lists the rows that came into a table since {@link rememberRows}, by their keys, in the ledger. Of rows
 * that are equal in every column, as many are new as there are more.
 *
 * @returns `rows: null` where rows that were there before are not there any more as they were: then the
 *   list may have some of them
 */
export async function listNewRows(
  connection: MysqlConnection,
  run: string,
  table: TableName,
  { key, rows: before }: Before,
): Promise<Listed> {
  const all = `SELECT ${keyExpression(key)} AS row_key FROM ${quoteTable(table)} AS t`;
  const { affectedRows } = await connection.execute(
    `INSERT INTO ${KEYS} (run, table_name, row_key)
     SELECT ?, ?, row_key FROM (${before === 0 ? all : butBefore(all)}) AS listed`,
    [run, table.name, ...(before === 0 ? [] : [table.name])],
  );
  if (before === 0) return { rows: affectedRows };
  const [row] = await connection.query<{ found: number }>(
    `SELECT COUNT(*) AS found FROM ${quoteTable(table)} LOCK IN SHARE MODE`,
  );
  return { rows: Number(row?.found) - affectedRows === before ? affectedRows : null };
}

/** Takes a list back. */
export async function dropList(
  connection: MysqlConnection,
  run: string,
  table: TableName,
): Promise<void> {
  await connection.execute(`DELETE FROM ${KEYS} WHERE run = ? AND table_name = ?`, [
    run,
    table.name,
  ]);
}

/** Deletes the rows that came into a table since {@link rememberRows}. */
export async function deleteNewRows(
  connection: MysqlConnection,
  table: TableName,
  { key, rows: before }: Before,
): Promise<void> {
  if (before === 0) {
    await connection.execute(`DELETE FROM ${quoteTable(table)}`);
    return;
  }
  await connection.execute(
    `DELETE t FROM ${quoteTable(table)} AS t
       LEFT JOIN ${BEFORE} AS old ON old.table_name = ? AND old.row_key = ${keyExpression(key)}
      WHERE old.row_key IS NULL`,
    [table.name],
  );
  if (key.kind === 'listed') return;
  // Some may be equal to rows that were there before.
  const all = `SELECT ${keyExpression(key)} AS row_key FROM ${quoteTable(table)} AS t`;
  const more = await connection.query<{ row_key: string; more: number }>(
    `SELECT HEX(row_key) AS row_key, COUNT(*) AS more FROM (${butBefore(all)}) AS fresh GROUP BY row_key`,
    [table.name],
  );
  for (const fresh of more) {
    await deleteLike(connection, table, key, { hash: fresh.row_key, rows: Number(fresh.more) });
  }
}

/** Deletes so many of the rows that have a key. */
export async function deleteLike(
  connection: MysqlConnection,
  table: TableName,
  key: ListedKey,
  { hash, rows }: { readonly hash: string; readonly rows: number },
): Promise<number> {
  const { affectedRows } = await connection.execute(
    `DELETE FROM ${quoteTable(table)} WHERE ${keyExpression(key, table.name)} = UNHEX(?) LIMIT ${rows}`,
    [hash],
  );
  return affectedRows;
}

function butBefore(all: string): string {
  return `SELECT now.row_key
            FROM (SELECT row_key, ROW_NUMBER() OVER (PARTITION BY row_key) AS number FROM (${all}) AS t) AS now
            LEFT JOIN (SELECT row_key, ROW_NUMBER() OVER (PARTITION BY row_key) AS number
                         FROM ${BEFORE} WHERE table_name = ?) AS old
              ON old.row_key = now.row_key AND old.number = now.number
           WHERE old.row_key IS NULL`;
}

/** The error for rows that cannot be told from those that were there before. */
export function untold(table: TableName, what: string): GenFactoriesError {
  const name = formatTableName(table);
  return new GenFactoriesError('COUNT_MISMATCH', {
    what: `${what}: the rows that were written to ${name} cannot be told from the others`,
    where: name,
    fix: 'Drop the trigger while rows are appended, or seed an empty table.',
  });
}
