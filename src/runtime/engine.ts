import type { Target } from '../connections/connection.ts';
import type { ColumnFacts } from '../schema/facts.ts';
import type { Dialect, TableName } from '../schema/schema.ts';
import type { TableRows } from './table-rows.ts';

/**
 * What differs between databases when rows are written and removed. The runtime says what, in which
 * order and inside which transaction; an engine says how.
 */
export interface Engine {
  /** The server in words: `PostgreSQL 18.1`. */
  readonly server: string;
  readonly target: Target;
  /** Whose definitions it carries out. */
  readonly dialect: Dialect;

  /**
   * Makes sure that no other process loads or removes rows meanwhile.
   *
   * @throws GenFactoriesError `TARGET_BUSY` where another holds the lock
   */
  lock(): Promise<void>;
  unlock(): Promise<void>;

  /** What the database has of these tables now; a table that is not there is left out. */
  inspect(tables: readonly TableName[]): Promise<readonly LiveTable[]>;

  readonly ledger: LedgerStore;

  /**
   * Opens the one transaction of a load, with the session settled (time zone, constraints deferred).
   *
   * @param purpose - to undo what is rolled back anyway: then nothing of it is to outlive it, numbers that
   *   triggers take from sequences among it. Left out, it is for a load that stays
   */
  begin(purpose?: 'keep' | 'undo'): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;

  /**
   * Keeps the database from handing out keys that the load is about to write, so that triggers which
   * insert rows of their own do not collide with it. Called before {@link begin}; what it changes is
   * undone by {@link remove}.
   *
   * @param run - the ledger's entry, added before
   */
  reserveKeys(run: string, loads: readonly TableLoad[]): Promise<void>;

  /**
   * Writes rows, as a stream; returns how many the database took.
   *
   * @param encoded - the rows' bytes in order, where something else makes them; an engine that needs
   *   another form than its bulk format makes its own
   */
  load(
    load: TableLoad,
    progress: (rows: number) => void,
    encoded?: AsyncIterable<Uint8Array>,
  ): Promise<number>;

  /** Fills references that were written as NULL to break a cycle; returns how many rows changed. */
  fillReferences(load: TableLoad): Promise<number>;

  /**
   * Does work inside of {@link begin}'s transaction. Where it throws, nothing is left of what it wrote, and
   * the transaction goes on; attempts may be made within attempts.
   *
   * @param outcome - whether what it wrote stays until the transaction ends, or is taken back at once
   */
  attempt(outcome: 'keep' | 'undo', work: () => Promise<void>): Promise<void>;

  /**
   * Does work inside of {@link begin}'s transaction. Where it throws, the transaction goes on, with or without
   * what was written: it is to be rolled back.
   */
  survive(work: () => Promise<void>): Promise<void>;

  /**
   * Checks now what would be checked when the transaction ends, and goes on.
   *
   * @param loads - what was written
   * @returns an error for every constraint that does not hold
   */
  checkDeferred(loads: readonly TableLoad[]): Promise<readonly Error[]>;

  /** How the rows of a table that was just loaded can be told from others later; stores keys if need be. */
  recordKeys(run: string, load: TableLoad): Promise<KeyRecord>;

  /**
   * Records rows that triggers wrote into whatever tables while the loads were written, as far as they
   * can be told from the app's own.
   *
   * @param recorded - the rows that were asked for
   */
  recordSideEffects(run: string, recorded: readonly LedgerTable[]): Promise<readonly LedgerTable[]>;

  /**
   * Counts rows of a load that the database has now. There may be more than were loaded: rows that a
   * trigger inserted into the same table are listed too.
   */
  countRecorded(run: string, table: TableName, key: KeyRecord): Promise<number>;

  /** Brings the planner's statistics up to date, as far as the user may. */
  analyze(tables: readonly TableName[]): Promise<void>;

  /**
   * Removes what ledger entries say was written, what hangs on it, and the entries: all or nothing. An
   * entry that is still `loading` has no rows, as its transaction ended with its process.
   *
   * @throws GenFactoriesError `ORPHANS_FOUND` where a reference would lead nowhere
   */
  remove(entries: readonly LedgerEntry[]): Promise<Removal>;

  close(): Promise<void>;
}

/** One table's part of a load. */
export interface TableLoad {
  readonly rows: TableRows;
  readonly name: TableName;
  /** Columns that are written, in order. */
  readonly columns: readonly ColumnFacts[];
  /** Places of the rows to write: from `first` up to, not including, `end`. */
  readonly first: number;
  readonly end: number;
  /**
   * Some of these places alone, for rows that are tried and not kept: none is recorded. A row comes after
   * those of the same table that it refers to.
   */
  readonly places?: readonly number[] | undefined;
  /** Columns written as NULL first and filled once every table is loaded. */
  readonly deferred: readonly string[];
  /** Its references cannot be checked as its rows are written, in any order. */
  readonly unchecked: boolean;
}

export interface LiveTable extends TableName {
  /** Null where rows may have any. */
  readonly columns: readonly LiveColumn[] | null;
  /** Whether any row is there. */
  readonly empty: boolean;
  /** The highest value of an integer primary key, 0 in an empty table; null for other keys. */
  readonly highestKey: number | null;
  readonly rowCount: number | null;
  /** Why nothing that is written there can be taken back; undefined where a transaction holds its rows. */
  readonly unheld?: string | undefined;
}

export interface LiveColumn {
  readonly name: string;
  /** An insert that leaves it out fails. */
  readonly required: boolean;
}

/** How rows of a table are told from others when they are to be removed. */
export type KeyRecord =
  /** An integer key within bounds, both included. */
  | { readonly kind: 'range'; readonly column: string; readonly from: number; readonly to: number }
  /** Keys kept in the ledger, by these columns. */
  | { readonly kind: 'listed'; readonly columns: readonly string[] }
  /** The table has no key: whole rows are told apart, as they were written, by these columns. */
  | { readonly kind: 'row'; readonly columns: readonly string[] };

/** What was written into one table. */
export interface LedgerTable extends TableName {
  readonly rows: number;
  readonly key: KeyRecord;
  /**
   * How many keys were passed over because the table had rows: see `TableRows.offset`. Null for rows
   * that a trigger wrote.
   */
  readonly offset: number | null;
}

/** One load: the base, or one scenario laid over it. */
export interface LedgerEntry {
  readonly id: string;
  /** `base`, or the scenario's name. */
  readonly layer: string;
  /** What the rows were made from: equal hashes mean equal rows. */
  readonly definitions: string;
  readonly state: 'loading' | 'loaded';
  /** Process and host that wrote it, for messages. */
  readonly owner: string;
  readonly tables: readonly LedgerTable[];
}

export interface LedgerStore {
  /** All entries, oldest first; none where there is no ledger yet. */
  read(): Promise<readonly LedgerEntry[]>;
  /** Written before the first row of a load. */
  add(entry: LedgerEntry): Promise<void>;
  /** Inside the load's transaction. */
  markLoaded(id: string, tables: readonly LedgerTable[]): Promise<void>;
}

export interface Removal {
  /** Rows deleted, by qualified table name; rows that the app hung on ours are among them. */
  readonly deleted: Readonly<Record<string, number>>;
  /** References that lead nowhere now, over every foreign key of the tables: counted, and none. */
  readonly orphans: 0;
  /**
   * Where no foreign keys are: documents of the app that go on naming a document that is gone, because a
   * rule of their collection wants the field there. By field: `tickets.orgId`. Left out where there is none.
   */
  readonly dangling?: Readonly<Record<string, number>>;
}
