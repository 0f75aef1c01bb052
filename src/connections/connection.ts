/** An open connection to one database, in the few words that the rest of gen-factories needs. */
export interface Connection {
  /** The server in words, for messages: `PostgreSQL 18.1`. */
  readonly server: string;
  /** The server's major version. */
  readonly major: number;
  /** Host, port and database, without any secret, for messages and guards. */
  readonly target: Target;

  /**
   * Runs one statement.
   *
   * @param sql - with `$1`, `$2`, … for parameters
   * @returns the rows as objects; int8 and numeric come as text, as the driver has them
   * @throws GenFactoriesError `CONNECTION_LOST` where the connection is gone; otherwise the driver's
   *   own error, whose `code` is the SQLSTATE
   */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<Row[]>;

  /**
   * Runs a statement and says how many rows it touched.
   */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;

  /**
   * Streams rows into a table.
   *
   * @param sql - a `COPY … FROM STDIN` statement
   * @param chunks - the rows, as the statement's format has them; asked for only as fast as the
   *   server takes them
   * @returns how many rows the server took
   */
  copyFrom(sql: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<number>;

  close(): Promise<void>;
}

export interface Target {
  readonly host: string;
  readonly port: number | null;
  readonly database: string;
  /** Runs inside this process, or is reached over the loopback interface or a local socket. */
  readonly local: boolean;
}
