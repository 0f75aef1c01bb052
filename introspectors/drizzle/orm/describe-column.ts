import { defaultInDdl } from '../default-in-ddl.ts';
import type { ColumnDescription } from '../description.ts';
import { plainOf } from '../evaluate/globals.ts';
import { invoke } from '../evaluate/invoke.ts';
import { Func, type Unread, type Value } from '../evaluate/value.ts';
import { clientDefault } from './client-default.ts';
import type { ColumnBuilder } from './column-builder.ts';
import { Sql, writeSql, type Writing } from './sql-text.ts';
import { nameOf, type TableParts } from './table.ts';
import { tryRead } from './try-read.ts';

/** A column of a table, as drizzle has it in the end; what could not be read is said, nothing is guessed. */
export function describeColumn(
  builder: ColumnBuilder,
  key: string,
  table: TableParts,
  writing: Writing,
): ColumnDescription {
  const { state, place } = builder;
  const unread = [...state.unread];
  const tried = <Result>(read: () => Result): Result | null =>
    tryRead(read, (each) => unread.push(each));
  const sqlType = state.sqlType;
  const column = {
    ...nameOf(builder, key, table),
    sqlType,
    enumType: state.enumType,
    notNull: state.notNull,
    primaryKey: state.primaryKey,
    unique: state.unique,
    default: tried(() => readDefault(builder, writing)),
    generated: tried(() => readGenerated(builder, writing)),
    identity: state.identity,
    autoIncrement: state.autoIncrement,
    // A row is made with what makes it new, else with what makes it changed.
    client: clientDefault(state.makeDefault ?? state.makeUpdate, place),
    values: state.enumType === null ? state.values : null,
    shape: state.shape,
  };
  return { ...column, unread: unread.map(String)[0] ?? null, at: place };
}

/** A column of which nothing but the key could be read. */
export function unreadColumn(key: string, reason: Unread): ColumnDescription {
  return {
    name: key,
    byKey: true,
    sqlType: null,
    enumType: null,
    notNull: false,
    primaryKey: false,
    unique: null,
    default: null,
    generated: null,
    identity: null,
    autoIncrement: false,
    client: null,
    values: null,
    shape: null,
    unread: String(reason),
    at: reason.place,
  };
}

function readDefault({ state, place }: ColumnBuilder, writing: Writing): string | null {
  const value = state.default;
  if (value instanceof Sql) return writeSql(value, writing, place);
  return defaultInDdl(plainOf(value, place), state.sqlType ?? '', writing.dialect);
}

function readGenerated(
  { state, place }: ColumnBuilder,
  writing: Writing,
): ColumnDescription['generated'] {
  if (state.generated === null) return null;
  const { as, stored } = state.generated;
  const value: Value = as instanceof Func ? invoke(as, { args: [], place }) : as;
  const sql = typeof value === 'string' ? value : writeSql(value, writing, place);
  return { sql, stored };
}
