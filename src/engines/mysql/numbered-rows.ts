import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { TableName } from '../../schema/schema.ts';
import { keyExpression, type ListedKey, type RangeKey } from './keys.ts';
import { KEYS } from './ledger.ts';
import { quoteName, quoteTable } from './quote.ts';

/** A table that counts by itself, as it was at one moment: the numbers of new rows are above its highest. */
export interface Numbered {
  readonly table: TableName;
  readonly counter: string;
  readonly highest: string;
}

/** A table that counts by itself, as it is now. */
export async function lookAtNumbers(
  connection: MysqlConnection,
  table: TableName,
  counter: string,
): Promise<Numbered> {
  const [row] = await connection.query<{ highest: number | string }>(
    `SELECT COALESCE(MAX(${quoteName(counter)}), 0) AS highest FROM ${quoteTable(table)}`,
  );
  return { table, counter, highest: String(row!.highest) };
}

/** More ranges than this are not worth their while. */
const MOST_ISLANDS = 1_000;

/**
 * The new rows of a table that counts by itself, as ranges without gaps: what others commit meanwhile has
 * numbers in between, and is not in the transaction's picture of the table.
 *
 * @param but - rows that are recorded already
 * @returns null where there are too many, as with servers that count in steps
 */
export async function findIslands(
  connection: MysqlConnection,
  watched: Numbered,
  but?: RangeKey,
): Promise<readonly { readonly rows: number; readonly key: RangeKey }[] | null> {
  const { from, where, parameters } = newRows(watched, but);
  const column = `t.${quoteName(watched.counter)}`;
  const rows = await connection.query<Record<'low' | 'high' | 'found', number | string>>(
    `SELECT MIN(number) AS low, MAX(number) AS high, COUNT(*) AS found
       FROM (SELECT ${column} AS number, ${column} - ROW_NUMBER() OVER (ORDER BY ${column}) AS island
               FROM ${from} WHERE ${where}) AS numbered
      GROUP BY island ORDER BY low LIMIT ${MOST_ISLANDS + 1}`,
    parameters,
  );
  if (rows.length > MOST_ISLANDS) return null;
  return rows.map(({ low, high, found }) => ({
    rows: Number(found),
    key: { kind: 'range', column: watched.counter, from: Number(low), to: Number(high) },
  }));
}

export interface Listing extends Numbered {
  readonly key: ListedKey;
  /** Rows that are recorded already. */
  readonly but: RangeKey | undefined;
}

/** Lists the new rows of a table that counts by itself, by their keys, in the ledger. */
export async function listNumbered(
  connection: MysqlConnection,
  run: string,
  listing: Listing,
): Promise<number> {
  const { table, counter, key, but } = listing;
  let rows = 0;
  for await (const numbers of newNumbers(connection, listing, but)) {
    const { affectedRows } = await connection.execute(
      `INSERT INTO ${KEYS} (run, table_name, row_key)
       SELECT ?, ?, ${keyExpression(key)} FROM ${quoteTable(table)} AS t
        WHERE t.${quoteName(counter)} IN (${numbers.join(',')})`,
      [run, table.name],
    );
    rows += affectedRows;
  }
  return rows;
}

const PAGE = 5_000;

/** The numbers of the new rows of a table that counts by itself, so many at a time. */
export async function* newNumbers(
  connection: MysqlConnection,
  watched: Numbered,
  but?: RangeKey,
): AsyncGenerator<readonly string[]> {
  const column = `t.${quoteName(watched.counter)}`;
  for (let { highest } = watched; ;) {
    const { from, where, parameters } = newRows({ ...watched, highest }, but);
    const rows = await connection.query<{ number: number | string }>(
      `SELECT ${column} AS number FROM ${from} WHERE ${where} ORDER BY ${column} LIMIT ${PAGE}`,
      parameters,
    );
    if (rows.length === 0) return;
    const numbers = rows.map((row) => String(row.number));
    yield numbers;
    highest = numbers.at(-1)!;
  }
}

interface Source {
  readonly from: string;
  readonly where: string;
  readonly parameters: readonly unknown[];
}

function newRows({ table, counter, highest }: Numbered, but: RangeKey | undefined): Source {
  const column = `t.${quoteName(counter)}`;
  return {
    from: `${quoteTable(table)} AS t`,
    where: `${column} > ?${but === undefined ? '' : ` AND NOT ${column} BETWEEN ? AND ?`}`,
    parameters: [highest, ...(but === undefined ? [] : [but.from, but.to])],
  };
}
