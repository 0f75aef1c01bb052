import { GenFactoriesError, type ErrorCode } from '../errors.ts';
import type { SkippedTables } from './skipped-tables.ts';

/** Rows of some tables cannot be made, or the database does not take them. */
export class TablesRefused extends Error {
  /** What the load failed over. */
  readonly first: GenFactoriesError;
  /** Why, by table, as far as it is known. */
  readonly reasons: SkippedTables;

  constructor(first: GenFactoriesError, reasons: SkippedTables) {
    super(first.message, { cause: first });
    this.first = first;
    this.reasons = reasons;
  }
}

/** What says nothing of a table: the load as a whole cannot go on. */
const FATAL: ReadonlySet<ErrorCode> = new Set([
  'CONNECTION_LOST',
  'TARGET_BUSY',
  'TARGET_NOT_EMPTY',
  'TARGET_REFUSED',
  'TARGET_SEEDED',
  'DEFINITIONS_STALE',
  'INTERRUPTED',
]);

/** Whether an error is about the rows that are loaded. */
export function isRefusal(error: unknown): error is GenFactoriesError {
  return error instanceof GenFactoriesError && !FATAL.has(error.code);
}
