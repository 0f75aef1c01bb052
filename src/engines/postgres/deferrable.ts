import type { Connection } from '../../connections/connection.ts';
import type { TableName } from '../../schema/schema.ts';
import { quoteTable } from './quote.ts';

const DEFERRABLE = `
  SELECT DISTINCT ON (1, 2) namespace.nspname AS schema, rules.conname AS name,
         wanted.schema AS "tableSchema", wanted.name AS "tableName"
    FROM pg_catalog.pg_constraint AS rules
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = rules.connamespace
    JOIN pg_catalog.pg_class AS class ON class.oid = rules.conrelid
    JOIN pg_catalog.pg_namespace AS owner ON owner.oid = class.relnamespace
    JOIN pg_catalog.json_to_recordset($1::pg_catalog.json)
           AS wanted (schema pg_catalog.text, name pg_catalog.text)
      ON wanted.schema = owner.nspname AND wanted.name = class.relname
   WHERE rules.condeferrable
   ORDER BY 1, 2, 3, 4`;

/** A constraint, or a constraint trigger, that may wait for a transaction's end. */
export interface Deferrable {
  /** As SQL names it. */
  readonly name: string;
  /** Whose rows it checks; the first of the tables that have one of this name. */
  readonly table: TableName;
}

/** All of them that these tables have. */
export async function readDeferrable(
  connection: Connection,
  tables: readonly TableName[],
): Promise<readonly Deferrable[]> {
  const rows = await connection.query<TableName & Record<'tableSchema' | 'tableName', string>>(
    DEFERRABLE,
    [JSON.stringify(tables)],
  );
  return rows.map((row) => ({
    name: quoteTable(row),
    table: { schema: row.tableSchema, name: row.tableName },
  }));
}
