import type { Connection } from '../../connections/connection.ts';
import type { TableName } from '../../schema/schema.ts';
import { quoteTable } from './quote.ts';

const DEFERRABLE = `
  SELECT DISTINCT namespace.nspname AS schema, rules.conname AS name
    FROM pg_catalog.pg_constraint AS rules
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = rules.connamespace
    JOIN pg_catalog.pg_class AS class ON class.oid = rules.conrelid
    JOIN pg_catalog.pg_namespace AS owner ON owner.oid = class.relnamespace
    JOIN pg_catalog.json_to_recordset($1::pg_catalog.json)
           AS wanted (schema pg_catalog.text, name pg_catalog.text)
      ON wanted.schema = owner.nspname AND wanted.name = class.relname
   WHERE rules.condeferrable
   ORDER BY 1, 2`;

/** The constraints, and the constraint triggers, that may wait for a transaction's end, as SQL names them. */
export async function readDeferrable(
  connection: Connection,
  tables: readonly TableName[],
): Promise<readonly string[]> {
  const rows = await connection.query<TableName>(DEFERRABLE, [JSON.stringify(tables)]);
  return rows.map(quoteTable);
}
