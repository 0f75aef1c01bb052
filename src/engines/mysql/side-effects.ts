import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { KeyRecord, LedgerTable } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { findKey, type RangeKey } from './keys.ts';
import { deleteNewRows, dropList, listNewRows, rememberRows, type Before } from './listed-keys.ts';
import {
  findIslands,
  listNumbered,
  lookAtNumbers,
  newNumbers,
  type Numbered,
} from './numbered-rows.ts';
import { quoteName, quoteTable } from './quote.ts';
import type { TableState } from './read-states.ts';
import type { Reach } from './trigger-reach.ts';

/** A table that triggers may write to, as it was at one moment. */
type Watched =
  Numbered | { readonly table: TableName; readonly counter: null; readonly before: Before };

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
      watched.push(await lookAtNumbers(connection, table, counter));
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
      const but = own?.key as RangeKey | undefined;
      const islands = await findIslands(connection, each, but);
      for (const { rows, key } of islands ?? []) record(table, rows, key);
      if (islands !== null) continue;
      const key = await findKey(connection, table);
      record(table, await listNumbered(connection, run, { ...each, key, but }), key);
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
    const islands = await findIslands(connection, each);
    for (const { key } of islands ?? []) {
      await connection.execute(
        `DELETE FROM ${quoteTable(each.table)} WHERE ${quoteName(key.column)} BETWEEN ? AND ?`,
        [key.from, key.to],
      );
    }
    if (islands !== null) continue;
    for await (const numbers of newNumbers(connection, each)) {
      await connection.execute(
        `DELETE FROM ${quoteTable(each.table)} WHERE ${quoteName(each.counter)} IN (${numbers.join(',')})`,
      );
    }
  }
}

async function isEmpty(connection: MysqlConnection, table: TableName): Promise<boolean> {
  const rows = await connection.query(`SELECT 1 FROM ${quoteTable(table)} LIMIT 1`);
  return rows.length === 0;
}
