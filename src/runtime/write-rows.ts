import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import type { Engine, LedgerTable, TableLoad } from './engine.ts';
import type { UpOptions } from './up.ts';

/** How rows are written. */
export interface WriteOptions extends Pick<UpOptions, 'signal' | 'onProgress' | 'encode'> {
  /** Called when a phase is done. */
  readonly onPhase: (phase: string) => void;
}

/**
 * Writes all rows of a load, in one transaction. Where it throws, that is to be rolled back.
 *
 * @param id - of its entry in the ledger, which is there
 */
export async function writeRows(
  engine: Engine,
  id: string,
  loads: readonly TableLoad[],
  options: WriteOptions,
): Promise<void> {
  await engine.reserveKeys(id, loads);
  await engine.begin();
  const offsets = Object.fromEntries(loads.map(({ rows }) => [rows.key, rows.offset]));
  for (const load of loads) await writeTable(engine, load, offsets, options);
  options.onPhase('load');
  for (const load of loads) if (load.deferred.length > 0) await engine.fillReferences(load);
  options.onPhase('references');
  const tables: LedgerTable[] = [];
  for (const load of loads) {
    options.signal?.throwIfAborted();
    const key = await engine.recordKeys(id, load);
    const counted = await engine.countRecorded(id, load.name, key);
    if (counted < load.end - load.first) throw countMismatch(load, counted);
    tables.push({ ...load.name, rows: counted, key, offset: load.rows.offset });
  }
  await engine.ledger.markLoaded(id, [...tables, ...(await engine.recordSideEffects(id, tables))]);
  options.signal?.throwIfAborted();
  await engine.commit();
  options.onPhase('verify');
}

/** Writes the rows of a load; those that something else encoded, where it does. */
export async function writeTable(
  engine: Engine,
  load: TableLoad,
  offsets: Readonly<Record<string, number>>,
  options: Pick<UpOptions, 'signal' | 'onProgress' | 'encode'>,
): Promise<void> {
  options.signal?.throwIfAborted();
  const wanted = load.places?.length ?? load.end - load.first;
  const table = formatTableName(load.name);
  const progress = (rows: number): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.({ table, rows, of: wanted });
  };
  const written = await engine.load(load, progress, options.encode?.(load, offsets, progress));
  if (written !== wanted) throw countMismatch(load, written, wanted);
}

function countMismatch(
  load: TableLoad,
  written: number,
  wanted = load.end - load.first,
): GenFactoriesError {
  return new GenFactoriesError('COUNT_MISMATCH', {
    what: `${wanted} rows were sent to "${load.rows.key}", but the database has ${written} of them`,
    where: formatTableName(load.name),
    fix: 'Look for a trigger on the table that drops or changes rows as they are inserted.',
  });
}
