import { GenFactoriesError } from '../errors.ts';
import type { Engine, LedgerEntry, TableLoad } from './engine.ts';
import { loadingEntry } from './loading-entry.ts';

/**
 * A load that is taken back, whatever comes of it.
 *
 * @param loads - what the work may write
 * @param work - done inside of the transaction
 */
export async function undoneLoad<T>(
  engine: Engine,
  loads: readonly TableLoad[],
  work: () => Promise<T>,
): Promise<T> {
  // For whoever comes next, should this process die: its rows are gone, its counters are not.
  const entry = loadingEntry('check', '');
  await engine.ledger.add(entry);
  let result: T;
  try {
    await engine.reserveKeys(entry.id, loads);
    await engine.begin('undo');
    result = await work();
  } catch (error) {
    await giveUp(engine, entry, error);
    throw error;
  }
  await takeBack(engine, entry);
  return result;
}

/** Undoes a load that failed, sequences included; what went wrong first is what is reported. */
export async function giveUp(engine: Engine, entry: LedgerEntry, error: unknown): Promise<void> {
  if (error instanceof GenFactoriesError && error.code === 'CONNECTION_LOST') return;
  // Where the connection is gone the server rolls back by itself, and the next run clears the ledger.
  await takeBack(engine, entry).catch(() => undefined);
}

async function takeBack(engine: Engine, entry: LedgerEntry): Promise<void> {
  await engine.rollback();
  await engine.remove([entry]);
}
