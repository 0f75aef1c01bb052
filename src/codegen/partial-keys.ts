import type { Dependency, TableSolution } from '../checks/solution.ts';
import { storageType } from '../schema/column-type.ts';
import { holds, readPredicate, type Condition } from '../schema/predicate.ts';
import type { Table, UniqueKey } from '../schema/schema.ts';
import { viewColumn } from './column-view.ts';
import { findLifecycle } from './lifecycle.ts';
import { isReference } from './table-keys.ts';

/**
 * The table without partial keys that bind nothing but a column of their WHERE: of the children of one
 * parent the first is in the key, and the others get values with which they are not. Neither how many rows
 * there are nor how they are dealt depends on such a key.
 *
 * @param table - of the schema model
 * @param solution - what CHECKs leave
 */
export function withoutPartialKeys(table: Table, solution: TableSolution): Table {
  const uniques = table.uniques.filter((unique) => !bindsOneColumn(table, unique, solution));
  return uniques.length === table.uniques.length ? table : { ...table, uniques };
}

function bindsOneColumn(table: Table, unique: UniqueKey, solution: TableSolution): boolean {
  if (unique.where === null || unique.multikey) return false;
  const key = unique.parts.map((part) => (part.kind === 'column' ? part.column : null));
  const conditions = readPredicate(unique.where, (name) => {
    const column = table.columns.find((each) => each.name === name);
    return column && { type: storageType(column.type), nullable: column.nullable };
  });
  return (conditions ?? []).some((condition) => {
    const rest = key.filter((column) => column !== condition.column);
    const isNaming = condition.kind === 'in' && !condition.negated;
    return (
      (isNaming || rest.length === key.length) &&
      (rest.length === 0 || isOneReference(table, rest)) &&
      leavesOthers(table, condition, solution)
    );
  });
}

/** Whether columns are all of one reference. */
function isOneReference({ references }: Table, columns: readonly (string | null)[]): boolean {
  return references.some(
    (reference) =>
      reference.columns.length === columns.length &&
      reference.columns.every((column) => columns.includes(column)),
  );
}

/** Times and flags are NULL in some rows and not in others, whatever their name. */
const MAYBE_NULL: ReadonlySet<string> = new Set(['timestamp', 'date', 'boolean']);

/** Whether a column can have values of which a condition is not true. */
function leavesOthers(table: Table, condition: Condition, solution: TableSolution): boolean {
  const column = table.columns.find(({ name }) => name === condition.column)!;
  if (column.generated !== null || column.identity !== null) return false;
  if (isReference(table, column.name) || isDecided(solution, column.name)) return false;
  const type = storageType(column.type);
  const { nulls = 'free', values } = solution.columns.get(column.name) ?? {};
  if (condition.kind === 'null') {
    const view = viewColumn(table, column);
    const isFree = column.nullable && nulls === 'free' && MAYBE_NULL.has(type.kind);
    return isFree && findLifecycle(view, solution) === undefined;
  }
  const known = values ?? (type.kind === 'enum' ? type.labels : null);
  if (known !== null) return known.some((value) => holds(condition, type, value) === false);
  return condition.kind === 'in' && (type.kind === 'boolean' || !condition.negated);
}

/** Whether other columns decide what a column holds. */
function isDecided({ dependencies }: TableSolution, column: string): boolean {
  return dependencies.some((dependency) => decides(dependency, column));
}

function decides(dependency: Dependency, column: string): boolean {
  switch (dependency.kind) {
    case 'given':
      return dependency.column === column;
    case 'together':
    case 'alternatives':
      return dependency.columns.includes(column);
    case 'order':
    case 'differs':
      return false;
    case 'formula':
      return dependency.column === column;
  }
}
