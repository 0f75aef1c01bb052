import { GenFactoriesError } from '../../errors.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { placeAt } from '../places.ts';
import { refusedValues } from '../refused-values.ts';
import {
  BUSY,
  explainError,
  INSUFFICIENT_PRIVILEGE,
  isServerError,
  type ServerError,
} from './database-error.ts';

/** The columns of each constraint of a table, by the constraint's name. */
export type ConstraintColumns = ReadonlyMap<string, readonly string[]>;

/**
 * The error for rows that the database refused: which row, which column, which rule, and what of ours it
 * is. What the server says of values stays out of it: it may be of other rows.
 *
 * @param error - whatever was thrown
 * @param load - what was being written
 * @param constraints - of the table
 * @param place - of the row, where the caller knows it; else it is read from COPY's line number
 */
export function explainRowError(
  error: unknown,
  load: TableLoad,
  constraints: ConstraintColumns,
  place: number | null = null,
): unknown {
  const doing = `writing rows of ${formatTableName(load.name)}`;
  if (!isServerError(error) || !isAboutRow(error)) return explainError(error, doing);
  // A trigger may fail over a table of its own: its constraint is not one of ours.
  const foreign = error.table !== undefined && error.table !== load.name.name;
  const columns = foreign ? [] : columnsOf(error, constraints);
  const at = foreign ? null : (place ?? placeOf(error, load));
  return rejected(error, load.name, columns, at, refusedValues(load, columns, at));
}

/**
 * The same for a constraint that is checked when the transaction ends.
 *
 * @param checked - the table it belongs to, where that is known; what a trigger raises names none
 */
export function explainCommitError(
  error: unknown,
  constraintsOf: (table: string) => ConstraintColumns | undefined,
  checked?: TableName,
): unknown {
  if (!isServerError(error) || !isAboutRow(error))
    return explainError(error, 'the end of the transaction');
  if (error.table === undefined && checked === undefined) {
    return new GenFactoriesError('ROW_REJECTED', {
      what: `The database refused a row at the end of the transaction: ${reasonOf(error)}`,
      fix: 'Look at the deferred trigger that raised this; `npx gen-factories check --execute` names its table.',
      cause: error,
    });
  }
  const table =
    error.table === undefined ? checked! : { schema: error.schema ?? '', name: error.table };
  const constraints = constraintsOf(formatTableName(table)) ?? new Map();
  return rejected(error, table, columnsOf(error, constraints), null);
}

function rejected(
  error: ServerError,
  table: { readonly schema: string; readonly name: string },
  columns: readonly string[],
  place: number | null,
  values = '',
): GenFactoriesError {
  const name = formatTableName(
    error.table === undefined ? table : { schema: error.schema ?? table.schema, name: error.table },
  );
  const cells = columns.map((column) => `${name}.${column}`);
  const constraint = error.constraint === undefined ? '' : ` (${error.constraint})`;
  return new GenFactoriesError('ROW_REJECTED', {
    what: `The database refused a row of ${name}: ${reasonOf(error)}${constraint}${values}`,
    where: [
      cells.length > 0 ? cells.join(', ') : name,
      ...(place === null ? [] : [`row ${place}`]),
    ].join(', '),
    fix: `Change the definition of ${cells.length > 0 ? cells.join(' and ') : name}${fixHint(error)}.`,
    refusal: { constraint: error.constraint, columns },
    cause: error,
  });
}

/** Data exceptions, integrity constraints, and what triggers and rules raise. */
function isAboutRow(error: ServerError): boolean {
  if (BUSY.has(error.code) || error.code === '57014') return false;
  return (
    /^(?:22|23|44|P0)/.test(error.code) ||
    (/row-level security/.test(error.message) && error.code === INSUFFICIENT_PRIVILEGE)
  );
}

const REASONS: Readonly<Record<string, string>> = {
  '23502': 'it has NULL where the column forbids it',
  '23503': 'it refers to a row that is not there',
  '23505': 'another row has the same key',
  '23514': 'it breaks a CHECK',
  '23P01': 'it conflicts with another row by an exclusion constraint',
  '22001': 'a text is longer than its column',
  '22003': 'a number is out of the range of its type',
  '22007': 'a text is not a date or time',
  '22008': 'a date or time is out of range',
  '22P02': 'a text is not a value of the column’s type',
  '22021': 'a text has bytes that the encoding does not know',
};

function reasonOf(error: ServerError): string {
  // A partition that is not there is reported as a CHECK without a name.
  if (error.code === '23514' && error.constraint === undefined) return error.message;
  return REASONS[error.code] ?? error.message;
}

function fixHint(error: ServerError): string {
  switch (error.code) {
    case '23514':
      return error.constraint === undefined
        ? ''
        : `: its values have to meet CHECK ${error.constraint}`;
    case '23505':
      return ': its generator has to give every row another value';
    case 'P0001':
      return ', or the trigger that raised this';
    default:
      return '';
  }
}

function columnsOf(error: ServerError, constraints: ConstraintColumns): readonly string[] {
  if (error.column !== undefined) return [error.column];
  const named = error.constraint === undefined ? undefined : constraints.get(error.constraint);
  if (named !== undefined) return named;
  const [, column] = /^COPY .*, line \d+, column (.*?)(?:: |$)/.exec(error.where ?? '') ?? [];
  if (column !== undefined) return [column];
  const [, keys] = /^Key \((.*?)\)=/.exec(error.detail ?? '') ?? [];
  return keys === undefined ? [] : keys.split(', ');
}

function placeOf(error: ServerError, load: TableLoad): number | null {
  const [, line] = /^COPY .*, line (\d+)/m.exec(error.where ?? '') ?? [];
  return line === undefined ? null : placeAt(load, Number(line) - 1);
}
