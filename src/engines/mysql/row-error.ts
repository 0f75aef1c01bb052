import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { refusedValues } from '../refused-values.ts';
import { readConstraints } from './constraints.ts';
import { BUSY, explainError, isServerError, type ServerError } from './database-error.ts';

/**
 * The error for rows that the database refused: which row, which column, which rule, and what of ours it
 * is. What the server says of values stays out of it: it may be of other rows.
 *
 * @param connection - tells the columns of constraints
 * @param error - whatever was thrown
 * @param load - what was being written
 * @param place - of the row, where the caller knows it
 */
export async function explainRowError(
  connection: MysqlConnection,
  error: unknown,
  load: TableLoad,
  place?: number,
): Promise<unknown> {
  if (!isServerError(error)) return error;
  if (!isAboutRow(error)) {
    return explainError(error, `writing rows of ${formatTableName(load.name)}`);
  }
  // A trigger may fail over a table of its own: then nothing it names is of ours.
  const other = otherTable(error, load.name);
  const table = other ?? load.name;
  const constraint = constraintOf(error, table);
  const named = columnsOf(error, table);
  const foreign = other === undefined && named.some((name) => !load.rows.model.columns.has(name));
  const doubtful = foreign || (await isDoubtful(connection, error, load.name));
  const known =
    constraint === undefined || other !== undefined || doubtful
      ? undefined
      : (await readConstraints(connection, load.name)).get(constraint);
  const columns = known ?? (foreign ? [] : named);
  const at = other === undefined ? place : undefined;
  return rejected(table, {
    reason: REASONS[error.errno] ?? error.message,
    constraint,
    columns,
    place: at,
    values: refusedValues(load, columns, at),
    hint: doubtful ? ', or look at what its triggers write' : fixHint(error, constraint),
    cause: error,
  });
}

/** MariaDB does not say which table's key was met: where there are triggers, it may be another's. */
async function isDoubtful(
  connection: MysqlConnection,
  { errno }: ServerError,
  table: TableName,
): Promise<boolean> {
  if (errno !== 1062 || connection.flavour === 'mysql') return false;
  const triggers = await connection.query(
    `SELECT 1 FROM information_schema.TRIGGERS
      WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? LIMIT 1`,
    [table.name],
  );
  return triggers.length > 0;
}

/** What is known of a row that cannot be. */
export interface Rejection {
  readonly reason: string;
  readonly constraint: string | undefined;
  readonly columns: readonly string[];
  readonly place?: number | undefined;
  /** What it has in these columns, to follow the reason. */
  readonly values?: string;
  /** What else to look at, to follow "Change the definition of …". */
  readonly hint?: string;
  readonly cause?: ServerError;
}

/** The error for a row that cannot be. */
export function rejected(table: TableName, rejection: Rejection): GenFactoriesError {
  const name = formatTableName(table);
  const { reason, constraint, columns, place, values = '', hint = '', cause } = rejection;
  const cells = columns.map((column) => `${name}.${column}`);
  return new GenFactoriesError('ROW_REJECTED', {
    what: `The database refused a row of ${name}: ${reason}${constraint === undefined ? '' : ` (${constraint})`}${values}`,
    where: [
      cells.length > 0 ? cells.join(', ') : name,
      ...(place === undefined ? [] : [`row ${place}`]),
    ].join(', '),
    fix: `Change the definition of ${cells.length > 0 ? cells.join(' and ') : name}${hint}.`,
    refusal: { constraint, columns },
    cause,
  });
}

/** Data exceptions, integrity constraints, what triggers raise, and what has no such class of its own. */
function isAboutRow(error: ServerError): boolean {
  if (BUSY.has(error.errno)) return false;
  return REASONS[error.errno] !== undefined || /^(?:22|23|44|45)/.test(error.sqlState);
}

/** By the servers' numbers; from 1900 and 4000 on MySQL and MariaDB each have their own. */
const REASONS: Readonly<Record<number, string>> = {
  1048: 'it has NULL where the column forbids it',
  1062: 'another row has the same key',
  1118: 'it is longer than a row may be',
  1216: 'it refers to a row that is not there',
  1264: 'a number is out of the range of its type',
  1265: 'a value is none of the type’s',
  1292: 'a value is not of the column’s type or range',
  1364: 'a column without a default has no value',
  1366: 'a value is not of the column’s type or character set',
  1367: 'a value is not of the column’s type',
  1406: 'a text is longer than its column',
  1416: 'a text is not a shape',
  1452: 'it refers to a row that is not there',
  1526: 'no partition takes it',
  1586: 'another row has the same key',
  1748: 'no partition takes it',
  3140: 'a text is not JSON',
  3616: 'a longitude is out of range',
  3617: 'a latitude is out of range',
  3643: 'a shape is in another reference system than the column',
  3819: 'it breaks a CHECK',
  4025: 'it breaks a CHECK',
};

function fixHint(error: ServerError, constraint: string | undefined): string {
  switch (error.errno) {
    case 3819:
    case 4025:
      return `: its values have to meet CHECK ${constraint}`;
    case 1062:
      return ': its generator has to give every row another value';
    default:
      return error.sqlState === '45000' ? ', or the trigger that raised this' : '';
  }
}

/** A table that a message names, if it is not the one that is written to. */
function otherTable({ message }: ServerError, { name }: TableName): TableName | undefined {
  for (const pattern of [
    // MySQL puts it before the key's name.
    /for key '([^'.]+)\.[^'.]+'$/,
    /\(`[^`]+`\.`([^`]+)`, CONSTRAINT /,
    /^CONSTRAINT `.*` failed for `[^`]+`\.`([^`]+)`$/,
    /column `[^`]+`\.`([^`]+)`\.`[^`]+` at row \d+$/,
  ]) {
    const [, table] = pattern.exec(message) ?? [];
    if (table !== undefined) return table === name ? undefined : { schema: '', name: table };
  }
  return undefined;
}

const CONSTRAINTS: readonly RegExp[] = [
  /for key '(?:[^'.]+\.)?([^'.]+)'$/,
  /CONSTRAINT `((?:[^`]|``)+)`/,
  /^Check constraint '(.+)' is violated/,
];

function constraintOf({ message }: ServerError, { name }: TableName): string | undefined {
  for (const pattern of CONSTRAINTS) {
    const [, constraint] = pattern.exec(message) ?? [];
    // MariaDB calls the CHECK of a column by table and column.
    if (constraint?.startsWith(`${name}.`)) return constraint.slice(name.length + 1);
    if (constraint !== undefined) return constraint.replaceAll('``', '`');
  }
  return undefined;
}

/** The last that is called a column: values come before it. */
function columnsOf({ message }: ServerError, table: TableName): readonly string[] {
  const named = [...message.matchAll(/\b(?:column|field) [`'](?:[^`']*[`']\.[`'])*([^`']+)[`']/gi)];
  const [, column] = named.at(-1) ?? [];
  if (column === undefined) return [];
  return [column.startsWith(`${table.name}.`) ? column.slice(table.name.length + 1) : column];
}
