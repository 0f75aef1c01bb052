import type { KeyPart, Place, PrimaryKey, UniqueKey } from '../../src/schema/schema.ts';
import type { ColumnName, IndexDescription, TableDescription } from './description.ts';
import type { KitNames } from './kit-names.ts';
import { columnsRead, spellExpression, type About } from './spelling/expression.ts';
import { clipName, madeName } from './spelling/postgres-names.ts';

export interface Keys {
  readonly primaryKey: PrimaryKey | null;
  readonly uniques: readonly UniqueKey[];
}

/** The keys of a table as its database has them. */
export function readKeys(table: TableDescription, names: KitNames, about: About): Keys {
  const uniques = uniqueConstraints(table, names);
  const indexes = table.indexes.map((index) => readIndex(index, names, about));
  const primaryKey = readPrimaryKey(table, names, about);
  return {
    primaryKey: primaryKey === null ? null : withMergedName(primaryKey, table, uniques),
    uniques: [...uniques, ...indexes]
      .filter((key) => !isMerged(key, table, uniques, primaryKey))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function readPrimaryKey(table: TableDescription, names: KitNames, about: About): PrimaryKey | null {
  const [key] = table.primaryKeys;
  const inline = table.columns.filter((column) => column.primaryKey);
  const columns = (key?.columns ?? inline).map((column) => names.column(column));
  if (columns.length === 0) return null;
  const name =
    table.dialect === 'mysql'
      ? 'PRIMARY'
      : key === undefined
        ? madeName(about.table, '', 'pkey')
        : clipName(names.primaryKey(key));
  return { name, columns, deferrable: 'no', ...placeOf(key?.at ?? inline[0]?.at) };
}

function uniqueConstraints(table: TableDescription, names: KitNames): readonly UniqueKey[] {
  const ofColumns = table.columns.flatMap((column) => {
    if (column.unique === null) return [];
    const name = names.uniqueColumn(column.unique.name, column);
    return [{ ...column.unique, name, columns: [column], at: column.at }];
  });
  const ofTable = table.uniques.map((key) => ({ ...key, name: names.unique(key) }));
  const made = [...ofColumns, ...ofTable].map((key) => {
    const { name } = key;
    return {
      name: table.dialect === 'mysql' ? name : clipName(name),
      parts: key.columns.map((column) => partOf(column, names)),
      where: null,
      nullsEqual: key.nullsEqual,
      deferrable: 'no' as const,
      ...placeOf(key.at),
    };
  });
  return [...made, ...serialKeys(table, names)];
}

/** MySQL's `serial` is unique by itself, under the column's name. */
function serialKeys(table: TableDescription, names: KitNames): readonly UniqueKey[] {
  if (table.dialect !== 'mysql') return [];
  return table.columns
    .filter(({ sqlType }) => sqlType?.toLowerCase() === 'serial')
    .map((column) => ({
      name: names.column(column),
      parts: [partOf(column, names)],
      where: null,
      nullsEqual: false,
      deferrable: 'no',
    }));
}

function placeOf(at: Place | null | undefined): { readonly at?: Place } {
  return at === null || at === undefined ? {} : { at };
}

function partOf(column: ColumnName, names: KitNames): KeyPart {
  return { kind: 'column', column: names.column(column) };
}

function readIndex(index: IndexDescription, names: KitNames, about: About): UniqueKey {
  const parts = index.parts.map((part): KeyPart => {
    if ('column' in part) return partOf(part.column, names);
    const sql = spellExpression(withoutOrder(part.sql), about);
    const columns = columnsRead(part.sql, about);
    // An expression that is a column alone is one to the database too.
    const [column] = columns;
    const isColumn = column !== undefined && sql === spellExpression(column, about);
    return isColumn ? { kind: 'column', column } : { kind: 'expression', sql, columns };
  });
  const columns = index.parts.flatMap((part) => ('column' in part ? [part.column] : []));
  const name = index.name ?? names.index(columns);
  return {
    name: about.dialect === 'mysql' ? name : clipName(name),
    parts,
    where: index.where === null ? null : spellExpression(index.where, about),
    nullsEqual: false,
    deferrable: 'no',
    ...placeOf(index.at),
  };
}

/** How an index is sorted is no part of its expression. */
function withoutOrder(sql: string): string {
  return sql.replace(/\s+(?:asc|desc)?(?:\s*nulls\s+(?:first|last))?\s*$/i, '');
}

/**
 * PostgreSQL makes no second index for a unique constraint in the same statement as a primary key of the
 * same columns, but gives its name to a key that has none.
 */
function mergedWith(
  key: PrimaryKey | null,
  table: TableDescription,
  uniques: readonly UniqueKey[],
): UniqueKey | undefined {
  if (table.dialect !== 'postgres' || key === null) return undefined;
  return uniques.find(
    ({ parts, nullsEqual }) =>
      !nullsEqual &&
      parts.length === key.columns.length &&
      parts.every((part, index) => part.kind === 'column' && part.column === key.columns[index]),
  );
}

function isMerged(
  key: UniqueKey,
  table: TableDescription,
  uniques: readonly UniqueKey[],
  primaryKey: PrimaryKey | null,
): boolean {
  return key === mergedWith(primaryKey, table, uniques);
}

function withMergedName(
  key: PrimaryKey,
  table: TableDescription,
  uniques: readonly UniqueKey[],
): PrimaryKey {
  const merged = mergedWith(key, table, uniques);
  const isNamed = table.primaryKeys.length > 0;
  return merged === undefined || isNamed ? key : { ...key, name: merged.name };
}
