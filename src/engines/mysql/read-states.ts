import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';

/** What the catalogue has of a table that decides how rows get into it, and out of it again. */
export interface TableState extends TableName {
  /** `InnoDB`, `MyISAM`; null for a view. */
  readonly engine: string | null;
  /** Whether a transaction holds its rows. */
  readonly transactional: boolean;
  /** The column that counts by itself; null where there is none. */
  readonly counter: string | null;
  /** What it would give the next row. */
  readonly next: bigint;
  /** Columns that every UPDATE sets to the moment, unless it names them. */
  readonly stamped: readonly string[];
  /** Rows that were changed or deleted are kept as history. */
  readonly versioned: boolean;
}

const STATES = `
  SELECT t.TABLE_NAME AS name, t.ENGINE AS engine, t.AUTO_INCREMENT AS next,
         t.TABLE_TYPE = 'SYSTEM VERSIONED' AS versioned,
         COALESCE(storage.TRANSACTIONS = 'YES', t.ENGINE IS NULL) AS transactional
    FROM information_schema.TABLES AS t
    LEFT JOIN information_schema.ENGINES AS storage ON storage.ENGINE = t.ENGINE
   WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME IN (?)`;

const COLUMNS = `
  SELECT TABLE_NAME AS name, COLUMN_NAME AS column_name, EXTRA AS extra
    FROM information_schema.COLUMNS
   WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (?)
     AND (EXTRA LIKE '%auto_increment%' OR EXTRA LIKE '%on update%')`;

interface StateRow {
  readonly name: string;
  readonly engine: string | null;
  readonly next: number | string | null;
  readonly versioned: 0 | 1;
  readonly transactional: 0 | 1;
}

interface ColumnRow {
  readonly name: string;
  readonly column_name: string;
  readonly extra: string;
}

/**
 * Reads the states of tables of the connection's database.
 *
 * @returns by qualified name; nothing of a table that is not there
 */
export async function readStates(
  connection: MysqlConnection,
  tables: readonly TableName[],
): Promise<ReadonlyMap<string, TableState>> {
  const names = tables.filter((table) => table.schema === '').map((table) => table.name);
  if (names.length === 0) return new Map();
  const columns = await connection.query<ColumnRow>(COLUMNS, [names]);
  const rows = await connection.query<StateRow>(STATES, [names]);
  const states = rows.map((row): [string, TableState] => {
    const own = columns.filter((column) => column.name === row.name);
    const extra = (pattern: RegExp): string[] =>
      own.filter((column) => pattern.test(column.extra)).map((column) => column.column_name);
    const state = {
      schema: '',
      name: row.name,
      engine: row.engine,
      transactional: row.transactional === 1,
      counter: extra(/auto_increment/i)[0] ?? null,
      // MySQL has no number for a table that never had a row.
      next: BigInt(row.next ?? 1),
      stamped: extra(/on update/i),
      versioned: row.versioned === 1,
    };
    return [formatTableName(state), state];
  });
  return new Map(states);
}
