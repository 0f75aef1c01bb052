import type { Connection } from '../../connections/connection.ts';
import type { LedgerEntry, Removal } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import { deleteDoomed } from './delete-doomed.ts';
import { explainError } from './database-error.ts';
import { findDoomed, findRecords, readRelations } from './find-doomed.ts';
import { reachableFrom, readForeignKeys, type ForeignKey, type Relation } from './foreign-keys.ts';
import { rowsOf } from './rows-of.ts';
import { RUNS, type PostgresLedger } from './ledger.ts';
import { proveNoOrphans } from './orphans.ts';
import { restoreSequences, type SequenceState } from './sequences.ts';
import { deleteSideEffects } from './side-effects.ts';
import { beginSettled } from './settings.ts';
import { truncateWhole } from './truncate-whole.ts';

/**
 * Removes what some runs wrote, and what hangs on it, in one transaction: all of it or nothing.
 *
 * @param entries - of the ledger; those of runs that died have no rows, as their transaction ended with
 *   them, but may have moved sequences
 */
export async function removeEntries(
  connection: Connection,
  ledger: PostgresLedger,
  entries: readonly LedgerEntry[],
): Promise<Removal> {
  if (entries.length === 0) return { deleted: {}, orphans: 0 };
  try {
    await beginSettled(connection);
    const deleted = await removeRows(connection, entries);
    // All checks are done before the sequences move, which no rollback would undo.
    await connection.execute('SET CONSTRAINTS ALL IMMEDIATE');
    await restoreSequences(connection, await readSequenceStates(connection, entries));
    await ledger.remove(entries.map((entry) => entry.id));
    await connection.execute('COMMIT');
    return { deleted, orphans: 0 };
  } catch (error) {
    await connection.execute('ROLLBACK').catch(() => undefined);
    throw explainError(error, 'removing rows');
  }
}

async function removeRows(
  connection: Connection,
  entries: readonly LedgerEntry[],
): Promise<Record<string, number>> {
  const records = await findRecords(connection, entries);
  if (records.length === 0) return {};
  const keys = await readForeignKeys(connection);
  const roots = new Set(records.map((record) => record.relation.root));
  const relations = await readRelations(
    connection,
    withReferring(reachableFrom(roots, keys), keys),
  );
  await lockAgainstWriters(connection, [...relations.values()]);
  const doomed = await findDoomed(connection, records, keys);
  if (!(await truncateWhole(connection, doomed, relations, keys))) {
    await deleteDoomed(connection, doomed, relations, keys);
    await deleteSideEffects(connection);
  }
  await proveNoOrphans(connection, doomed, keys);
  return Object.fromEntries(
    [...doomed].map(([root, rows]) => [formatTableName(relations.get(root)!), rows]),
  );
}

/** Tables whose references the database sets to NULL change too. */
function withReferring(roots: ReadonlySet<number>, keys: readonly ForeignKey[]): Set<number> {
  return new Set([
    ...roots,
    ...keys.flatMap((key) => (roots.has(key.parent.root) ? [key.child.root] : [])),
  ]);
}

/** Readers may go on; a row that someone adds while doomed rows are collected would be missed. */
async function lockAgainstWriters(
  connection: Connection,
  tables: readonly Relation[],
): Promise<void> {
  await connection.execute(
    `LOCK TABLE ${tables.map(rowsOf).join(', ')} IN SHARE ROW EXCLUSIVE MODE`,
  );
}

async function readSequenceStates(
  connection: Connection,
  entries: readonly LedgerEntry[],
): Promise<SequenceState[]> {
  const rows = await connection.query<{ sequences: string }>(
    `SELECT sequences FROM ${RUNS}
      WHERE id IN (SELECT value::pg_catalog.uuid FROM pg_catalog.json_array_elements_text($1::pg_catalog.json))
      ORDER BY number DESC`,
    [JSON.stringify(entries.map((entry) => entry.id))],
  );
  return rows.flatMap((row) => JSON.parse(row.sequences) as SequenceState[]);
}
