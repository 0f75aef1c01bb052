import type { ColumnType } from '../schema/column-type.ts';
import type { Column, Table } from '../schema/schema.ts';

/**
 * The column that a field of a document is in, by their paths: `profile.address` has `profile.address.street`.
 * Elsewhere a dot in a name is a dot.
 *
 * @returns undefined for a column of the row itself
 */
export function containerOf(table: Pick<Table, 'columns'>, column: Column): Column | undefined {
  const end = column.name.lastIndexOf('.');
  if (end < 0) return undefined;
  // What is under a map's keys has a `*` for the key.
  const path = column.name.slice(0, end).replace(/(?:\.\*)+$/, '');
  const found = table.columns.find((each) => each.name === path);
  return found !== undefined && hasFields(found.type) ? found : undefined;
}

/** The fields of the documents that a column holds, in their order. */
export function fieldsOf(table: Table, column: Column): readonly Column[] {
  if (!hasFields(column.type)) return [];
  return table.columns.filter((each) => containerOf(table, each) === column);
}

/** The columns of a row itself. */
export function ownColumns(table: Table): readonly Column[] {
  return table.columns.filter((column) => containerOf(table, column) === undefined);
}

/** What a field is called in the document that it is in. */
export function fieldName(table: Table, column: Column): string {
  return containerOf(table, column) === undefined
    ? column.name
    : column.name.slice(column.name.lastIndexOf('.') + 1);
}

/**
 * The column of which a row has many values, or none: a field of documents in a list is in that list.
 *
 * @returns undefined for a field that a row has once
 */
export function listAround(table: Table, column: Column): Column | undefined {
  const container = containerOf(table, column);
  if (container === undefined) return undefined;
  return (
    listAround(table, container) ?? (container.type.kind === 'document' ? undefined : container)
  );
}

/** Whether a row has any number of values of a column, rather than one. */
export function isMany(table: Table, column: Column): boolean {
  return column.type.kind === 'array' || listAround(table, column) !== undefined;
}

/** Whether there are documents with fields of their own in values of a type. */
export function hasFields(type: ColumnType): boolean {
  switch (type.kind) {
    case 'document':
      return true;
    case 'array':
      return hasFields(type.element);
    case 'map':
      return hasFields(type.value);
    case 'union':
      return type.of.some(hasFields);
    default:
      return false;
  }
}
