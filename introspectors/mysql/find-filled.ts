import type { MysqlConnection } from '../../src/connections/mysql-connection.ts';
import { MOST_COUNTED, type FilledTable } from '../../src/schema/filled.ts';
import type { TableName } from '../../src/schema/schema.ts';

const LEDGER = `
  SELECT count(*) AS tables FROM information_schema.tables
   WHERE table_schema = DATABASE() AND table_name LIKE 'gen\\_factories\\_%'`;

/**
 * The tables that have rows which somebody else wrote: none where gen-factories has rows in the database. A table
 * that may not be read tells nothing.
 */
export async function findFilled(
  connection: MysqlConnection,
  tables: readonly TableName[],
): Promise<readonly FilledTable[]> {
  const [ledger] = await connection.query<{ tables: number | string }>(LEDGER);
  if (Number(ledger?.tables) > 0 || tables.length === 0) return [];
  const counts = tables.map((table, at) => {
    const rows = `SELECT 1 FROM \`${table.name.replaceAll('`', '``')}\` LIMIT ${MOST_COUNTED + 1}`;
    return `SELECT ${at} AS at, (SELECT count(*) FROM (${rows}) AS found) AS found`;
  });
  try {
    const rows = await connection.query<Record<'at' | 'found', number | string>>(
      counts.join(' UNION ALL '),
    );
    return rows
      .map(({ at, found }) => ({ table: tables[Number(at)]!, rows: Number(found) }))
      .filter((each) => each.rows > 0)
      .map(({ table: { schema, name }, rows: count }) => ({ schema, name, rows: count }));
  } catch {
    return [];
  }
}
