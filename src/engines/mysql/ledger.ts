import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import type { LedgerEntry, LedgerStore, LedgerTable } from '../../runtime/engine.ts';
import { explainError, isDenied } from './database-error.ts';

/** What gen-factories keeps in a database; introspection leaves out what begins like this. */
export const RUNS = '`gen_factories_runs`';
/** Keys of rows that no range describes, by run and table; `row_key` is what `keyExpression` gives. */
export const KEYS = '`gen_factories_keys`';
/** Of no use but to see whether the user may make temporary tables, as every removal has to. */
const PROBE = '`gen_factories_probe`';

const CREATE = [
  `CREATE TABLE IF NOT EXISTS ${RUNS} (
     number bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
     id char(36) NOT NULL UNIQUE,
     layer text NOT NULL,
     definitions text NOT NULL,
     state varchar(10) NOT NULL,
     owner text NOT NULL,
     tables longtext NOT NULL,
     counters longtext NOT NULL,
     started_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
   ) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  `CREATE TABLE IF NOT EXISTS ${KEYS} (
     number bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
     run char(36) NOT NULL,
     table_name varchar(64) NOT NULL,
     row_key binary(32) NOT NULL,
     KEY (run, table_name, row_key)
   ) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
];

interface RunRow {
  readonly id: string;
  readonly layer: string;
  readonly definitions: string;
  readonly state: 'loading' | 'loaded';
  readonly owner: string;
  readonly tables: string;
}

/** What was written by whom, in tables of the database that the rows are in. */
export class MysqlLedger implements LedgerStore {
  readonly #connection: MysqlConnection;

  constructor(connection: MysqlConnection) {
    this.#connection = connection;
  }

  async read(): Promise<readonly LedgerEntry[]> {
    if (!(await this.#isThere())) return [];
    const rows = await this.#connection.query<RunRow>(
      `SELECT id, layer, definitions, state, owner, tables FROM ${RUNS} ORDER BY number`,
    );
    return rows.map((row) => ({ ...row, tables: JSON.parse(row.tables) as LedgerTable[] }));
  }

  async add(entry: LedgerEntry): Promise<void> {
    try {
      await this.#create();
      await this.#connection.execute(
        `INSERT INTO ${RUNS} (id, layer, definitions, state, owner, tables, counters)
         VALUES (?, ?, ?, ?, ?, ?, '[]')`,
        [
          entry.id,
          entry.layer,
          entry.definitions,
          entry.state,
          entry.owner,
          JSON.stringify(entry.tables),
        ],
      );
    } catch (error) {
      throw explainLedgerError(error);
    }
  }

  /** Records rows that are about to be written where no transaction would take them back. */
  async recordAhead(id: string, tables: readonly LedgerTable[]): Promise<void> {
    await this.#connection.execute(`UPDATE ${RUNS} SET tables = ? WHERE id = ?`, [
      JSON.stringify(tables),
      id,
    ]);
  }

  async markLoaded(id: string, tables: readonly LedgerTable[]): Promise<void> {
    await this.#connection.execute(`UPDATE ${RUNS} SET state = 'loaded', tables = ? WHERE id = ?`, [
      JSON.stringify(tables),
      id,
    ]);
  }

  /**
   * Notes that the rows of some entries are gone, inside the transaction that removes them. The entries
   * stay until what no transaction holds is in order: then {@link remove} them.
   *
   * @param left - rows that are still there
   */
  async markRemoved(
    ids: readonly string[],
    left: readonly { readonly run: string; readonly table: LedgerTable }[],
  ): Promise<void> {
    await this.#connection.execute(`DELETE FROM ${KEYS} WHERE run IN (?)`, [ids]);
    for (const id of ids) {
      const tables = left.filter((record) => record.run === id).map((record) => record.table);
      await this.#connection.execute(
        `UPDATE ${RUNS} SET state = 'loading', tables = ? WHERE id = ?`,
        [JSON.stringify(tables), id],
      );
    }
  }

  /** Removes entries, and the tables with the last of them; outside any transaction, which DDL would end. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.#connection.execute(`DELETE FROM ${RUNS} WHERE id IN (?)`, [ids]);
    const left = await this.#connection.query(`SELECT 1 FROM ${RUNS} LIMIT 1`);
    if (left.length > 0) return;
    try {
      await this.#connection.execute(`DROP TABLE IF EXISTS ${KEYS}, ${RUNS}`);
    } catch (error) {
      // Empty tables do no harm where the user may not drop them.
      if (!isDenied(error)) throw error;
    }
  }

  async #create(): Promise<void> {
    await this.#connection.execute(
      `CREATE TEMPORARY TABLE ${PROBE} (number int PRIMARY KEY) ENGINE = InnoDB`,
    );
    await this.#connection.execute(`DROP TEMPORARY TABLE ${PROBE}`);
    // CREATE asks for the privilege even where IF NOT EXISTS has nothing to do.
    if (await this.#isThere()) return;
    for (const statement of CREATE) await this.#connection.execute(statement);
  }

  async #isThere(): Promise<boolean> {
    const rows = await this.#connection.query(
      `SELECT 1 FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ('gen_factories_runs', 'gen_factories_keys')`,
    );
    return rows.length === 2;
  }
}

function explainLedgerError(error: unknown): unknown {
  if (!isDenied(error)) return explainError(error, 'writing to the ledger');
  return new GenFactoriesError('DATABASE_ERROR', {
    what: 'The user may not keep the ledger of what is written, the tables gen_factories_runs and gen_factories_keys',
    fix: 'Grant the user SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER and CREATE TEMPORARY TABLES on the database.',
    cause: error,
  });
}
