import { GenFactoriesError } from '../errors.ts';
import type { ColumnFacts } from '../schema/facts.ts';
import { FitError } from './fit.ts';
import type { RowView } from './row-view.ts';
import type { TableRows } from './table-rows.ts';

/** Says of a generator that the column cannot take where it was put. */
export function locating<T>(rows: TableRows, column: ColumnFacts, bind: () => T): T {
  try {
    return bind();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new GenFactoriesError('DEFINITION_INVALID', {
      what: `What fills the column does not fit it: ${error.message}`,
      where: `${rows.key}.${column.name}`,
      fix: 'Change the definition of the column.',
      cause: error,
    });
  }
}

/** Says of an error in a definition's own code where it happened. */
export function locate(
  rows: TableRows,
  column: ColumnFacts,
  view: RowView,
  error: unknown,
): unknown {
  if (error instanceof GenFactoriesError) return error;
  if (error instanceof FitError) return misfit(rows, column, view, error);
  const where = `${rows.key}.${column.name}, row ${view.index}`;
  if (error instanceof RangeError && error.message.includes('call stack')) {
    return new GenFactoriesError('COLUMN_CYCLE', {
      what: `"${column.name}" needs rows that need it in turn`,
      where,
      fix: 'Let one of the columns be computed without reading the others.',
    });
  }
  return new GenFactoriesError('VALUE_INVALID', {
    what: `What fills the column fails: ${error instanceof Error ? error.message : String(error)}`,
    where,
    fix: 'Change the definition of the column.',
    cause: error,
  });
}

/** A column that a shape returned in none of the rows it was tried on. */
export function lateColumn(rows: TableRows, column: string, view: RowView): GenFactoriesError {
  return new GenFactoriesError('COLUMN_UNKNOWN', {
    what: `The shape returns "${column}" in some rows only`,
    where: `${rows.key}.${column}, row ${view.index}`,
    fix: 'Return the column in every row, with undefined where it has no value.',
  });
}

export function nullValue(rows: TableRows, column: ColumnFacts, view: RowView): GenFactoriesError {
  const where = `${rows.key}.${column.name}, row ${view.index}`;
  const isReference = rows.hasReference(column.name);
  const { scenario } = view.segment;
  if (isReference && scenario !== null) return noParent(rows, column, scenario, where);
  return new GenFactoriesError('VALUE_INVALID', {
    what: `"${column.name}" is NOT NULL, but what fills it gave NULL`,
    where,
    fix: isReference
      ? 'Give the parent table more rows, or the reference another fan-out.'
      : 'Return a value in every row, or make the column nullable.',
  });
}

/** A scenario's row belongs to rows that have none of the parents it needs. */
function noParent(
  rows: TableRows,
  column: ColumnFacts,
  scenario: string,
  where: string,
): GenFactoriesError {
  const { options, target } = rows.references[rows.referenceOf(column.name)]!;
  const { same } = options;
  const shared = typeof same === 'string' ? same : Object.keys(same ?? {}).join(', ');
  return new GenFactoriesError('VALUE_INVALID', {
    what: `Scenario "${scenario}" adds a row to "${rows.key}" for which there is no row of "${target.key}": "${column.name}" is NOT NULL${shared === '' ? '' : `, and has to lead to one of the same "${shared}"`}`,
    where,
    fix: `Let the scenario add one that belongs with it, before: add('${target.key}'${shared === '' ? '' : `, { ${shared}: … }`}).`,
  });
}

function misfit(
  rows: TableRows,
  column: ColumnFacts,
  view: RowView,
  error: FitError,
): GenFactoriesError {
  return new GenFactoriesError('VALUE_INVALID', {
    what: `The column cannot hold what fills it: ${error.message}`,
    where: `${rows.key}.${column.name}, row ${view.index}`,
    fix: 'Change the definition of the column.',
  });
}
