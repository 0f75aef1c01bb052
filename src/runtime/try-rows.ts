import { GenFactoriesError, type ErrorCode } from '../errors.ts';
import type { Engine, TableLoad } from './engine.ts';
import type { NeededRow } from './needed-rows.ts';
import type { TableRows } from './table-rows.ts';
import { writeTable } from './write-rows.ts';

/** Writes rows of a plan where they may be refused, each with its reason. */
export interface TryRows {
  readonly engine: Engine;
  readonly signal: AbortSignal | undefined;
}

/** What says nothing of the rows: nothing can be tried any more. */
const FATAL: ReadonlySet<ErrorCode> = new Set(['CONNECTION_LOST', 'TARGET_BUSY', 'INTERRUPTED']);

/**
 * Writes rows table by table, all of one at once; where they are refused, one by one. What the database says
 * of a row is noted in it. Rows whose parents could not be written are left out.
 *
 * @param loads - in the order they are written
 * @param rows - to write
 * @param written - rows that are there; those that the database takes are added
 */
export async function tryRows(
  { engine, signal }: TryRows,
  loads: readonly TableLoad[],
  rows: readonly NeededRow[],
  written: Set<NeededRow>,
): Promise<void> {
  const byTable = new Map<TableRows, NeededRow[]>();
  for (const row of rows) {
    if (written.has(row)) continue;
    const known = byTable.get(row.rows);
    if (known === undefined) byTable.set(row.rows, [row]);
    else known.push(row);
  }
  const deferred: { readonly load: TableLoad; readonly rows: readonly NeededRow[] }[] = [];
  for (const load of loads) {
    const wanted = parentsFirst(byTable.get(load.rows) ?? []);
    const write = (places: readonly number[]): Promise<void> =>
      writeTable(engine, { ...load, places }, {}, { signal });
    const taken = await tryEach(engine, wanted, write);
    for (const row of taken) written.add(row);
    if (load.deferred.length > 0) deferred.push({ load, rows: taken });
  }
  for (const { load, rows: taken } of deferred) {
    const fill = async (places: readonly number[]): Promise<void> => {
      await engine.fillReferences({ ...load, places });
    };
    await tryEach(engine, taken, fill);
  }
}

/** Rows of one table, each after those of the same table that it refers to. */
function parentsFirst(rows: readonly NeededRow[]): readonly NeededRow[] {
  const ordered = new Set<NeededRow>();
  const wanted = new Set(rows);
  const seen = new Set<NeededRow>();
  for (const start of rows) {
    const path = [start];
    for (let row = path.at(-1); row !== undefined; row = path.at(-1)) {
      seen.add(row);
      const next = row.parents.find((parent) => wanted.has(parent) && !seen.has(parent));
      if (next !== undefined) path.push(next);
      else ordered.add(path.pop()!);
    }
  }
  return [...ordered];
}

/** A row whose parents are refused is not tried: what it breaks would be their fault. */
function isPossible(row: NeededRow): boolean {
  const parent = row.parents.find((each) => each.error !== null || each.blockedBy !== null);
  row.blockedBy = parent === undefined ? null : (parent.blockedBy ?? parent);
  return row.error === null && row.blockedBy === null;
}

/**
 * Does something with all rows at once, or with each.
 *
 * @returns the rows it could be done with
 */
async function tryEach(
  engine: Engine,
  rows: readonly NeededRow[],
  work: (places: readonly number[]) => Promise<void>,
): Promise<readonly NeededRow[]> {
  const wanted = rows.filter(isPossible);
  if (wanted.length === 0) return [];
  const all = await refusal(engine, () => work(wanted.map((row) => row.place)));
  if (all === null) return wanted;
  if (wanted.length === 1) {
    wanted[0]!.error = all;
    return [];
  }
  const taken: NeededRow[] = [];
  for (const row of wanted) {
    // One before it may have been its parent.
    if (!isPossible(row)) continue;
    row.error = await refusal(engine, () => work([row.place]));
    if (row.error === null) taken.push(row);
  }
  return taken;
}

/** Why work could not be done; then nothing of it is left. */
async function refusal(
  engine: Engine,
  work: () => Promise<void>,
): Promise<GenFactoriesError | null> {
  try {
    await engine.attempt('keep', work);
    return null;
  } catch (error) {
    if (!(error instanceof GenFactoriesError) || FATAL.has(error.code)) throw error;
    return error;
  }
}
