import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { isServerError, maySayMoreOfRows } from './database-error.ts';
import { sizeOf } from '../places.ts';
import { encodeRows, loadStatement } from './encode-rows.ts';
import { insertDefaults, insertRows } from './insert-rows.ts';

/** What the server lets us do. */
export interface Limits {
  /** Clients may send files, so that LOAD DATA LOCAL can be tried. */
  readonly loadsFiles: boolean;
  /** The most bytes of one statement. */
  readonly maxPacket: number;
}

export async function readLimits(connection: MysqlConnection): Promise<Limits> {
  const [server] = await connection.query<{ files: number; packet: number }>(
    'SELECT @@GLOBAL.local_infile AS files, @@SESSION.max_allowed_packet AS packet',
  );
  return { loadsFiles: server!.files === 1, maxPacket: Number(server!.packet) };
}

/** Below this many rows INSERT is as fast, and says itself what it does not like. */
const WORTH_LOADING = 200;

/**
 * Writes the rows of a load: by LOAD DATA where the server lets clients send files, or by INSERT.
 *
 * LOAD DATA LOCAL leaves rows out and cuts values without an error, strict mode or not: what it did is
 * kept only if it took every row and has nothing to remark on. Else all of it is undone and written
 * again by INSERT, which names the row at fault.
 *
 * @param transactional - whether what a statement did to the table can be undone
 * @returns how many rows the table took
 * @throws GenFactoriesError `ROW_REJECTED` for a row that breaks a rule of the database's
 */
export async function loadRows(
  connection: MysqlConnection,
  load: TableLoad,
  limits: Limits & { readonly transactional: boolean },
  progress: (rows: number) => void,
): Promise<number> {
  const wanted = sizeOf(load);
  // Neither statement has a word for rows whose every column is the database's to fill.
  if (load.columns.length === 0) return insertDefaults(connection, load, wanted);
  const worthIt = limits.loadsFiles && limits.transactional && wanted >= WORTH_LOADING;
  if (worthIt && (await setSavepoint(connection))) {
    if (await loadsWell(connection, load, progress)) return wanted;
    await connection.execute('ROLLBACK TO SAVEPOINT before_load');
  }
  return insertRows(connection, load, limits, progress);
}

/** Where a table of an engine without savepoints has been written to, there are none for any other. */
async function setSavepoint(connection: MysqlConnection): Promise<boolean> {
  try {
    await connection.execute('SAVEPOINT before_load');
    return true;
  } catch (error) {
    if (isServerError(error) && error.errno === NO_SAVEPOINTS) return false;
    throw error;
  }
}

const NO_SAVEPOINTS = 1178;

async function loadsWell(
  connection: MysqlConnection,
  load: TableLoad,
  progress: (rows: number) => void,
): Promise<boolean> {
  try {
    const { affectedRows, warnings } = await connection.loadData(
      loadStatement(load, connection.flavour),
      encodeRows(load, connection.flavour, progress),
    );
    return affectedRows === sizeOf(load) && warnings === 0;
  } catch (error) {
    if (!maySayMoreOfRows(error)) throw error;
    return false;
  }
}
