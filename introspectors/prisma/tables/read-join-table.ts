import type { Column, Reference, Table } from '../../../src/schema/schema.ts';
import type { Datasource, ManyToMany, Model, ScalarField } from '../declarations/declared.ts';
import { joinNames } from './names.ts';
import { readColumn } from './read-column.ts';
import { softReference } from './read-references.ts';
import { PLAIN } from './read-table.ts';

/**
 * The table that Prisma makes of a many-to-many relation: two columns, A and B, each with a key of one of
 * the models.
 *
 * @param relation - between models, none of them a view
 */
export function readJoinTable(relation: ManyToMany, datasource: Datasource): Table {
  const { a, b, place } = relation;
  const { provider } = datasource;
  const names = joinNames(relation.name, provider);
  const columns = ['A', 'B'];
  const isKeyed = provider === 'postgresql';
  const table = { schema: a.table.schema, name: names.table };
  return {
    ...PLAIN,
    ...table,
    comment: null,
    columns: [column('A', a, relation, datasource), column('B', b, relation, datasource)],
    primaryKey: isKeyed ? { name: names.key, columns, deferrable: 'no' } : null,
    uniques: isKeyed
      ? []
      : [
          {
            name: names.key,
            parts: columns.map((each) => ({ kind: 'column', column: each })),
            where: null,
            nullsEqual: false,
            deferrable: 'no',
          },
        ],
    references: [reference('A', a, names.a, datasource), reference('B', b, names.b, datasource)],
    at: { file: place.source.path, line: place.line },
  };
}

function keyOf({ id }: Model): ScalarField {
  return id!.parts[0]!.path[0]!;
}

function column(
  name: string,
  model: Model,
  { place }: ManyToMany,
  { provider }: Datasource,
): Column {
  const { type } = readColumn(keyOf(model), model.table, provider);
  return {
    name,
    type,
    nullable: false,
    default: null,
    identity: null,
    generated: null,
    sequence: null,
    comment: null,
    at: { file: place.source.path, line: place.line },
  };
}

function reference(
  name: string,
  model: Model,
  constraint: string,
  { foreignKeys }: Datasource,
): Reference {
  const target = { table: model.table, columns: [keyOf(model).column] };
  const soft = softReference([name], target);
  // The two may lead to one table.
  if (!foreignKeys) return soft;
  const { inferred: _, ...rest } = soft;
  return { ...rest, name: constraint, onDelete: 'cascade', onUpdate: 'cascade', validated: true };
}
