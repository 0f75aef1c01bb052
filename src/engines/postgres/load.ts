import type { Connection } from '../../connections/connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { encodeRows } from './encode-rows.ts';
import { insertRows } from './insert-rows.ts';
import { quoteNames, quoteTable } from './quote.ts';
import { explainRowError } from './row-error.ts';
import type { WriteTarget } from './write-target.ts';

/**
 * Writes the rows of a load: by COPY, or by INSERT where COPY cannot.
 *
 * @returns how many rows the table took
 * @throws GenFactoriesError `ROW_REJECTED` for a row that breaks a rule of the database's
 */
export async function loadRows(
  connection: Connection,
  load: TableLoad,
  target: WriteTarget,
  progress: (rows: number) => void,
  encoded: AsyncIterable<Uint8Array> | undefined,
): Promise<number> {
  // COPY has no word for rows whose every column is the database's to fill.
  if (!target.copies || load.columns.length === 0) {
    return insertRows(connection, load, target, progress);
  }
  try {
    return await connection.copyFrom(
      `COPY ${quoteTable(load.name)} (${quoteNames(load.columns.map((column) => column.name))}) FROM STDIN`,
      encoded ?? encodeRows(load, progress),
    );
  } catch (error) {
    throw explainRowError(error, load, target.constraints);
  }
}
