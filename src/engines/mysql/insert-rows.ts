import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { maySayMoreOfRows } from './database-error.ts';
import { insertBatches, insertEncoder, MAX_ROWS, type Batch } from './insert-statements.ts';
import { quoteName, quoteTable } from './quote.ts';
import { explainRowError, rejected } from './row-error.ts';

/** How a load's rows are written. */
export interface Writing {
  /** The most bytes of one statement. */
  readonly maxPacket: number;
  /** Whether a statement that fails has written nothing. */
  readonly transactional: boolean;
}

/**
 * Writes rows by INSERT statements of many rows each; those of the next are made while the server is at
 * work. The rows of a statement that is refused are sent again one by one, to find the one at fault.
 */
export async function insertRows(
  connection: MysqlConnection,
  load: TableLoad,
  writing: Writing,
  progress: (rows: number) => void,
): Promise<number> {
  let taken = 0;
  let sent = 0;
  let underWay: { readonly rows: number; readonly result: Promise<number> } | undefined;
  const settle = async (): Promise<void> => {
    if (underWay === undefined) return;
    const { rows, result } = underWay;
    underWay = undefined;
    taken += await result;
    sent += rows;
    progress(sent);
  };
  try {
    for (const batch of insertBatches(load, connection.flavour, writing.maxPacket)) {
      await settle();
      underWay = {
        rows: batch.places.length,
        result: insertBatch(connection, load, writing, batch),
      };
    }
    await settle();
  } finally {
    // Whatever went wrong first is what is reported, once the connection is free.
    await underWay?.result.catch(() => undefined);
  }
  return taken;
}

/** Writes rows whose every column is the database's to fill. */
export async function insertDefaults(
  connection: MysqlConnection,
  load: TableLoad,
  count: number,
): Promise<number> {
  const rows = Array.from({ length: Math.min(count, MAX_ROWS) }, () => '()');
  let taken = 0;
  try {
    while (taken < count) {
      const values = rows.slice(0, count - taken).join(',');
      const { affectedRows } = await connection.execute(
        `INSERT INTO ${quoteTable(load.name)} () VALUES ${values}`,
      );
      taken += affectedRows;
    }
  } catch (error) {
    throw await explainRowError(connection, error, load);
  }
  return taken;
}

async function insertBatch(
  connection: MysqlConnection,
  load: TableLoad,
  writing: Writing,
  { sql, places }: Batch,
): Promise<number> {
  try {
    // Refused by the server, a statement that is too long ends the connection.
    if (places.length === 1) requireRoom(sql, load, writing, places[0]!);
    const { affectedRows } = await connection.execute(sql);
    return affectedRows;
  } catch (error) {
    if (places.length === 1 || !maySayMoreOfRows(error)) {
      throw await explainRowError(connection, error, load, places[0]);
    }
  }
  if (!writing.transactional) await deletePart(connection, load, places);
  const { head, row } = insertEncoder(load, connection.flavour);
  let taken = 0;
  for (const place of places) {
    const batch = { sql: head + row(place), places: [place] };
    taken += await insertBatch(connection, load, writing, batch);
  }
  return taken;
}

/** Takes back the rows of a statement that was refused halfway; their keys are integers. */
async function deletePart(
  connection: MysqlConnection,
  load: TableLoad,
  places: readonly number[],
): Promise<void> {
  const [key = ''] = load.rows.model.primaryKey;
  const slot = load.rows.slotOf(key)!;
  const view = load.rows.newView();
  const keys = places.map((place) => String(view.moveTo(place).value(slot)));
  await connection.execute(
    `DELETE FROM ${quoteTable(load.name)} WHERE ${quoteName(key)} IN (${keys.join(',')})`,
  );
}

/** What a statement has besides its text. */
const OVERHEAD = 64;

function requireRoom(sql: string, load: TableLoad, { maxPacket }: Writing, place: number): void {
  if (sql.length * 3 < maxPacket) return;
  const length = Buffer.byteLength(sql) + OVERHEAD;
  if (length <= maxPacket) return;
  throw rejected(load.name, {
    reason: `it takes ${length} bytes, and max_allowed_packet is ${maxPacket}`,
    constraint: undefined,
    columns: [],
    place,
  });
}
