import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { KeyRecord, TableLoad } from '../../runtime/engine.ts';
import type { TableName } from '../../schema/schema.ts';
import { lastSerial, serialAt } from '../serial-keys.ts';
import { KEYS } from './ledger.ts';
import { quoteName, quoteTable } from './quote.ts';

export type RangeKey = Extract<KeyRecord, { kind: 'range' }>;
export type ListedKey = Extract<KeyRecord, { kind: 'listed' | 'row' }>;

/**
 * The range of a load's keys, where the primary key is one integer column that counts up by one from row
 * to row, as far as some probes see. Once all its values are in the table, it has room for no other's:
 * there are exactly as many keys in it as there are rows.
 */
export function rangeOf(load: TableLoad): RangeKey | null {
  const [column, ...others] = load.rows.model.primaryKey;
  if (column === undefined || others.length > 0) return null;
  const from = serialAt(load, column, load.first);
  const to = lastSerial(load, column);
  if (from === null || to === null || !Number.isSafeInteger(Number(to))) return null;
  return { kind: 'range', column, from: Number(from), to: Number(to) };
}

/** Counts rows of a record that the table has now. */
export async function countRecorded(
  connection: MysqlConnection,
  run: string,
  table: TableName,
  key: KeyRecord,
): Promise<number> {
  const [row] = await connection.query<{ found: number }>(
    `SELECT COUNT(*) AS found FROM ${quoteTable(table)} AS t WHERE ${recordedWhere(key)}`,
    recordedParameters(run, table, key),
  );
  return Number(row?.found ?? 0);
}

/** The condition that picks a record's rows from the table `t`. */
export function recordedWhere(key: KeyRecord): string {
  if (key.kind === 'range') return `t.${quoteName(key.column)} BETWEEN ? AND ?`;
  return `${keyExpression(key)} IN (SELECT row_key FROM ${KEYS} WHERE run = ? AND table_name = ?)`;
}

export function recordedParameters(run: string, table: TableName, key: KeyRecord): unknown[] {
  return key.kind === 'range' ? [key.from, key.to] : [run, table.name];
}

/**
 * A hash of a row's key, the same in every session of ours. Every column becomes text first, as HEX()
 * of a number would round it; then something without spaces, in which no two collations meet.
 *
 * @param alias - the row's table in the query
 */
export function keyExpression(key: ListedKey, alias = 't'): string {
  // Twice the length of a whole row's text may be more than the server lets a text have.
  const digest = (text: string): string =>
    key.kind === 'row' ? `SHA2(${text}, 256)` : `HEX(${text})`;
  const columns = key.columns.map(
    (column) => `IFNULL(${digest(`CONCAT(${quoteName(alias)}.${quoteName(column)})`)}, '-')`,
  );
  return `UNHEX(SHA2(CONCAT_WS(' ', ${columns.join(', ')}), 256))`;
}

/** The live table's key: primary, or else unique over columns that are never NULL; or else whole rows. */
export async function findKey(connection: MysqlConnection, table: TableName): Promise<ListedKey> {
  const place = [table.schema, table.name];
  const [key] = await connection.query<{ columns: string }>(KEY_OF_TABLE, place);
  if (key !== undefined) return { kind: 'listed', columns: JSON.parse(key.columns) as string[] };
  const columns = await connection.query<{ name: string }>(COLUMNS_OF_TABLE, place);
  return { kind: 'row', columns: columns.map((column) => column.name) };
}

const KEY_OF_TABLE = `
  SELECT CONCAT('[', GROUP_CONCAT(JSON_QUOTE(COLUMN_NAME) ORDER BY SEQ_IN_INDEX), ']') AS columns
    FROM information_schema.STATISTICS
   WHERE TABLE_SCHEMA = COALESCE(NULLIF(?, ''), DATABASE()) AND TABLE_NAME = ? AND NON_UNIQUE = 0
   GROUP BY INDEX_NAME
  HAVING SUM(COLUMN_NAME IS NULL OR SUB_PART IS NOT NULL OR NULLABLE = 'YES') = 0
   ORDER BY INDEX_NAME <> 'PRIMARY', COUNT(*), INDEX_NAME
   LIMIT 1`;

const COLUMNS_OF_TABLE = `
  SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
   WHERE TABLE_SCHEMA = COALESCE(NULLIF(?, ''), DATABASE()) AND TABLE_NAME = ?
   ORDER BY ORDINAL_POSITION`;
