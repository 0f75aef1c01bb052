import type { Connection } from '../../connections/connection.ts';
import type { TableName } from '../../schema/schema.ts';
import { quoteTable } from './quote.ts';

/**
 * A table's own rows, in a FROM clause: those of tables that inherit from it are not its own, those of
 * its partitions are.
 */
export function rowsOf(table: TableName & { readonly partitioned: boolean }): string {
  return `${table.partitioned ? '' : 'ONLY '}${quoteTable(table)}`;
}

/** The same for a table of which only the name is known. */
export async function findRowsOf(connection: Connection, table: TableName): Promise<string> {
  const [row] = await connection.query<{ partitioned: boolean }>(
    `SELECT relkind = 'p' AS partitioned FROM pg_catalog.pg_class WHERE oid = $1::pg_catalog.regclass`,
    [quoteTable(table)],
  );
  return rowsOf({ ...table, partitioned: row?.partitioned === true });
}
