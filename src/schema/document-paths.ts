import type { ColumnType, DocumentField } from './column-type.ts';
import type { ColumnFacts } from './facts.ts';

/**
 * Puts the fields of documents, which facts list by their path, into the types of what they are in.
 *
 * @param columns - by path, in the order of the facts: `address`, `address.street`, `items`, `items.sku`;
 *   under a map's keys are documents that `*` stands for: `limits`, `limits.*.daily`
 * @returns the columns that a row has by itself, and those within documents of which it has one each:
 *   `address.street` is among them, `items.sku` is not, as there may be any number of items
 */
export function foldDocuments(
  columns: ReadonlyMap<string, ColumnFacts>,
): ReadonlyMap<string, ColumnFacts> {
  const children = new Map<string, ColumnFacts[]>();
  for (const column of columns.values()) {
    const parent = parentPath(column.name, (path) => columns.has(path));
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), column]);
  }
  const fold = (column: ColumnFacts): ColumnFacts => ({
    ...column,
    type: filled(column.type, (children.get(column.name) ?? []).map(fold), column.name),
  });
  const folded = new Map<string, ColumnFacts>();
  for (const column of columns.values()) {
    const within = parentPath(column.name, (path) => columns.has(path));
    if (within === null) folded.set(column.name, fold(column));
    else if (folded.get(within)?.type.kind === 'document') {
      folded.set(column.name, { ...fold(column), within });
    }
  }
  return folded;
}

/**
 * The path of what a field is in; null for a field of the row itself.
 *
 * @param isThere - whether there is a field of a path
 */
function parentPath(path: string, isThere: (path: string) => boolean): string | null {
  let parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  // What is under a map's keys is the map's, however many keys lead to it.
  while (parent.endsWith('.*') && !isThere(parent)) parent = parent.slice(0, -2);
  return parent !== '' && isThere(parent) ? parent : null;
}

/** A type with fields in the document that it is, is a list of, or maps to. */
function filled(type: ColumnType, fields: readonly ColumnFacts[], path: string): ColumnType {
  switch (type.kind) {
    case 'document':
      return { ...type, fields: fields.map((field) => asField(field, path)) };
    case 'array':
      return { ...type, element: filled(type.element, fields, path) };
    case 'map':
      return { ...type, value: filled(type.value, fields, path) };
    case 'union':
      return { ...type, of: type.of.map((each) => filled(each, fields, path)) };
    default:
      return type;
  }
}

function asField({ name, type, nullable, optional }: ColumnFacts, path: string): DocumentField {
  return { name: name.slice(path.length + 1).replace(/^(?:\*\.)+/, ''), type, nullable, optional };
}
