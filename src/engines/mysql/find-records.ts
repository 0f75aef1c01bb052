import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import type { LedgerEntry, LedgerTable } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';

/** A table of the ledger that is in the database now. */
export interface LiveRecord {
  readonly run: string;
  readonly table: LedgerTable;
}

/**
 * Matches the ledger with the database. A table that was dropped or renamed is left out: its rows went
 * with it, or cannot be told from others any more.
 *
 * @throws GenFactoriesError `DEFINITIONS_STALE` where a column that tells our rows from others is gone
 */
export async function findRecords(
  connection: MysqlConnection,
  entries: readonly LedgerEntry[],
): Promise<readonly LiveRecord[]> {
  const records = entries.flatMap(({ id, tables }) => tables.map((table) => ({ run: id, table })));
  const columns = await readColumns(connection, records);
  return records.filter(({ table }) => {
    const there = columns.get(table.name);
    if (there === undefined) return false;
    requireColumns(table, there);
    return true;
  });
}

async function readColumns(
  connection: MysqlConnection,
  records: readonly LiveRecord[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (records.length === 0) return new Map();
  const rows = await connection.query<{ table_name: string; name: string }>(
    `SELECT TABLE_NAME AS table_name, COLUMN_NAME AS name FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (?)`,
    [records.map(({ table }) => table.name)],
  );
  const columns = new Map<string, Set<string>>();
  for (const { table_name: table, name } of rows) {
    const known = columns.get(table) ?? new Set();
    columns.set(table, known.add(name));
  }
  return columns;
}

function requireColumns(table: LedgerTable, there: ReadonlySet<string>): void {
  const needed = table.key.kind === 'range' ? [table.key.column] : table.key.columns;
  const missing = needed.find((column) => !there.has(column));
  if (missing === undefined) return;
  throw new GenFactoriesError('DEFINITIONS_STALE', {
    what: `Column "${missing}", by which seeded rows are told from others, is not there any more`,
    where: `${formatTableName(table)}.${missing}`,
    fix: 'Bring the column back, or empty the table by hand and run down again.',
  });
}
