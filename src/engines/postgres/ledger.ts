import type { Connection } from '../../connections/connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import type { LedgerEntry, LedgerStore, LedgerTable } from '../../runtime/engine.ts';
import { explainError, INSUFFICIENT_PRIVILEGE, isServerError } from './database-error.ts';

/** Where everything is that gen-factories keeps in a database. Introspection leaves the schema out. */
export const LEDGER_SCHEMA = 'gen_factories';
export const RUNS = `${LEDGER_SCHEMA}.runs`;
/** Keys of rows that no range describes, by run and table; `key` is what {@link keyExpression} gives. */
export const KEYS = `${LEDGER_SCHEMA}.keys`;

const CREATE_SCHEMA = `CREATE SCHEMA IF NOT EXISTS ${LEDGER_SCHEMA}`;
const CREATE_TABLES = [
  `CREATE TABLE IF NOT EXISTS ${RUNS} (
     id uuid PRIMARY KEY,
     number bigint GENERATED ALWAYS AS IDENTITY,
     layer text NOT NULL,
     definitions text NOT NULL,
     state text NOT NULL CHECK (state IN ('loading', 'loaded')),
     owner text NOT NULL,
     tables jsonb NOT NULL,
     sequences jsonb NOT NULL DEFAULT '[]',
     started_at timestamptz NOT NULL DEFAULT pg_catalog.now()
   )`,
  // Without a reference to runs, which would be checked once per key.
  `CREATE TABLE IF NOT EXISTS ${KEYS} (run uuid NOT NULL, table_name text NOT NULL, key text NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS keys_of_run ON ${KEYS} (run, table_name)`,
];

interface RunRow {
  readonly id: string;
  readonly layer: string;
  readonly definitions: string;
  readonly state: 'loading' | 'loaded';
  readonly owner: string;
  readonly tables: string;
}

/** What was written by whom, in a schema of the database that the rows are in. */
export class PostgresLedger implements LedgerStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async read(): Promise<readonly LedgerEntry[]> {
    if (!(await hasLedger(this.#connection))) return [];
    const rows = await this.#connection.query<RunRow>(
      `SELECT id, layer, definitions, state, owner, tables FROM ${RUNS} ORDER BY number`,
    );
    return rows.map((row) => ({ ...row, tables: JSON.parse(row.tables) as LedgerTable[] }));
  }

  /** Each statement commits by itself: a run that dies has to leave its entry behind. */
  async add(entry: LedgerEntry): Promise<void> {
    try {
      await this.#create();
      await this.#connection.execute(
        `INSERT INTO ${RUNS} (id, layer, definitions, state, owner, tables) VALUES ($1, $2, $3, $4, $5, $6)`,
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

  async markLoaded(id: string, tables: readonly LedgerTable[]): Promise<void> {
    await this.#connection.execute(
      `UPDATE ${RUNS} SET state = 'loaded', tables = $2 WHERE id = $1`,
      [id, JSON.stringify(tables)],
    );
  }

  /** Removes entries, and the schema with the last of them; for use inside a transaction. */
  async remove(ids: readonly string[]): Promise<void> {
    const given = [JSON.stringify(ids)];
    const wanted = `(SELECT value::uuid FROM pg_catalog.json_array_elements_text($1::json))`;
    await this.#connection.execute(`DELETE FROM ${KEYS} WHERE run IN ${wanted}`, given);
    await this.#connection.execute(`DELETE FROM ${RUNS} WHERE id IN ${wanted}`, given);
    const left = await this.#connection.query(`SELECT 1 FROM ${RUNS} LIMIT 1`);
    if (left.length === 0) await this.#drop();
  }

  async #create(): Promise<void> {
    if (await hasLedger(this.#connection)) return;
    // CREATE SCHEMA asks for the privilege even where IF NOT EXISTS has nothing to do.
    const [found] = await this.#connection.query<{ there: boolean }>(
      `SELECT pg_catalog.to_regnamespace('${LEDGER_SCHEMA}') IS NOT NULL AS there`,
    );
    if (found?.there !== true) await this.#connection.execute(CREATE_SCHEMA);
    for (const statement of CREATE_TABLES) await this.#connection.execute(statement);
  }

  /** Another role may have made the schema, or someone put something of theirs in it: then it stays. */
  async #drop(): Promise<void> {
    await this.#connection.execute('SAVEPOINT before_drop');
    try {
      await this.#connection.execute(`DROP TABLE ${KEYS}, ${RUNS}`);
      await this.#connection.execute(`DROP SCHEMA ${LEDGER_SCHEMA}`);
    } catch (error) {
      if (!isServerError(error)) throw error;
      await this.#connection.execute('ROLLBACK TO SAVEPOINT before_drop');
    }
  }
}

async function hasLedger(connection: Connection): Promise<boolean> {
  const [row] = await connection.query<{ there: boolean }>(
    `SELECT pg_catalog.to_regclass('${RUNS}') IS NOT NULL AND pg_catalog.to_regclass('${KEYS}') IS NOT NULL AS there`,
  );
  return row?.there === true;
}

function explainLedgerError(error: unknown): unknown {
  if (!isServerError(error) || error.code !== INSUFFICIENT_PRIVILEGE) {
    return explainError(error, 'writing to the ledger');
  }
  return new GenFactoriesError('DATABASE_ERROR', {
    what: `The user may not keep the ledger of what is written, schema "${LEDGER_SCHEMA}": ${error.message}`,
    fix: `Run GRANT CREATE ON DATABASE … TO this user, or let an owner run CREATE SCHEMA ${LEDGER_SCHEMA} AUTHORIZATION this user.`,
    cause: error,
  });
}
