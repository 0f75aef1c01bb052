import type { ParseCheck } from '../../../src/checks/parse-postgres.ts';
import { buildSchema, tableKey } from '../../../src/schema/build-schema.ts';
import type { SchemaModel, Table, TableName } from '../../../src/schema/schema.ts';
import { behindIn, type Behind } from './behind.ts';
import { mergeColumns } from './merge-columns.ts';
import { mergeConstraints } from './merge-constraints.ts';
import type { Seen } from './seen.ts';

export interface Merged {
  readonly model: SchemaModel;
  /** What was taken from the migrations, by table and in its order. */
  readonly seen: readonly Seen[];
  /** Where the migrations are older than the schema file. */
  readonly behind: readonly Behind[];
}

/**
 * Adds to the model of a schema file what such a file cannot say, from the migrations beside it:
 * checks, exclusion constraints, unique indexes on expressions or on some rows, expressions of
 * generated columns, the database's own defaults, triggers, domains, collations, comments. In all
 * that it can say the schema file is right. What reads a column that is not there any more is left.
 *
 * @param file - the model of the schema file
 * @param migrated - the model of the migrations, as `introspectMigrations` makes it
 * @param parse - tells a check that is written in two ways from one that was changed
 * @example
 * ```ts
 * const { model, seen, behind } = mergeMigrations(fromPrisma, fromMigrations);
 * ```
 */
export function mergeMigrations(
  file: SchemaModel,
  migrated: SchemaModel,
  parse?: ParseCheck,
): Merged {
  const others = new Map(migrated.tables.map((table) => [tableKey(table), table]));
  const seen: Seen[] = [];
  const behind: Behind[] = [];
  const tables = file.tables.map((table) => {
    const other = others.get(tableKey(table));
    behind.push(...behindIn(table, other));
    if (other === undefined) return table;
    const found = mergeTable(table, other, parse);
    seen.push(...found.seen);
    return found.table;
  });
  const model = buildSchema({ ...file, tables: tables.map((table) => withParents(table, tables)) });
  return { model, seen, behind };
}

function mergeTable(
  table: Table,
  other: Table,
  parse: ParseCheck | undefined,
): { readonly table: Table; readonly seen: readonly Seen[] } {
  const columns = mergeColumns(table, other);
  const constraints = mergeConstraints({ ...table, columns: columns.columns }, other, parse);
  const name = { schema: table.schema, name: table.name };
  const seen = [...columns.seen, ...constraints.seen].map((each) => ({ table: name, ...each }));
  return { table: constraints.table, seen };
}

/** A table can inherit only from one that is there. */
function withParents(table: Table, tables: readonly Table[]): Table {
  const isThere = (parent: TableName): boolean =>
    tables.some((each) => tableKey(each) === tableKey(parent));
  return { ...table, inherits: table.inherits.filter(isThere) };
}
