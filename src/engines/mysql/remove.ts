import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { LedgerEntry, Removal } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { readCounters, restoreCounters } from './counters.ts';
import { explainError } from './database-error.ts';
import { deleteDoomed, type Doom } from './delete-doomed.ts';
import { deleteHistory } from './delete-history.ts';
import { dropDoomedTables, makeDoomedTables } from './doomed-tables.ts';
import { findDoomed } from './find-doomed.ts';
import { findRecords, type LiveRecord } from './find-records.ts';
import { reachableFrom, readForeignKeys } from './foreign-keys.ts';
import { recordedParameters, recordedWhere } from './keys.ts';
import type { MysqlLedger } from './ledger.ts';
import { dropMemory, makeMemory } from './listed-keys.ts';
import { proveNoOrphans } from './orphans.ts';
import { quoteTable } from './quote.ts';
import { readStates } from './read-states.ts';
import { beginTransaction } from './settings.ts';
import { deleteSideEffects, watch } from './side-effects.ts';
import { findReach, type Reach } from './trigger-reach.ts';

/**
 * Removes what some runs wrote, and what hangs on it, in one transaction: all of it or nothing. Rows that
 * no transaction holds go afterwards, and so do counters back; until they have, the runs' entries stay, so
 * that whoever comes next does it where this process cannot.
 *
 * @param entries - of the ledger; those of runs that died have no rows but where no transaction held them
 */
export async function removeEntries(
  connection: MysqlConnection,
  ledger: MysqlLedger,
  entries: readonly LedgerEntry[],
): Promise<Removal> {
  if (entries.length === 0) return { deleted: {}, orphans: 0 };
  const runs = entries.map((entry) => entry.id);
  try {
    const counters = await readCounters(connection, runs);
    const deleted = await removeRows(connection, ledger, runs);
    await restoreCounters(connection, counters, deleted);
    await ledger.remove(runs);
    return { deleted, orphans: 0 };
  } catch (error) {
    await connection.execute('ROLLBACK').catch(() => undefined);
    throw explainError(error, 'removing rows');
  }
}

type Deleted = Readonly<Record<string, number>>;

async function removeRows(
  connection: MysqlConnection,
  ledger: MysqlLedger,
  runs: readonly string[],
): Promise<Deleted> {
  // As they are now: a run that fails does not know what was recorded ahead of its rows.
  const entries = (await ledger.read()).filter((entry) => runs.includes(entry.id));
  const records = await findRecords(connection, entries);
  const states = await readStates(connection, records.map(nameOf));
  const isHeld = ({ table }: LiveRecord): boolean =>
    table.key.kind !== 'range' || states.get(formatTableName(table))?.transactional !== false;
  const outside = records.filter((record) => !isHeld(record));
  const deleted = await removeInOne(connection, records.filter(isHeld), () =>
    ledger.markRemoved(runs, outside),
  );
  return { ...deleted, ...(await deleteUntransacted(connection, outside)) };
}

function nameOf({ table }: LiveRecord): TableName {
  return { schema: table.schema, name: table.name };
}

/** @param note - notes in the ledger that the rows are gone, inside the transaction */
async function removeInOne(
  connection: MysqlConnection,
  records: readonly LiveRecord[],
  note: () => Promise<void>,
): Promise<Deleted> {
  if (records.length === 0) {
    await note();
    return {};
  }
  const keys = await readForeignKeys(connection);
  const reached = reachableFrom(records.map(nameOf), keys);
  const reachable = [...reached.values()];
  const cleared = keys
    .filter((key) => !key.hangs && reached.has(formatTableName(key.parent)))
    .map((key) => key.child);
  const reach = await findReach(connection, [...reachable, ...cleared]);
  const states = await readStates(connection, [...reachable, ...cleared, ...reach.tables]);
  // Before the transaction: some servers log changes in a way that forbids making tables in one.
  await makeMemory(connection);
  const tables = await makeDoomedTables(connection, reachable, records);
  await beginTransaction(connection);
  const deleted = await removeInside(connection, { tables, keys, records, states }, reach);
  await note();
  await connection.execute('COMMIT');
  await dropMemory(connection);
  await dropDoomedTables(connection, tables.values());
  return deleted;
}

async function removeInside(
  connection: MysqlConnection,
  doom: Doom,
  reach: Reach,
): Promise<Deleted> {
  const { records, keys, tables, states } = doom;
  const watched = await watch(connection, reach, states);
  await findDoomed(connection, records, keys, tables);
  const { deleted, unchecked } = await deleteDoomed(connection, doom);
  await deleteSideEffects(connection, watched);
  await deleteHistory(connection, doom, deleted);
  await proveNoOrphans(connection, keys, new Set(Object.keys(deleted)), unchecked);
  return deleted;
}

/** Rows that no transaction holds; none refer to them, as their tables know no foreign keys. */
async function deleteUntransacted(
  connection: MysqlConnection,
  records: readonly LiveRecord[],
): Promise<Deleted> {
  const deleted: Record<string, number> = {};
  for (const { run, table } of records) {
    const name = formatTableName(table);
    const { affectedRows } = await connection.execute(
      `DELETE t FROM ${quoteTable(table)} AS t WHERE ${recordedWhere(table.key)}`,
      recordedParameters(run, table, table.key),
    );
    if (affectedRows > 0) deleted[name] = (deleted[name] ?? 0) + affectedRows;
  }
  return deleted;
}
