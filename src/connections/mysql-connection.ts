import type { Target } from './connection.ts';

/** An open connection to one database of MySQL or MariaDB. */
export interface MysqlConnection {
  /** The server in words, for messages: `MySQL 9.7.4`, `MariaDB 10.11.19`. */
  readonly server: string;
  /** What decides how the server spells things. */
  readonly flavour: MysqlFlavour;
  /** Major, minor and patch. */
  readonly version: readonly [number, number, number];
  readonly target: Target;

  /**
   * Runs one statement.
   *
   * @param sql - with `?` for parameters
   * @returns the rows as objects; integers that a double cannot hold, decimals, dates and JSON as text
   * @throws GenFactoriesError `CONNECTION_LOST` where the connection is gone; otherwise the driver's
   *   own error, whose `errno` is the server's
   */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<Row[]>;

  /** Runs a statement and says what it did. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<Outcome>;

  /**
   * Streams rows into a table.
   *
   * @param sql - a `LOAD DATA LOCAL INFILE` statement that names {@link STREAMED_FILE}
   * @param chunks - the rows, as the statement's format has them; asked for only as fast as the server
   *   takes them
   */
  loadData(sql: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Outcome>;

  close(): Promise<void>;
}

export type MysqlFlavour = 'mysql' | 'mariadb';

export interface Outcome {
  readonly affectedRows: number;
  readonly warnings: number;
}

/** What `LOAD DATA LOCAL INFILE` names in place of a file: no other is ever read for a server. */
export const STREAMED_FILE = 'gen-factories';
