import type { ColumnType } from '../../src/schema/column-type.ts';
import type { Column, Inferred } from '../../src/schema/schema.ts';
import { typeOfShape } from './column-type.ts';
import { shapeOf, type Field, type Shape } from './shape.ts';

/**
 * The fields of a document as columns, by path and in their order, each container before what is in it:
 * `profile`, `profile.city`, `items`, `items.sku` of documents in a list, `limits`, `limits.*.daily` of
 * documents under keys that are data. The key comes first.
 *
 * @param document - the shape of a collection's documents
 */
export function readColumns(document: Shape): readonly Column[] {
  const fields = new Map(document.fields);
  const id: Field = { shape: fields.get('_id')?.shape ?? OBJECT_ID, required: true };
  fields.delete('_id');
  const columns = [['_id', id] as const, ...fields].flatMap(([name, field]) =>
    columnsOf(name, field),
  );
  // A field of documents that are alone in some places and in a list in others is one column.
  const byName = new Map<string, Column>();
  for (const column of columns) if (!byName.has(column.name)) byName.set(column.name, column);
  return [...byName.values()];
}

const OBJECT_ID = shapeOf({ types: new Set(['objectId']) });

function columnsOf(path: string, { shape, required }: Field): readonly Column[] {
  const { type, nullable, guessed } = typeOfShape(shape);
  const inferred = shape.inferred ?? (guessed ? {} : null);
  const column: Column = {
    name: path,
    type,
    nullable: nullable && path !== '_id',
    ...(!required && { optional: true }),
    default: null,
    identity: null,
    generated: null,
    sequence: null,
    comment: shape.comment,
    ...(inferred !== null && !isUsualKey(path, type) && { inferred: ofType(inferred, type) }),
  };
  return [column, ...columnsIn(path, shape, type)];
}

/** What every document has as long as nobody gives it another key. */
function isUsualKey(path: string, { kind }: ColumnType): boolean {
  return path === '_id' && kind === 'objectid';
}

/** Shares of types are those of a union. */
function ofType(inferred: Inferred, { kind }: ColumnType): Inferred {
  const { types: _types, ...rest } = inferred;
  return kind === 'union' ? inferred : rest;
}

function columnsIn(path: string, shape: Shape, type: ColumnType): readonly Column[] {
  switch (type.kind) {
    case 'document':
      return [...(shape.fields ?? [])].flatMap(([name, field]) =>
        columnsOf(`${path}.${name}`, field),
      );
    case 'array':
      return shape.items === null ? [] : columnsIn(path, shape.items, type.element);
    case 'map':
      return shape.values === null ? [] : columnsIn(`${path}.*`, shape.values, type.value);
    case 'union':
      return type.of.flatMap((member) => columnsIn(path, shape, member));
    default:
      return [];
  }
}
