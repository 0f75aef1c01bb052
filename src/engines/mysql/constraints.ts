import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { TableName } from '../../schema/schema.ts';

interface PartRow {
  readonly name: string;
  readonly column_name: string;
}

const KEYS = `
  SELECT INDEX_NAME AS name, COLUMN_NAME AS column_name, SEQ_IN_INDEX AS place
    FROM information_schema.STATISTICS
   WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND NON_UNIQUE = 0 AND COLUMN_NAME IS NOT NULL
   UNION ALL
  SELECT CONSTRAINT_NAME, COLUMN_NAME, ORDINAL_POSITION
    FROM information_schema.KEY_COLUMN_USAGE
   WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND REFERENCED_TABLE_NAME IS NOT NULL
   ORDER BY 1, 3`;

interface CheckRow {
  readonly name: string;
  readonly sql: string;
}

const CHECKS = {
  mysql: `
    SELECT rule.CONSTRAINT_NAME AS name, rule.CHECK_CLAUSE AS \`sql\`
      FROM information_schema.CHECK_CONSTRAINTS AS rule
      JOIN information_schema.TABLE_CONSTRAINTS AS owner
        ON owner.CONSTRAINT_SCHEMA = rule.CONSTRAINT_SCHEMA
       AND owner.CONSTRAINT_NAME = rule.CONSTRAINT_NAME AND owner.CONSTRAINT_TYPE = 'CHECK'
     WHERE rule.CONSTRAINT_SCHEMA = DATABASE() AND owner.TABLE_NAME = ?`,
  mariadb: `
    SELECT CONSTRAINT_NAME AS name, CHECK_CLAUSE AS \`sql\`
      FROM information_schema.CHECK_CONSTRAINTS
     WHERE CONSTRAINT_SCHEMA = DATABASE() AND TABLE_NAME = ?`,
} as const;

const COLUMNS = `
  SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
   WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION`;

/** The columns of each constraint of a table, by the constraint's name. */
export async function readConstraints(
  connection: MysqlConnection,
  table: TableName,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const constraints = new Map<string, readonly string[]>();
  const parts = await connection.query<PartRow>(KEYS, [table.name, table.name]);
  for (const { name, column_name: column } of parts) {
    constraints.set(name, [...(constraints.get(name) ?? []), column]);
  }
  const columns = await connection.query<{ name: string }>(COLUMNS, [table.name]);
  for (const { name, sql } of await connection.query<CheckRow>(CHECKS[connection.flavour], [
    table.name,
  ])) {
    const read = columns.filter((column) => sql.includes(`\`${column.name}\``));
    constraints.set(
      name,
      read.map((column) => column.name),
    );
  }
  return constraints;
}
