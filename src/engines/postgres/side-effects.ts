import type { Connection } from '../../connections/connection.ts';
import type { LedgerTable } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import { listKeys } from './keys.ts';
import { findRowsOf } from './rows-of.ts';
import { MARKED, marksInsertsOnly, readWritten } from './transaction-marks.ts';

/**
 * Records rows that triggers wrote while a load was written, an audit trail for instance: they are there
 * because of it and have to go with it, whether they refer to its rows or not.
 *
 * @param run - the ledger's entry
 * @param recorded - what is recorded already
 * @returns records for the rest
 */
export async function recordSideEffects(
  connection: Connection,
  run: string,
  recorded: readonly LedgerTable[],
): Promise<LedgerTable[]> {
  const found: LedgerTable[] = [];
  for (const table of await readWritten(connection)) {
    const own = recorded.find((each) => formatTableName(each) === formatTableName(table));
    // Where keys are listed, all rows that bear the transaction's mark are among them.
    if (own !== undefined && (own.key.kind !== 'range' || table.inserted <= own.rows)) continue;
    if (!(await marksInsertsOnly(connection, table))) continue;
    const { key, rows } = await listKeys(connection, run, table, own?.key);
    if (rows > 0) found.push({ schema: table.schema, name: table.name, rows, key, offset: null });
  }
  return found;
}

/** Deletes rows that triggers wrote while rows were deleted. */
export async function deleteSideEffects(connection: Connection): Promise<void> {
  for (const table of await readWritten(connection)) {
    if (!(await marksInsertsOnly(connection, table))) continue;
    await connection.execute(
      `DELETE FROM ${await findRowsOf(connection, table)} AS t WHERE ${MARKED}`,
    );
  }
}
