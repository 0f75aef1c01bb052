import { tableKey } from '../schema/build-schema.ts';
import { storageType } from '../schema/column-type.ts';
import type { Column, SchemaModel, Table } from '../schema/schema.ts';
import { fieldName } from './document-tree.ts';
import { entityOf, singular, snakeCase } from './names.ts';
import type { PlannedReference } from './plan-references.ts';

/** A column that says how many children a row has. */
export interface Counter {
  readonly child: Table;
  /** The children's reference to the table. */
  readonly column: string;
}

/** Words that stand for the rows of a table of another name. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  member: ['user', 'membership', 'person', 'employee', 'profile'],
  user: ['member', 'membership'],
  seat: ['user', 'member', 'membership'],
  follower: ['follow'],
  item: ['line', 'line_item', 'order_item', 'invoice_line', 'entry'],
  reply: ['comment', 'post', 'message'],
};

/**
 * The children that a column such as `member_count` or `comments_count` counts, if there are such.
 *
 * @param table - the parent
 * @param column - one of its columns
 * @param model - the schema
 * @param referencesOf - how each table's references are written
 */
export function findCounter(
  table: Table,
  column: Column,
  model: SchemaModel,
  referencesOf: (table: Table) => readonly PlannedReference[],
): Counter | undefined {
  if (storageType(column.type).kind !== 'integer') return undefined;
  const name = snakeCase(fieldName(table, column));
  const counted = /^(?:num_|number_of_|total_)?(.+?)_?(?:count|total)?$/.exec(name)?.[1];
  if (counted === undefined || !/(?:_count|^num_|^number_of_|^total_)/.test(name)) return undefined;
  const wanted = [singular(counted), ...(SYNONYMS[singular(counted)] ?? [])];
  for (const word of wanted) {
    for (const child of model.tables) {
      const entity = entityOf(child);
      if (entity !== word && !entity.endsWith(`_${word}`)) continue;
      const reference = referencesOf(child).find(
        (each) =>
          each.dealt &&
          tableKey(each.reference.target.table) === tableKey(table) &&
          tableKey(child) !== tableKey(table),
      );
      if (reference !== undefined) return { child, column: reference.lead };
    }
  }
  return undefined;
}
