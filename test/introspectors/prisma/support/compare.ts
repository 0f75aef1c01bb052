import { compareCodeUnits } from '../../../../src/schema/canonical-json.ts';
import type { Column, SchemaModel, Table } from '../../../../src/schema/schema.ts';
import { withoutPlaces } from '../../../support/without-places.ts';

/** What only a file knows: places, words about things, what the client makes. */
export function withoutWordsOfFiles(model: SchemaModel): SchemaModel {
  return withoutPlaces({ ...model, tables: model.tables.map(bareTable) });
}

function bareTable(table: Table): Table {
  return { ...table, comment: null, columns: table.columns.map(bareColumn) };
}

function bareColumn(column: Column): Column {
  const { client: _client, values: _values, unread: _unread, ...bare } = column;
  return { ...bare, comment: null };
}

/** Where `relationMode` is `prisma`: the database keeps none of the relations. */
export function withoutReferences(model: SchemaModel): SchemaModel {
  return { ...model, tables: model.tables.map((table) => ({ ...table, references: [] })) };
}

/** MySQL lists keys and references in an order of its own collation. */
export function sortedKeys(model: SchemaModel): SchemaModel {
  const byName = <T extends { readonly name: string }>(list: readonly T[]): T[] =>
    [...list].sort((a, b) => compareCodeUnits(a.name, b.name));
  return {
    ...model,
    tables: model.tables.map((table) => ({
      ...table,
      uniques: byName(table.uniques),
      references: byName(table.references),
    })),
  };
}
