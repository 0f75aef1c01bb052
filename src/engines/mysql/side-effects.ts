import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { KeyRecord, LedgerTable } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import type { RangeKey } from './keys.ts';
import { deleteNewRows, dropList, listNewRows, rememberRows, type Before } from './listed-keys.ts';
import { quoteName, quoteTable } from './quote.ts';
import type { TableState } from './read-states.ts';
import type { Reach } from './trigger-reach.ts';

/** A table that triggers may write to, as it was at one moment. */
type Watched = { readonly table: TableName } & (
  | { readonly counter: string; readonly highest: string }
  | { readonly counter: null; readonly before: Before }
);

/**
 * Looks at the tables that triggers may write to, inside the transaction that makes them do so.
 *
 * Where a table counts by itself, its new rows have numbers above all that were there. Elsewhere what is
 * there is remembered, if triggers name the table; if none does, only an empty table is worth it.
 */
export async function watch(
  connection: MysqlConnection,
  reach: Reach,
  states: ReadonlyMap<string, TableState>,
): Promise<readonly Watched[]> {
  const watched: Watched[] = [];
  for (const table of reach.tables) {
    const counter = states.get(formatTableName(table))?.counter ?? null;
    if (counter !== null) {
      const [row] = await connection.query<{ highest: number | string }>(
        `SELECT COALESCE(MAX(${quoteName(counter)}), 0) AS highest FROM ${quoteTable(table)}`,
      );
      watched.push({ table, counter, highest: String(row!.highest) });
    } else if (reach.named || (await isEmpty(connection, table))) {
      watched.push({ table, counter, before: await rememberRows(connection, table) });
    }
  }
  return watched;
}

/**
 * Records the rows that triggers wrote since, as far as they can be told from others.
 *
 * @param run - the ledger's entry
 * @param recorded - the rows that were asked for
 */
export async function recordNewRows(
  connection: MysqlConnection,
  run: string,
  watched: readonly Watched[],
  recorded: readonly LedgerTable[],
): Promise<readonly LedgerTable[]> {
  const records: LedgerTable[] = [];
  const record = (table: TableName, rows: number, key: KeyRecord): void => {
    records.push({ schema: table.schema, name: table.name, rows, key, offset: null });
  };
  for (const each of watched) {
    const { table } = each;
    const own = recorded.find((known) => formatTableName(known) === formatTableName(table));
    // A list has all rows that came.
    if (own !== undefined && own.key.kind !== 'range') continue;
    if (each.counter !== null) {
      for (const { rows, key } of await findIslands(connection, each, own?.key as RangeKey)) {
        record(table, rows, key);
      }
    } else if (own === undefined) {
      const { rows } = await listNewRows(connection, run, table, each.before);
      if (rows === null) await dropList(connection, run, table);
      else if (rows > 0) record(table, rows, each.before.key);
    }
  }
  return records;
}

/** Deletes the rows that triggers wrote since, as far as they can be told from others. */
export async function deleteSideEffects(
  connection: MysqlConnection,
  watched: readonly Watched[],
): Promise<void> {
  for (const each of watched) {
    if (each.counter === null) {
      await deleteNewRows(connection, each.table, each.before);
      continue;
    }
    for (const { key } of await findIslands(connection, each)) {
      await connection.execute(
        `DELETE FROM ${quoteTable(each.table)} WHERE ${quoteName(key.column)} BETWEEN ? AND ?`,
        [key.from, key.to],
      );
    }
  }
}

/**
 * The new rows of a table that counts by itself, as ranges without gaps: what others commit meanwhile has
 * numbers in between, and is not in the transaction's picture of the table.
 */
async function findIslands(
  connection: MysqlConnection,
  { table, counter, highest }: Extract<Watched, { counter: string }>,
  but?: RangeKey,
): Promise<readonly { readonly rows: number; readonly key: RangeKey }[]> {
  const column = `t.${quoteName(counter)}`;
  const rows = await connection.query<Record<'low' | 'high' | 'found', number | string>>(
    `SELECT MIN(number) AS low, MAX(number) AS high, COUNT(*) AS found
       FROM (SELECT ${column} AS number, ${column} - ROW_NUMBER() OVER (ORDER BY ${column}) AS island
               FROM ${quoteTable(table)} AS t
              WHERE ${column} > ?${but === undefined ? '' : ` AND NOT ${column} BETWEEN ? AND ?`}) AS numbered
      GROUP BY island ORDER BY low`,
    [highest, ...(but === undefined ? [] : [but.from, but.to])],
  );
  return rows.map(({ low, high, found }) => ({
    rows: Number(found),
    key: { kind: 'range', column: counter, from: Number(low), to: Number(high) },
  }));
}

async function isEmpty(connection: MysqlConnection, table: TableName): Promise<boolean> {
  const rows = await connection.query(`SELECT 1 FROM ${quoteTable(table)} LIMIT 1`);
  return rows.length === 0;
}
