import type { MongodbDriver } from '../../connections/mongodb.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { placesOf } from '../places.ts';
import { encoderFor, type EncodeValue } from './encode-value.ts';

/** A document, and the place of the row that it is. */
export type Document = Record<string, unknown>;

/**
 * Rows as documents, so many at a time.
 *
 * @param size - how many documents a batch has at most
 */
export function* encodeRows(
  load: TableLoad,
  driver: MongodbDriver,
  size: number,
): Generator<readonly Document[]> {
  const fields = load.columns.map((column) => ({
    name: column.name,
    slot: load.rows.slotOf(column.name)!,
    encode: encoderFor(column.type, driver),
  }));
  const view = load.rows.newView();
  let batch: Document[] = [];
  for (const place of placesOf(load)) {
    view.moveTo(place);
    const document: Document = {};
    for (const { name, slot, encode } of fields) put(document, name, view.value(slot), encode);
    batch.push(document);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function put(document: Document, name: string, value: unknown, encode: EncodeValue): void {
  if (value === undefined) return;
  document[name] = value === null ? null : encode(value);
}
