/**
 * Every failure a user can meet, by a code that never changes once released. Codes are grouped by the
 * phase that raises them; `docs/errors.md` lists each with its exit status.
 */
export type ErrorCode =
  // reaching a database
  | 'URL_INVALID'
  | 'DRIVER_MISSING'
  | 'CONNECTION_REFUSED'
  | 'LOGIN_REFUSED'
  | 'CONNECTION_LOST'
  // reading a schema
  | 'SCHEMA_NOT_FOUND'
  | 'SCHEMA_EMPTY'
  | 'SCHEMA_INVALID'
  | 'SCHEMA_FILE_INVALID'
  | 'SERVER_UNSUPPORTED'
  // configuration and files
  | 'CONFIG_INVALID'
  | 'CONFIG_NOT_FOUND'
  | 'SOURCE_NOT_FOUND'
  | 'FACTORIES_NOT_FOUND'
  | 'FACTORIES_FAILED'
  | 'FILE_EDITED'
  | 'FILE_FAILED'
  | 'USAGE'
  // definitions and plans
  | 'DEFINITION_INVALID'
  | 'TABLE_UNKNOWN'
  | 'COLUMN_UNKNOWN'
  | 'ROW_UNKNOWN'
  | 'COLUMN_UNSOLVED'
  | 'COLUMN_CYCLE'
  | 'COUNT_OVER_CAPACITY'
  | 'KEY_UNSOLVED'
  | 'REFERENCE_INVALID'
  | 'REFERENCE_CYCLE'
  | 'SCENARIO_UNKNOWN'
  | 'VALUE_INVALID'
  // writing and deleting rows
  | 'TARGET_REFUSED'
  | 'TARGET_NOT_EMPTY'
  | 'TARGET_BUSY'
  | 'TARGET_SEEDED'
  | 'DEFINITIONS_STALE'
  | 'ROW_REJECTED'
  | 'COUNT_MISMATCH'
  | 'ORPHANS_FOUND'
  | 'INTERRUPTED'
  | 'DATABASE_ERROR';

export interface ErrorDetails {
  /** What happened, as one sentence that names the thing at fault. */
  readonly what: string;
  /** Where: `public.users.email`, `row 42`, `factories/index.ts:12`. */
  readonly where?: string | undefined;
  /** What the reader can do about it, as an imperative sentence. */
  readonly fix?: string | undefined;
  readonly room?: Room | undefined;
  readonly refusal?: Refusal | undefined;
  /** The error underneath, a driver's for instance. */
  readonly cause?: unknown;
}

/** What is asked for beyond the room there is: how much there is, of what. */
export interface Room {
  /** As definitions name the table. */
  readonly table: string;
  readonly rows: number;
}

/** What is known of a row that a database refused. */
export interface Refusal {
  /** Of the constraint, key or rule that it breaks, where it has a name. */
  readonly constraint?: string | undefined;
  /** The columns at fault; none where nobody knows. */
  readonly columns: readonly string[];
}

/**
 * The one error class of gen-factories: what happened, where, and what to do.
 *
 * @example
 * ```ts
 * const error = new GenFactoriesError('TABLE_UNKNOWN', {
 *   what: 'There is no table "userz"',
 *   where: 'factories/index.ts',
 *   fix: 'Did you mean "users"?',
 * });
 * error.message; // 'There is no table "userz" (factories/index.ts). Did you mean "users"?'
 * ```
 */
export class GenFactoriesError extends Error {
  override readonly name = 'GenFactoriesError';
  readonly code: ErrorCode;
  readonly what: string;
  readonly where: string | undefined;
  readonly fix: string | undefined;
  /** With `COUNT_OVER_CAPACITY`: the most rows that a table can have. */
  readonly room: Room | undefined;
  /** With `ROW_REJECTED`: the rule and the columns. */
  readonly refusal: Refusal | undefined;

  constructor(code: ErrorCode, details: ErrorDetails) {
    const where = details.where === undefined ? '' : ` (${details.where})`;
    const fix = details.fix === undefined ? '' : ` ${details.fix}`;
    super(
      `${details.what}${where}.${fix}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = code;
    this.what = details.what;
    this.where = details.where;
    this.fix = details.fix;
    this.room = details.room;
    this.refusal = details.refusal;
  }
}
