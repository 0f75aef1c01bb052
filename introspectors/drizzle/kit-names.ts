import { databaseName } from './casing.ts';
import type { Casing, ColumnName, ForeignKeyDescription, KeyDescription } from './description.ts';

/** Names that drizzle-kit makes up for what has none. */
export interface KitNames {
  column(column: ColumnName): string;
  primaryKey(key: KeyDescription): string;
  unique(key: KeyDescription): string;
  index(columns: readonly ColumnName[]): string;
  foreignKey(key: ForeignKeyDescription): string;
}

/**
 * How drizzle-kit names what belongs to a table. Casing is laid over names that are made already, except
 * those of uniques, which have the keys in them.
 *
 * @param table - its name
 */
export function kitNames(table: string, casing: Casing | undefined): KitNames {
  const column = (each: ColumnName): string => databaseName(each, casing);
  const joined = (columns: readonly ColumnName[]): string =>
    columns.map(({ name }) => name).join('_');
  const cased = (name: string, columns: readonly ColumnName[]): string =>
    casing === undefined
      ? name
      : columns.reduce((sum, each) => sum.replace(each.name, () => column(each)), name);
  return {
    column,
    primaryKey: ({ name, columns }) => cased(name ?? `${table}_${joined(columns)}_pk`, columns),
    unique: ({ name, columns }) => name ?? `${table}_${joined(columns)}_unique`,
    index: (columns) => `${table}_${columns.map(column).join('_')}_index`,
    foreignKey: ({ name, columns, target }) =>
      cased(name ?? `${table}_${joined(columns)}_${target.table}_${joined(target.columns)}_fk`, [
        ...columns,
        ...target.columns,
      ]),
  };
}
