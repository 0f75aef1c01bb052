import type { MysqlConnection } from '../../../src/connections/mysql-connection.ts';
import type { TypeRow } from '../column-type.ts';

/** The tables we keep ourselves in a database; see src/engines/mysql/ledger.ts. */
const NOT_OURS = String.raw`NOT LIKE 'gen\_factories\_%'`;

export interface TableRow {
  readonly name: string;
  readonly kind: 'BASE TABLE' | 'VIEW' | 'SYSTEM VERSIONED' | 'SEQUENCE' | 'SYSTEM VIEW';
  readonly comment: string;
}

export const TABLES = `
  SELECT TABLE_NAME AS name, TABLE_TYPE AS kind, TABLE_COMMENT AS comment
    FROM information_schema.TABLES
   WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME ${NOT_OURS}`;

export interface ColumnRow extends TypeRow {
  readonly table_name: string;
  readonly name: string;
  readonly default_text: string | null;
  readonly nullable: 'YES' | 'NO';
  /** A list of words, with commas or without: `auto_increment`, `STORED GENERATED`, `INVISIBLE`. */
  readonly extra: string;
  readonly generation: string | null;
  readonly comment: string;
}

/** What MariaDB's catalogue has no column for is NULL there. */
export function columnsQuery({ flavour }: Pick<MysqlConnection, 'flavour'>): string {
  return `
  SELECT TABLE_NAME AS table_name, COLUMN_NAME AS name, COLUMN_TYPE AS column_type,
         COLUMN_DEFAULT AS default_text, IS_NULLABLE AS nullable, EXTRA AS extra,
         GENERATION_EXPRESSION AS generation, COLUMN_COMMENT AS comment,
         CHARACTER_SET_NAME AS charset, COLLATION_NAME AS collation,
         ${flavour === 'mysql' ? 'SRS_ID' : 'NULL'} AS srid
    FROM information_schema.COLUMNS
   WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME ${NOT_OURS}
   ORDER BY TABLE_NAME, ORDINAL_POSITION`;
}

export interface IndexRow {
  readonly table_name: string;
  readonly index_name: string;
  /** Null for an expression. */
  readonly column_name: string | null;
  readonly prefix: number | null;
  readonly expression: string | null;
}

export function uniquesQuery({ flavour }: Pick<MysqlConnection, 'flavour'>): string {
  return `
  SELECT TABLE_NAME AS table_name, INDEX_NAME AS index_name, COLUMN_NAME AS column_name,
         SUB_PART AS prefix, ${flavour === 'mysql' ? 'EXPRESSION' : 'NULL'} AS expression
    FROM information_schema.STATISTICS
   WHERE TABLE_SCHEMA = DATABASE() AND NON_UNIQUE = 0 AND TABLE_NAME ${NOT_OURS}
   ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`;
}

export interface ReferenceRow {
  readonly table_name: string;
  readonly name: string;
  readonly column_name: string;
  readonly target_schema: string;
  readonly target_table: string;
  readonly target_column: string;
  readonly on_delete: string;
  readonly on_update: string;
  /** Whether the target is in the database that is read. */
  readonly inside: 0 | 1;
}

/** MariaDB's constraint names are unique within a table only, MySQL's within a database. */
export const REFERENCES = `
  SELECT part.TABLE_NAME AS table_name, part.CONSTRAINT_NAME AS name, part.COLUMN_NAME AS column_name,
         part.REFERENCED_TABLE_SCHEMA AS target_schema, part.REFERENCED_TABLE_NAME AS target_table,
         part.REFERENCED_COLUMN_NAME AS target_column,
         rule.DELETE_RULE AS on_delete, rule.UPDATE_RULE AS on_update,
         part.REFERENCED_TABLE_SCHEMA = DATABASE() AS inside
    FROM information_schema.KEY_COLUMN_USAGE AS part
    JOIN information_schema.REFERENTIAL_CONSTRAINTS AS rule
      ON rule.CONSTRAINT_SCHEMA = part.CONSTRAINT_SCHEMA AND rule.CONSTRAINT_NAME = part.CONSTRAINT_NAME
     AND rule.TABLE_NAME = part.TABLE_NAME
   WHERE part.TABLE_SCHEMA = DATABASE() AND part.REFERENCED_TABLE_NAME IS NOT NULL
   ORDER BY part.TABLE_NAME, part.CONSTRAINT_NAME, part.ORDINAL_POSITION`;

export interface CheckRow {
  readonly table_name: string;
  readonly name: string;
  readonly expression: string;
  readonly enforced: 'YES' | 'NO';
}

export function checksQuery({ flavour }: Pick<MysqlConnection, 'flavour'>): string {
  if (flavour === 'mariadb') {
    return `
  SELECT TABLE_NAME AS table_name, CONSTRAINT_NAME AS name, CHECK_CLAUSE AS expression, 'YES' AS enforced
    FROM information_schema.CHECK_CONSTRAINTS
   WHERE CONSTRAINT_SCHEMA = DATABASE()
   ORDER BY TABLE_NAME, CONSTRAINT_NAME`;
  }
  return `
  SELECT owner.TABLE_NAME AS table_name, owner.CONSTRAINT_NAME AS name,
         checks.CHECK_CLAUSE AS expression, owner.ENFORCED AS enforced
    FROM information_schema.TABLE_CONSTRAINTS AS owner
    JOIN information_schema.CHECK_CONSTRAINTS AS checks
      ON checks.CONSTRAINT_SCHEMA = owner.CONSTRAINT_SCHEMA
     AND checks.CONSTRAINT_NAME = owner.CONSTRAINT_NAME
   WHERE owner.TABLE_SCHEMA = DATABASE() AND owner.CONSTRAINT_TYPE = 'CHECK'
   ORDER BY owner.TABLE_NAME, owner.CONSTRAINT_NAME`;
}

export interface PartitionRow {
  readonly table_name: string;
  readonly name: string;
  readonly subpartition: string | null;
  readonly method: string;
  readonly expression: string | null;
  readonly description: string | null;
}

export const PARTITIONS = `
  SELECT TABLE_NAME AS table_name, PARTITION_NAME AS name, SUBPARTITION_NAME AS subpartition,
         PARTITION_METHOD AS method, PARTITION_EXPRESSION AS expression,
         PARTITION_DESCRIPTION AS description
    FROM information_schema.PARTITIONS
   WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL
   ORDER BY TABLE_NAME, PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION`;

export interface TriggerRow {
  readonly table_name: string;
  readonly name: string;
  readonly timing: 'BEFORE' | 'AFTER';
  readonly event: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly statement: string;
}

export const TRIGGERS = `
  SELECT EVENT_OBJECT_TABLE AS table_name, TRIGGER_NAME AS name, ACTION_TIMING AS timing,
         EVENT_MANIPULATION AS event, ACTION_STATEMENT AS statement
    FROM information_schema.TRIGGERS
   WHERE EVENT_OBJECT_SCHEMA = DATABASE()
   ORDER BY EVENT_OBJECT_TABLE, ACTION_ORDER, TRIGGER_NAME`;

/** All that is read of a database. */
export interface CatalogRows {
  readonly flavour: MysqlConnection['flavour'];
  readonly tables: readonly TableRow[];
  readonly columns: readonly ColumnRow[];
  readonly uniques: readonly IndexRow[];
  readonly references: readonly ReferenceRow[];
  readonly checks: readonly CheckRow[];
  readonly partitions: readonly PartitionRow[];
  readonly triggers: readonly TriggerRow[];
  /** The DDL of tables whose keys the catalogue does not tell whole, by name. */
  readonly statements: ReadonlyMap<string, string>;
}
