import type { MysqlConnection, MysqlFlavour } from '../../connections/mysql-connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { parentsFirst } from '../parents-first.ts';
import { maySayMoreOfRows } from './database-error.ts';
import { literalEncoder } from './encode-value.ts';
import { quoteName, quoteNames, quoteTable } from './quote.ts';
import { explainRowError, rejected } from './row-error.ts';

const MAX_ROWS = 1_000;
const MAX_LENGTH = 1024 * 1024;

/** How a load's rows are written. */
export interface Writing {
  /** The most bytes of one statement. */
  readonly maxPacket: number;
  /** Whether a statement that fails has written nothing. */
  readonly transactional: boolean;
}

/**
 * Writes rows by INSERT statements of many rows each. The rows of a statement that is refused are sent
 * again one by one, to find the one that is at fault.
 */
export async function insertRows(
  connection: MysqlConnection,
  load: TableLoad,
  writing: Writing,
  progress: (rows: number) => void,
): Promise<number> {
  const names = quoteNames(load.columns.map((column) => column.name));
  const head = `INSERT INTO ${quoteTable(load.name)} (${names}) VALUES\n`;
  // A character takes up to four bytes.
  const room = Math.min(MAX_LENGTH, writing.maxPacket / 4 - head.length);
  let taken = 0;
  let sent = 0;
  for (const batch of batches(load, connection.flavour, room)) {
    taken += await insertBatch(connection, load, writing, { head, ...batch });
    sent += batch.rows.length;
    progress(sent);
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

interface Batch {
  /** Each row as SQL. */
  readonly rows: readonly string[];
  readonly places: readonly number[];
}

async function insertBatch(
  connection: MysqlConnection,
  load: TableLoad,
  writing: Writing,
  { head, rows, places }: Batch & { readonly head: string },
): Promise<number> {
  try {
    const sql = head + rows.join(',\n');
    // Refused by the server, a statement that is too long ends the connection.
    if (rows.length === 1) requireRoom(sql, load, writing, places[0]!);
    const { affectedRows } = await connection.execute(sql);
    return affectedRows;
  } catch (error) {
    if (rows.length === 1 || !maySayMoreOfRows(error)) {
      throw await explainRowError(connection, error, load, places[0]);
    }
  }
  if (!writing.transactional) await deletePart(connection, load, places);
  let taken = 0;
  for (const [number, row] of rows.entries()) {
    taken += await insertBatch(connection, load, writing, {
      head,
      rows: [row],
      places: [places[number]!],
    });
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

function* batches(load: TableLoad, flavour: MysqlFlavour, room: number): Generator<Batch> {
  const encode = rowEncoder(load, flavour);
  let rows: string[] = [];
  let places: number[] = [];
  let length = 0;
  for (const place of parentsFirst(load)) {
    const row = encode(place);
    if (rows.length > 0 && (rows.length === MAX_ROWS || length + row.length > room)) {
      yield { rows, places };
      rows = [];
      places = [];
      length = 0;
    }
    rows.push(row);
    places.push(place);
    length += row.length + 2;
  }
  if (rows.length > 0) yield { rows, places };
}

function rowEncoder(load: TableLoad, flavour: MysqlFlavour): (place: number) => string {
  const view = load.rows.newView();
  const slots = load.columns.map((column) => load.rows.slotOf(column.name)!);
  const fields = load.columns.map((column) =>
    load.deferred.includes(column.name)
      ? (): string => 'NULL'
      : orNull(literalEncoder(column.type, flavour)),
  );
  const width = slots.length;
  return (place) => {
    view.moveTo(place);
    let text = '(';
    for (let field = 0; field < width; field++) {
      if (field > 0) text += ',';
      text += fields[field]!(view.value(slots[field]!));
    }
    return `${text})`;
  };
}

function orNull(encode: (value: unknown) => string): (value: unknown) => string {
  return (value) => (value === null ? 'NULL' : encode(value));
}
