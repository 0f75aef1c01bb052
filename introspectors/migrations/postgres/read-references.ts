import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import type { Reference, TableName } from '../../../src/schema/schema.ts';
import type { Draft, DraftReference, DraftTable } from './draft.ts';
import { partitionsOf } from './inheritance.ts';

/**
 * The table that a reference leads to: for a partition the table it is of, if all of that table's
 * rows lie in this one partition; null where there is none.
 */
export function targetOf(draft: Draft, { target }: DraftReference): TableName | null {
  return wholeTable(draft, target);
}

function wholeTable(draft: Draft, table: DraftTable): TableName | null {
  if (table.partitionOf === null) return { schema: table.schema, name: table.name };
  const { parent } = table.partitionOf;
  return partitionsOf(draft, parent).length === 1 ? wholeTable(draft, parent) : null;
}

/** A table's references, without those that lead to what was not read. */
export function readReferences(draft: Draft, { references }: DraftTable): readonly Reference[] {
  return references
    .flatMap((reference) => {
      const target = targetOf(draft, reference);
      return target === null ? [] : [readReference(reference, target)];
    })
    .sort((a, b) => compareCodeUnits(a.name, b.name));
}

function readReference(reference: DraftReference, table: TableName): Reference {
  const { name, onDelete, onUpdate, match, deferrable, validated } = reference;
  return {
    name,
    columns: reference.columns.map((column) => column.name),
    target: { table, columns: reference.targetColumns.map((column) => column.name) },
    onDelete,
    onUpdate,
    match,
    deferrable,
    validated,
  };
}
