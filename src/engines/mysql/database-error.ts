import { GenFactoriesError } from '../../errors.ts';

/** What MySQL says about an error, as `mysql2` hands it over. */
export interface ServerError extends Error {
  /** The server's own number; names differ between MySQL and MariaDB, and `mysql2` mixes them up. */
  readonly errno: number;
  readonly sqlState: string;
}

/** Tells an error of the server's from one of ours, the driver's or Node's. */
export function isServerError(error: unknown): error is ServerError {
  return (
    error instanceof Error &&
    !(error instanceof GenFactoriesError) &&
    'sqlState' in error &&
    'errno' in error &&
    typeof error.errno === 'number'
  );
}

/**
 * Waited too long for a lock, was chosen to end a deadlock (which ends the whole transaction), or met a
 * row that others changed since the transaction began.
 */
export const BUSY: ReadonlySet<number> = new Set([1205, 1213, 1020]);
/** The server gave up on the statement, for reasons that have nothing to do with its rows. */
const STOPPED: ReadonlySet<number> = new Set([1317, 1053, 1969, 3024]);
/** A privilege on a column, table, database or in general is missing. */
const DENIED: ReadonlySet<number> = new Set([1044, 1142, 1143, 1227, 1370]);

/**
 * An error as gen-factories reports it. Its own pass, as does what is no error of the server's.
 *
 * @param error - whatever was thrown
 * @param doing - what was going on, to complete "The database refused …": `removing rows`
 */
export function explainError(error: unknown, doing: string): unknown {
  if (!isServerError(error)) return error;
  if (BUSY.has(error.errno)) {
    return new GenFactoriesError('TARGET_BUSY', {
      what: `Others hold locks that ${doing} has to wait for: ${error.message}`,
      fix: 'Stop what writes to these tables (the app, a migration, an open client), then try again.',
      cause: error,
    });
  }
  return new GenFactoriesError('DATABASE_ERROR', {
    what: `The database refused ${doing}: ${error.message}`,
    fix: DENIED.has(error.errno)
      ? 'Grant the privilege to the user in the URL, or connect as one who has it.'
      : (HINTS[error.errno] ?? 'See the cause of this error for what the server said.'),
    cause: error,
  });
}

/** Does work, and explains what goes wrong with it; see {@link explainError}. */
export async function explaining<T>(doing: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw explainError(error, doing);
  }
}

/** Whether trying the statement's rows one by one could tell which of them is at fault. */
export function maySayMoreOfRows(error: unknown): boolean {
  return isServerError(error) && !BUSY.has(error.errno) && !STOPPED.has(error.errno);
}

export function isDenied(error: unknown): boolean {
  return isServerError(error) && DENIED.has(error.errno);
}

const HIDDEN =
  'Rows refer to these that the user may not see: grant SELECT, UPDATE and DELETE on their table.';

const HINTS: Readonly<Record<number, string>> = {
  1114: 'Free disk space on the server.',
  1153: 'Raise max_allowed_packet on the server, or make the values of the row smaller.',
  1290: 'The server runs with an option that forbids this, --read-only for instance; connect to the primary.',
  1317: 'The statement was cancelled; try again.',
  1217: HIDDEN,
  1451: HIDDEN,
  1644: 'A trigger of yours raised this; change it, or drop it while previews are seeded.',
  1785: 'Run ALTER TABLE … ENGINE = InnoDB on the table: the server keeps others out of transactions.',
  1792: 'The transaction is read-only; connect to the primary server.',
  1836: 'The server is read-only; connect to the primary.',
};
