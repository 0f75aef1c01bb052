import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { LiveColumn, LiveTable } from '../../runtime/engine.ts';
import type { TableName } from '../../schema/schema.ts';
import { isDenied } from './database-error.ts';
import { quoteName, quoteTable } from './quote.ts';

interface ColumnRow {
  readonly table_name: string;
  readonly name: string;
  readonly required: 0 | 1;
}

/** A column that is NOT NULL has no default where the catalogue has none, on either flavour. */
const COLUMNS = `
  SELECT TABLE_NAME AS table_name, COLUMN_NAME AS name,
         IS_NULLABLE = 'NO' AND COLUMN_DEFAULT IS NULL
           AND EXTRA NOT LIKE '%auto_increment%' AND EXTRA NOT LIKE '%GENERATED%' AS required
    FROM information_schema.COLUMNS
   WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (?)
   ORDER BY TABLE_NAME, ORDINAL_POSITION`;

interface KeyRow {
  readonly table_name: string;
  readonly name: string;
}

/** Integer primary keys of one column. */
const KEYS = `
  SELECT part.TABLE_NAME AS table_name, MAX(part.COLUMN_NAME) AS name
    FROM information_schema.STATISTICS AS part
    JOIN information_schema.COLUMNS AS col
      ON col.TABLE_SCHEMA = part.TABLE_SCHEMA AND col.TABLE_NAME = part.TABLE_NAME
     AND col.COLUMN_NAME = part.COLUMN_NAME
   WHERE part.TABLE_SCHEMA = DATABASE() AND part.TABLE_NAME IN (?) AND part.INDEX_NAME = 'PRIMARY'
   GROUP BY part.TABLE_NAME
  HAVING COUNT(*) = 1 AND MAX(col.DATA_TYPE) IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint')`;

/** See `Engine.inspect`: five statements, however many tables there are. */
export async function inspectTables(
  connection: MysqlConnection,
  tables: readonly TableName[],
): Promise<LiveTable[]> {
  if (tables.length === 0) return [];
  const names = tables.map((table) => table.name);
  const columns = new Map<string, LiveColumn[]>();
  for (const row of await connection.query<ColumnRow>(COLUMNS, [names])) {
    const known = columns.get(row.table_name) ?? [];
    columns.set(row.table_name, [...known, { name: row.name, required: row.required === 1 }]);
  }
  const keys = new Map(
    (await connection.query<KeyRow>(KEYS, [names])).map((row) => [row.table_name, row.name]),
  );
  const there = tables.filter((table) => columns.has(table.name));
  for (const table of tables) if (!columns.has(table.name)) await requireAbsent(connection, table);
  const taken = await findTaken(connection, there);
  const counts = await countRows(connection, taken, keys);
  const unheld = await findUnheld(connection, names);
  return there.map((table) => {
    const count = counts.get(table);
    return {
      schema: table.schema,
      name: table.name,
      columns: columns.get(table.name)!,
      empty: count === undefined,
      highestKey: keys.has(table.name) ? Math.max(0, Number(count?.highest ?? 0)) : null,
      rowCount: count === undefined ? null : Number(count.row_count),
      unheld: unheld.get(table.name),
    };
  });
}

/** The catalogue hides what a user may not use; the server says so. */
async function requireAbsent(connection: MysqlConnection, table: TableName): Promise<void> {
  try {
    await connection.query(`SELECT 1 FROM ${quoteTable(table)} LIMIT 0`);
  } catch (error) {
    if (isDenied(error)) throw error;
  }
}

async function findTaken(
  connection: MysqlConnection,
  tables: readonly TableName[],
): Promise<readonly TableName[]> {
  if (tables.length === 0) return [];
  const parts = tables.map(
    (table, place) => `SELECT ${place} AS place WHERE EXISTS (SELECT 1 FROM ${quoteTable(table)})`,
  );
  const rows = await connection.query<{ place: number }>(parts.join(' UNION ALL '));
  return rows.map((row) => tables[row.place]!);
}

const UNHELD = `
  SELECT t.TABLE_NAME AS table_name, t.ENGINE AS engine
    FROM information_schema.TABLES AS t
    JOIN information_schema.ENGINES AS storage ON storage.ENGINE = t.ENGINE
   WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME IN (?)
     AND COALESCE(storage.TRANSACTIONS, 'NO') <> 'YES'`;

/** Tables whose rows stay where a transaction is rolled back, each with the reason. */
async function findUnheld(
  connection: MysqlConnection,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await connection.query<{ table_name: string; engine: string }>(UNHELD, [names]);
  return new Map(
    rows.map((row) => [
      row.table_name,
      `its storage engine is ${row.engine}, which has no transactions`,
    ]),
  );
}

interface CountRow {
  readonly row_count: number;
  readonly highest: number | string | null;
}

async function countRows(
  connection: MysqlConnection,
  tables: readonly TableName[],
  keys: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<TableName, CountRow>> {
  if (tables.length === 0) return new Map();
  const parts = tables.map((table, place) => {
    const key = keys.get(table.name);
    const highest = key === undefined ? 'NULL' : `MAX(${quoteName(key)})`;
    return `SELECT ${place} AS place, COUNT(*) AS row_count, ${highest} AS highest FROM ${quoteTable(table)}`;
  });
  const rows = await connection.query<CountRow & { place: number }>(parts.join(' UNION ALL '));
  return new Map(rows.map((row) => [tables[row.place]!, row]));
}
