import type { Connection } from '../../connections/connection.ts';
import type { TableName } from '../../schema/schema.ts';
import { quoteTable } from './quote.ts';
import type { ConstraintColumns } from './row-error.ts';

/** What decides how rows get into a table, and how a refusal is explained. */
export interface WriteTarget {
  /** COPY is refused under row level security, and passes over views and INSERT rules. */
  readonly copies: boolean;
  readonly constraints: ConstraintColumns;
}

const TARGET = `
  SELECT class.relkind IN ('r', 'p', 'f') AND NOT pg_catalog.row_security_active(class.oid)
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite AS rule
                          WHERE rule.ev_class = class.oid AND rule.ev_type = '3'
                            AND rule.ev_enabled <> 'D') AS copies,
         (SELECT pg_catalog.json_object_agg(name, columns)
            FROM (SELECT keys.relname AS name,
                         (SELECT pg_catalog.json_agg(attribute.attname ORDER BY attribute.attnum)
                            FROM pg_catalog.pg_attribute AS attribute
                           WHERE attribute.attrelid = class.oid
                             AND attribute.attnum = ANY (unique_keys.indkey::pg_catalog.int2[])) AS columns
                    FROM pg_catalog.pg_index AS unique_keys
                    JOIN pg_catalog.pg_class AS keys ON keys.oid = unique_keys.indexrelid
                   WHERE unique_keys.indrelid = class.oid AND unique_keys.indisunique
                   UNION ALL
                  SELECT rules.conname,
                         (SELECT pg_catalog.json_agg(attribute.attname ORDER BY attribute.attnum)
                            FROM pg_catalog.pg_attribute AS attribute
                           WHERE attribute.attrelid = class.oid AND attribute.attnum = ANY (rules.conkey))
                    FROM pg_catalog.pg_constraint AS rules
                   WHERE rules.conrelid = class.oid AND rules.contype IN ('f', 'c', 'x')) AS named
           WHERE columns IS NOT NULL) AS constraints
    FROM pg_catalog.pg_class AS class
   WHERE class.oid = $1::pg_catalog.regclass`;

export async function readWriteTarget(
  connection: Connection,
  table: TableName,
): Promise<WriteTarget> {
  const [row] = await connection.query<{ copies: boolean; constraints: string | null }>(TARGET, [
    quoteTable(table),
  ]);
  const constraints = JSON.parse(row?.constraints ?? '{}') as Record<string, string[]>;
  return { copies: row?.copies === true, constraints: new Map(Object.entries(constraints)) };
}
