import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { Column, Table } from '../schema/schema.ts';
import type { Expression } from './expression.ts';
import { containerOf, fieldName, fieldsOf, listAround, ownColumns } from './document-tree.ts';
import { entityOf, snakeCase } from './names.ts';

/** A column as rules look at it. */
export interface ColumnView {
  readonly table: Table;
  readonly column: Column;
  /** What it stores, without domains. */
  readonly type: Exclude<ColumnType, { readonly kind: 'domain' }>;
  /** Its own name in snake case, without those of the documents it is in. */
  readonly name: string;
  /** The name of the table, or of the document it is in, in snake case, its last word in the singular: `user`, `order_item`. */
  readonly entity: string;
  /** The columns beside it, by their names in snake case. */
  readonly siblings: ReadonlyMap<string, Column>;
}

/** What a rule decides for a column. */
export interface Choice {
  readonly expression: Expression;
  /** Edge cases worth having in such a column, with their rates; those its constraints forbid are dropped. */
  readonly edges?: Readonly<Record<string, string>>;
  /** Tells who somebody is, or something only they should know. */
  readonly personal?: boolean;
  /** Share of NULL where the column allows it; 0.1 if left out. */
  readonly nulls?: number;
  /** A key needs as many values as there are rows. */
  readonly unique?: true;
  /** Put around the choice and its edge cases. */
  readonly wrap?: (inner: Expression) => Expression;
}

/** Decides for the columns it is about; undefined for all others. */
export type Rule = (view: ColumnView) => Choice | undefined;

export function viewColumn(table: Table, column: Column): ColumnView {
  const container = containerOf(table, column);
  return {
    table,
    column,
    type: storageType(column.type),
    name: snakeCase(fieldName(table, column)),
    // An address is an address, whoever has it.
    entity: entityOf(container === undefined ? table : { name: fieldName(table, container) }),
    siblings: new Map(
      siblingsOf(table, column).map((each) => [snakeCase(fieldName(table, each)), each]),
    ),
  };
}

/** The columns that are read beside a column; of what a list has many of, a row has no other one. */
function siblingsOf(table: Table, column: Column): readonly Column[] {
  if (listAround(table, column) !== undefined) return [];
  const container = containerOf(table, column);
  return container === undefined ? ownColumns(table) : fieldsOf(table, container);
}

/** The first sibling whose name matches, as the database spells it. */
export function siblingNamed(view: ColumnView, names: RegExp): string | undefined {
  for (const [name, column] of view.siblings) {
    if (column !== view.column && names.test(name)) return column.name;
  }
  return undefined;
}
