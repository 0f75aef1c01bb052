import type { Column } from '../../../src/schema/schema.ts';
import type { Composite, Model, ScalarField } from '../declarations/declared.ts';
import { readColumn } from './read-column.ts';

/**
 * The fields of a collection as columns, by path: those of documents within follow what they are in. The
 * key comes first.
 *
 * @param types - what documents within are like
 */
export function readDocuments(
  model: Model,
  types: ReadonlyMap<string, Composite>,
): readonly Column[] {
  const columns = model.fields.flatMap((field) => columnsOf(field, '', model, types, []));
  const isKey = ({ name }: Column): boolean => name === '_id';
  return [...columns.filter(isKey), ...columns.filter((column) => !isKey(column))];
}

function columnsOf(
  field: ScalarField,
  path: string,
  model: Model,
  types: ReadonlyMap<string, Composite>,
  above: readonly string[],
): readonly Column[] {
  const column = { ...readColumn(field, model.table, 'mongodb'), name: path + field.column };
  if (field.type.kind !== 'composite') return [column];
  const { name } = field.type;
  // A type within itself, as replies within comments, has an end where it is absent: here.
  if (above.includes(name)) return [];
  const inside = types.get(name)?.fields ?? [];
  return [
    column,
    ...inside.flatMap((each) => columnsOf(each, `${column.name}.`, model, types, [...above, name])),
  ];
}
