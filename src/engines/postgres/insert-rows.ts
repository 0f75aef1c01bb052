import type { Connection } from '../../connections/connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { encoderFor } from './encode-value.ts';
import { parentsFirst } from '../parents-first.ts';
import { sizeOf } from '../places.ts';
import { quoteLiteral, quoteNames, quoteTable } from './quote.ts';
import { explainRowError } from './row-error.ts';
import type { WriteTarget } from './write-target.ts';

const MAX_ROWS = 1_000;
const MAX_LENGTH = 1024 * 1024;

/**
 * Writes rows by INSERT statements of many rows each: under row level security, into views, and where
 * rules rewrite INSERT. Each statement has to stand for itself, so rows that others refer to come first.
 */
export async function insertRows(
  connection: Connection,
  load: TableLoad,
  target: WriteTarget,
  progress: (rows: number) => void,
): Promise<number> {
  if (load.columns.length === 0) return insertDefaults(connection, load, target);
  const names = quoteNames(load.columns.map((column) => column.name));
  const head = `INSERT INTO ${quoteTable(load.name)} (${names}) OVERRIDING SYSTEM VALUE VALUES\n`;
  let taken = 0;
  let sent = 0;
  for (const batch of batches(load)) {
    try {
      taken += await connection.execute(head + batch.text);
    } catch (error) {
      const place = batch.rows === 1 ? batch.first : null;
      throw explainRowError(error, load, target.constraints, place);
    }
    sent += batch.rows;
    progress(sent);
  }
  return taken;
}

interface Batch {
  readonly text: string;
  readonly rows: number;
  /** The place of its first row. */
  readonly first: number;
}

function* batches(load: TableLoad): Generator<Batch> {
  const encode = rowEncoder(load);
  let rows: string[] = [];
  let length = 0;
  let first = load.first;
  for (const place of parentsFirst(load)) {
    const row = encode(place);
    if (rows.length > 0 && (rows.length === MAX_ROWS || length + row.length > MAX_LENGTH)) {
      yield { text: rows.join(',\n'), rows: rows.length, first };
      rows = [];
      length = 0;
    }
    if (rows.length === 0) first = place;
    rows.push(row);
    length += row.length;
  }
  if (rows.length > 0) yield { text: rows.join(',\n'), rows: rows.length, first };
}

/** A literal without a type takes the type of its column. */
function rowEncoder(load: TableLoad): (place: number) => string {
  const view = load.rows.newView();
  const fields = load.columns.map((column) => {
    const slot = load.rows.slotOf(column.name)!;
    const encode = encoderFor(column.type);
    const deferred = load.deferred.includes(column.name);
    return () => {
      const value = deferred ? null : view.value(slot);
      return value === null ? 'NULL' : quoteLiteral(encode(value));
    };
  });
  return (place) => {
    view.moveTo(place);
    return `(${fields.map((field) => field()).join(', ')})`;
  };
}

async function insertDefaults(
  connection: Connection,
  load: TableLoad,
  target: WriteTarget,
): Promise<number> {
  try {
    return await connection.execute(
      `INSERT INTO ${quoteTable(load.name)}
       SELECT FROM pg_catalog.generate_series(1, ${sizeOf(load)})`,
    );
  } catch (error) {
    throw explainRowError(error, load, target.constraints);
  }
}
