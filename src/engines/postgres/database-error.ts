import { GenFactoriesError } from '../../errors.ts';

/** What PostgreSQL says about an error, as `pg` and PGlite hand it over. */
export interface ServerError extends Error {
  /** SQLSTATE. */
  readonly code: string;
  readonly detail?: string | undefined;
  readonly where?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly constraint?: string | undefined;
}

/** Tells an error of the server's from one of ours, the driver's or Node's. */
export function isServerError(error: unknown): error is ServerError {
  return (
    error instanceof Error &&
    !(error instanceof GenFactoriesError) &&
    'code' in error &&
    /^[0-9A-Z]{5}$/.test(String(error.code)) &&
    'severity' in error
  );
}

/**
 * An error as gen-factories reports it. Its own pass, as does what is no error of the server's.
 *
 * @param error - whatever was thrown
 * @param doing - what was going on, to complete "While …": `removing rows`
 */
export function explainError(error: unknown, doing: string): unknown {
  if (!isServerError(error)) return error;
  if (BUSY.has(error.code)) {
    return new GenFactoriesError('TARGET_BUSY', {
      what: `Others hold locks that ${doing} has to wait for: ${error.message}`,
      fix: 'Stop what writes to these tables (the app, a migration, an open psql), then try again.',
      cause: error,
    });
  }
  return new GenFactoriesError('DATABASE_ERROR', {
    what: `The database refused ${doing}: ${error.message}`,
    where: error.where?.split('\n')[0],
    fix:
      error.code === INSUFFICIENT_PRIVILEGE
        ? 'Grant the privilege to the user in the URL, or connect as the owner of the tables.'
        : (HINTS[error.code] ?? 'See the cause of this error for what the server said.'),
    cause: error,
  });
}

export const INSUFFICIENT_PRIVILEGE = '42501';
/** `lock_not_available`, `deadlock_detected`. */
export const BUSY: ReadonlySet<string> = new Set(['55P03', '40P01']);

const HINTS: Readonly<Record<string, string>> = {
  P0001: 'A trigger of yours raised this; change it, or disable it while previews are seeded.',
  '25006': 'Connect to the primary server; this one only reads.',
  '57014': 'The statement was cancelled; try again.',
  '53100': 'Free disk space on the server.',
};
