import type { Connection } from '../../src/connections/connection.ts';
import { MOST_COUNTED, type FilledTable } from '../../src/schema/filled.ts';
import type { TableName } from '../../src/schema/schema.ts';

const LEDGER = `SELECT pg_catalog.to_regnamespace('gen_factories') IS NOT NULL AS there`;

/**
 * The tables that have rows which somebody else wrote: none where gen-factories has rows in the database. A table
 * that may not be read tells nothing.
 */
export async function findFilled(
  connection: Connection,
  tables: readonly TableName[],
): Promise<readonly FilledTable[]> {
  const [ledger] = await connection.query<{ there: boolean }>(LEDGER);
  if (ledger?.there === true || tables.length === 0) return [];
  const counts = tables.map((table, at) => {
    const rows = `SELECT 1 FROM ${quote(table.schema)}.${quote(table.name)} LIMIT ${MOST_COUNTED + 1}`;
    return `SELECT ${at} AS at, (SELECT count(*) FROM (${rows}) AS found)::int AS rows`;
  });
  try {
    const found = await connection.query<{ at: number; rows: number }>(counts.join(' UNION ALL '));
    return found
      .filter(({ rows }) => rows > 0)
      .map(({ at, rows }) => ({ ...name(tables[at]!), rows }));
  } catch {
    return [];
  }
}

function name({ schema, name: own }: TableName): TableName {
  return { schema, name: own };
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
