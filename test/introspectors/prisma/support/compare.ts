import type { Column, SchemaModel, Table } from '../../../../src/schema/schema.ts';

/** What only a file knows: places, words about things, what the client makes. */
export function withoutWordsOfFiles(model: SchemaModel): SchemaModel {
  return { ...model, tables: model.tables.map(bareTable) };
}

function bareTable({ at: _, ...table }: Table): Table {
  return { ...table, comment: null, columns: table.columns.map(bareColumn) };
}

function bareColumn(column: Column): Column {
  const { at: _at, client: _client, values: _values, unread: _unread, ...bare } = column;
  return { ...bare, comment: null };
}
