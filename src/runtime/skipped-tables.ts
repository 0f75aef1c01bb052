import { isTodo } from '../../generators/todo.ts';
import { GenFactoriesError, type ErrorCode } from '../errors.ts';
import { mayBeMissing } from '../schema/facts.ts';
import type { MergedDefinition } from './definition.ts';
import type { TableModel } from './table-model.ts';
import type { TableRows } from './table-rows.ts';

/** Tables that get no rows although their definition asks for some, by key, each with the reason. */
export type SkippedTables = ReadonlyMap<string, GenFactoriesError>;

/**
 * What is wrong with the tables themselves and not with what was asked of them: these are left out, and
 * so is what cannot be without their rows; the rest is loaded.
 */
const LEAVES_OUT: ReadonlySet<ErrorCode> = new Set(['KEY_UNSOLVED', 'REFERENCE_CYCLE']);

/** Whether an error takes down one table and no other. */
export function leavesOut(error: unknown): error is GenFactoriesError {
  return error instanceof GenFactoriesError && LEAVES_OUT.has(error.code);
}

/** Tables with a column that nobody can fill. */
export function skipTodos(
  models: Iterable<TableModel>,
  definitionOf: (table: string) => MergedDefinition,
): Map<string, GenFactoriesError> {
  const skipped = new Map<string, GenFactoriesError>();
  for (const { key } of models) {
    for (const [column, source] of definitionOf(key).columns) {
      if (!isTodo(source)) continue;
      const what = `${column}: ${source.todo}`;
      const fix = 'Fill the column in factories/index.ts.';
      const error = new GenFactoriesError('COLUMN_UNSOLVED', {
        what,
        where: `${key}.${column}`,
        fix,
      });
      skipped.set(key, error);
    }
  }
  return skipped;
}

/** Tables whose foreign keys need rows of tables that are left out: directly, or through others. */
export function skipChildren(
  models: readonly TableModel[],
  skipped: Map<string, GenFactoriesError>,
): void {
  for (let more = skipped.size > 0; more;) {
    more = false;
    for (const model of models) {
      if (skipped.has(model.key)) continue;
      const needed = model.references.find(
        (each) =>
          skipped.has(each.to) &&
          each.columns.every((name) => !mayBeMissing(model.columns.get(name)!)),
      );
      if (needed === undefined) continue;
      skipped.set(model.key, withoutParent(model.key, needed.to, skipped));
      more = true;
    }
  }
}

/** Tables whose definitions need rows of tables that are left out, foreign key or not. */
export function findOrphaned(
  tables: Iterable<TableRows>,
  skipped: SkippedTables,
): Map<string, GenFactoriesError> {
  const found = new Map<string, GenFactoriesError>();
  for (const rows of tables) {
    const needed = rows.references.find(
      (reference) => reference.required && skipped.has(reference.target.key),
    );
    if (needed === undefined || skipped.has(rows.key)) continue;
    found.set(rows.key, withoutParent(rows.key, needed.target.key, skipped));
  }
  return found;
}

function withoutParent(table: string, parent: string, skipped: SkippedTables): GenFactoriesError {
  const cause = skipped.get(parent)!;
  return new GenFactoriesError(cause.code, {
    what: `needs rows of "${parent}", which is skipped`,
    where: table,
    fix: cause.fix,
    cause,
  });
}

/** The error for who asks for rows of a table that has none. */
export function noRows(table: string, reason: GenFactoriesError): GenFactoriesError {
  return new GenFactoriesError(reason.code, {
    what: `Table "${table}" has no rows: ${reason.what}`,
    where: table,
    fix: reason.fix,
  });
}
