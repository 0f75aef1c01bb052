import { columnsOf as columnsRead } from '../checks/expression.ts';
import type { Dependency } from '../checks/solution.ts';
import type { Column, Table } from '../schema/schema.ts';
import { listAround } from './document-tree.ts';

/**
 * What fields a document in a list has at once: each variant names those of some fields that are there. No
 * line of a definition reads another line's value in the same element, so that whatever else depends on each
 * other there is out of reach.
 */
export type Variants =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'some of';
      readonly fields: readonly string[];
      readonly present: readonly (readonly string[])[];
    }
  | { readonly kind: 'unsolved'; readonly checks: readonly string[] };

/**
 * Which of the fields of documents in a list are there at once.
 *
 * @param fields - of one document
 * @param dependencies - between columns in lists
 */
export function variantsOf(
  fields: readonly Column[],
  dependencies: readonly Dependency[],
): Variants {
  const names = new Set(fields.map(({ name }) => name));
  const found = dependencies.filter((each) => columnsOf(each).some((name) => names.has(name)));
  const [only, more] = found;
  if (only === undefined) return { kind: 'free' };
  const isOwn = columnsOf(only).every((name) => names.has(name));
  if (more === undefined && isOwn && only.kind === 'alternatives') {
    return { kind: 'some of', fields: only.columns, present: only.present };
  }
  if (more === undefined && isOwn && only.kind === 'together') {
    return { kind: 'some of', fields: only.columns, present: [only.columns, []] };
  }
  return { kind: 'unsolved', checks: [...new Set(found.flatMap(({ checks }) => checks))] };
}

/** Dependencies between columns of the row, and those that are about what lists have many of. */
export function apartInLists(
  table: Table,
  dependencies: readonly Dependency[],
): { readonly own: readonly Dependency[]; readonly inLists: readonly Dependency[] } {
  const many = new Set(
    table.columns.flatMap((column) =>
      listAround(table, column) === undefined ? [] : [column.name],
    ),
  );
  const isInList = (each: Dependency): boolean => columnsOf(each).some((name) => many.has(name));
  return {
    own: dependencies.filter((each) => !isInList(each)),
    inLists: dependencies.filter(isInList),
  };
}

function columnsOf(dependency: Dependency): readonly string[] {
  switch (dependency.kind) {
    case 'order':
      return [dependency.earlier, dependency.later];
    case 'differs':
      return [dependency.column, dependency.from];
    case 'formula':
      return [dependency.column, ...columnsRead(dependency.value)];
    case 'given':
      return [dependency.column, ...dependency.on];
    case 'together':
    case 'alternatives':
      return dependency.columns;
  }
}
