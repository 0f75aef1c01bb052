import type { MysqlFlavour } from './flavour.ts';
import type { ReferentialAction, Trigger } from '../../../src/schema/schema.ts';
import { NotRead } from '../not-read.ts';

/** A database of MySQL's while statements are applied to it. Things are told apart by name. */
export interface MysqlDraft {
  readonly flavour: MysqlFlavour;
  tables: MysqlTable[];
  /** Views and sequences. */
  others: { readonly name: string; readonly kind: 'view' | 'sequence' }[];
}

export interface MysqlTable {
  name: string;
  comment: string;
  charset: string;
  collation: string | null;
  columns: MysqlColumn[];
  keys: MysqlKey[];
  references: MysqlReference[];
  checks: MysqlCheck[];
  triggers: Trigger[];
}

export interface MysqlColumn {
  name: string;
  type: MysqlType;
  notNull: boolean;
  autoIncrement: boolean;
  default: MysqlDefault | null;
  generated: { sql: string; readonly stored: boolean } | null;
  comment: string;
}

/** A type as it is declared. */
export interface MysqlType {
  /** In small letters, and by one name: `int` for INTEGER. */
  readonly name: string;
  /** Numbers, or the labels of an ENUM or SET. */
  readonly args: readonly string[];
  readonly unsigned: boolean;
  charset: string | null;
  collation: string | null;
  readonly srid: number | null;
}

export type MysqlDefault =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'expression'; sql: string };

export interface MysqlKey {
  name: string;
  readonly kind: 'primary' | 'unique' | 'index';
  parts: MysqlPart[];
}

export interface MysqlPart {
  /** Null of an expression. */
  column: string | null;
  sql: string;
  readonly prefix: number | null;
}

export interface MysqlReference {
  name: string;
  columns: string[];
  target: string;
  targetColumns: string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
}

export interface MysqlCheck {
  name: string;
  sql: string;
  enforced: boolean;
  /** The column it is written with, to which MariaDB keeps it. */
  column: string | null;
}

export function newMysqlTable(name: string): MysqlTable {
  return {
    name,
    comment: '',
    charset: 'utf8mb4',
    collation: null,
    columns: [],
    keys: [],
    references: [],
    checks: [],
    triggers: [],
  };
}

/** Names of columns, keys and constraints are the same in small letters and in capitals. */
export function isNamed(name: string): (item: { readonly name: string }) => boolean {
  const wanted = name.toLowerCase();
  return (item) => item.name.toLowerCase() === wanted;
}

/**
 * The table of a name.
 *
 * @throws {NotRead} where there is none
 */
export function tableNamed({ tables }: MysqlDraft, name: string): MysqlTable {
  const exact = tables.find((table) => table.name === name) ?? tables.find(isNamed(name));
  if (exact === undefined) throw new NotRead(`There is no table "${name}"`);
  return exact;
}

/**
 * The column of a table.
 *
 * @throws {NotRead} where there is none of that name
 */
export function columnNamed(table: MysqlTable, name: string): MysqlColumn {
  const column = table.columns.find(isNamed(name));
  if (column === undefined) throw new NotRead(`${table.name} has no column "${name}"`);
  return column;
}
