import type { JsonType } from '../../src/schema/json-type.ts';
import type { ClientDefault, Place } from '../../src/schema/schema.ts';

/**
 * What drizzle makes of a table: the same data whether a file was read or run. Texts of SQL are as
 * drizzle-kit would send them, columns without their table; names that drizzle-kit makes up are null.
 */
export interface TableDescription {
  readonly dialect: DrizzleDialect;
  /** Null where none is named: `public`. */
  readonly schema: string | null;
  readonly name: string;
  readonly columns: readonly ColumnDescription[];
  readonly primaryKeys: readonly KeyDescription[];
  readonly uniques: readonly UniqueDescription[];
  /** Unique ones only: others limit no rows. */
  readonly indexes: readonly IndexDescription[];
  readonly checks: readonly CheckDescription[];
  readonly foreignKeys: readonly ForeignKeyDescription[];
  /** References that `relations` tell of. */
  readonly relations: readonly RelationDescription[];
  readonly rowSecurity: boolean;
  /** What of the table could not be read. */
  readonly unread: readonly UnreadPart[];
  readonly at: Place | null;
}

export interface UnreadPart {
  /** With its place. */
  readonly reason: string;
  /** All that it is about, where that is known: the columns of a foreign key. */
  readonly columns?: readonly ColumnName[];
}

export type DrizzleDialect = 'postgres' | 'mysql';

/** How names of columns are made of the keys that columns have none for. */
export type Casing = 'snake_case' | 'camelCase';

/** A column by name. */
export interface ColumnName {
  /** Before casing. */
  readonly name: string;
  /** It is the key, for want of a name: casing applies. */
  readonly byKey: boolean;
}

export interface ColumnDescription extends ColumnName {
  /** As drizzle's `getSQLType` has it; null where it could not be read. */
  readonly sqlType: string | null;
  readonly enumType: EnumDescription | null;
  readonly notNull: boolean;
  readonly primaryKey: boolean;
  readonly unique: { readonly name: string | null; readonly nullsEqual: boolean } | null;
  /** As drizzle-kit writes it into DDL. */
  readonly default: string | null;
  readonly generated: { readonly sql: string; readonly stored: boolean } | null;
  readonly identity: { readonly always: boolean; readonly sequence: string | null } | null;
  readonly autoIncrement: boolean;
  readonly client: ClientDefault | null;
  readonly values: readonly string[] | null;
  /** Of JSON: what the program's type says of it. */
  readonly shape: JsonType | null;
  readonly unread: string | null;
  readonly at: Place | null;
}

export interface EnumDescription {
  readonly schema: string | null;
  readonly name: string;
  readonly labels: readonly string[];
}

/** What only the text of a file tells. */
interface Written {
  readonly at: Place | null;
}

export interface KeyDescription extends Written {
  readonly name: string | null;
  readonly columns: readonly ColumnName[];
}

export interface UniqueDescription extends KeyDescription {
  readonly nullsEqual: boolean;
}

export interface IndexDescription extends Written {
  readonly name: string | null;
  readonly parts: readonly IndexPart[];
  readonly where: string | null;
}

export type IndexPart = { readonly column: ColumnName } | { readonly sql: string };

export interface CheckDescription extends Written {
  readonly name: string;
  readonly sql: string;
}

export interface ForeignKeyDescription extends KeyDescription {
  readonly target: TargetDescription;
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
}

export interface TargetDescription {
  readonly schema: string | null;
  readonly table: string;
  readonly columns: readonly ColumnName[];
}

export interface RelationDescription {
  /** Its key among the table's relations. */
  readonly name: string;
  readonly columns: readonly ColumnName[];
  readonly target: TargetDescription;
}

/** What rows are not put into: views, and tables that could not be read. */
export interface LeftOutDescription {
  readonly kind: 'view' | 'materialized view' | 'unread';
  readonly schema: string | null;
  readonly name: string;
  readonly reason: string | null;
}

/** All that was found. */
export interface Descriptions {
  readonly tables: readonly TableDescription[];
  readonly leftOut: readonly LeftOutDescription[];
}
