import type { Connection } from '../../connections/connection.ts';
import type { TableName } from '../../schema/schema.ts';
import { LEDGER_SCHEMA } from './ledger.ts';
import { findRowsOf } from './rows-of.ts';

/** True of the rows `t` that the open transaction inserted, or changed: they bear its mark. */
export const MARKED = 't.xmin = pg_catalog.pg_current_xact_id()::pg_catalog.xid';

/** A table that the open transaction has inserted rows into, its partitions' included. */
export interface WrittenTable extends TableName {
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

const WRITTEN = `
  SELECT namespace.nspname AS schema, root.relname AS name,
         pg_catalog.sum(pg_catalog.pg_stat_get_xact_tuples_inserted(leaf.oid))::pg_catalog.int8 AS inserted,
         pg_catalog.sum(pg_catalog.pg_stat_get_xact_tuples_updated(leaf.oid))::pg_catalog.int8 AS updated,
         pg_catalog.sum(pg_catalog.pg_stat_get_xact_tuples_deleted(leaf.oid))::pg_catalog.int8 AS deleted
    FROM pg_catalog.pg_class AS leaf
    JOIN pg_catalog.pg_class AS root
      ON root.oid = COALESCE(pg_catalog.pg_partition_root(leaf.oid)::pg_catalog.oid, leaf.oid)
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = root.relnamespace
   WHERE leaf.relkind = 'r' AND namespace.nspname <> '${LEDGER_SCHEMA}' AND namespace.nspname !~ '^pg_'
     AND pg_catalog.has_table_privilege(root.oid, 'SELECT')
     AND pg_catalog.has_table_privilege(root.oid, 'DELETE')
   GROUP BY namespace.nspname, root.relname
  HAVING pg_catalog.sum(pg_catalog.pg_stat_get_xact_tuples_inserted(leaf.oid)) > 0
   ORDER BY namespace.nspname, root.relname`;

/**
 * The tables that the open transaction has inserted rows into, by the server's own statistics: triggers
 * may have done so anywhere. Tables that the user may not read or delete from are left out.
 */
export async function readWritten(connection: Connection): Promise<WrittenTable[]> {
  const rows = await connection.query<Record<keyof WrittenTable, string>>(WRITTEN);
  return rows.map((row) => ({
    schema: row.schema,
    name: row.name,
    inserted: Number(row.inserted),
    updated: Number(row.updated),
    deleted: Number(row.deleted),
  }));
}

/**
 * Whether all rows that bear the transaction's mark were inserted by it. A row of the app's that a
 * trigger changed bears the mark too, and must not be taken for one.
 */
export async function marksInsertsOnly(
  connection: Connection,
  table: WrittenTable,
): Promise<boolean> {
  if (table.updated === 0) return true;
  if (table.deleted > 0) return false;
  const [row] = await connection.query<{ rows: string }>(
    `SELECT pg_catalog.count(*) AS rows FROM ${await findRowsOf(connection, table)} AS t WHERE ${MARKED}`,
  );
  return Number(row?.rows) === table.inserted;
}
