import type { ColumnType } from '../../../../src/schema/column-type.ts';
import type { Column, SchemaModel, Table } from '../../../../src/schema/schema.ts';
import { withoutPlaces } from '../../../support/without-places.ts';

/** What an expression comes to, however it is written. */
export type Meaning = (sql: string, types: (name: string) => ColumnType | undefined) => unknown;

/**
 * A model as far as files and a server can agree on it.
 *
 * - What only a file knows is left out: places, client defaults, values, shapes, references by `relations` alone.
 * - Expressions (checks, generated columns, partial indexes, keys by expression, defaults that are more
 *   than a literal) count by their meaning: a server prints its own tree, with casts and parentheses.
 * - The order of keys, references and checks is by name in code units; servers sort in their own way.
 */
export function comparable(model: SchemaModel, meaning: Meaning): unknown {
  return withoutPlaces({
    dialect: model.dialect,
    tables: model.tables.map((table) => comparableTable(table, meaning)),
    views: model.skipped
      .filter(({ kind }) => kind === 'view' || kind === 'materialized view')
      .map(({ schema, name, kind }) => `${kind} ${schema}.${name}`),
  });
}

function comparableTable(table: Table, meaning: Meaning): unknown {
  const types = (name: string): ColumnType | undefined =>
    table.columns.find((column) => column.name === name)?.type;
  const meant = (sql: string | null): unknown =>
    sql === null ? null : withoutTypes(meaning(sql, types));
  return {
    ...table,
    columns: table.columns.map((column) => comparableColumn(column, meant)),
    uniques: byName(table.uniques).map((key) => ({
      ...key,
      where: meant(key.where),
      parts: key.parts.map((part) =>
        part.kind === 'column' ? part : { columns: part.columns, sql: meant(part.sql) },
      ),
    })),
    references: byName(table.references.filter(({ inferred }) => inferred !== true)),
    checks: byName(table.checks).map((check) => ({
      ...check,
      expression: meant(check.expression),
    })),
  };
}

function comparableColumn(column: Column, meant: (sql: string | null) => unknown): unknown {
  const { client: _client, values: _values, shape: _shape, generated, ...rest } = column;
  const isLiteral = /^(?:'(?:[^']|'')*'(?:::[\w ".[\]]+)?|[\w.]+(?:\(\))?)$/.test(
    column.default ?? '',
  );
  return {
    ...rest,
    default: isLiteral ? column.default : meant(column.default),
    generated:
      generated === null ? null : { ...generated, expression: meant(generated.expression) },
  };
}

/** A literal's type is the server's to find; what no parser of ours reads counts by its letters. */
function withoutTypes(tree: unknown): unknown {
  if (typeof tree === 'string') return tree.replaceAll(/\s+/g, '');
  if (Array.isArray(tree)) return tree.map(withoutTypes);
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([name]) => name !== 'type')
      .map(([name, each]) => [name, withoutTypes(each)]),
  );
}

function byName<Named extends { readonly name: string }>(all: readonly Named[]): Named[] {
  return [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
}
