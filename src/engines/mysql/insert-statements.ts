import type { MysqlFlavour } from '../../connections/mysql-connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { parentsFirst } from '../parents-first.ts';
import { literalEncoder } from './encode-value.ts';
import { quoteNames, quoteTable } from './quote.ts';

/** Rows of one statement, at most. */
export const MAX_ROWS = 1_000;
const MAX_LENGTH = 1024 * 1024;

/** A statement, and the places of its rows. */
export interface Batch {
  readonly sql: string;
  readonly places: readonly number[];
}

/**
 * The statements of a load.
 *
 * @param maxPacket - the most bytes of one
 */
export function* insertBatches(
  load: TableLoad,
  flavour: MysqlFlavour,
  maxPacket: number,
): Generator<Batch> {
  const { head, row } = insertEncoder(load, flavour);
  // A character takes up to four bytes.
  const room = Math.min(MAX_LENGTH, maxPacket / 4);
  let sql = head;
  let places: number[] = [];
  for (const place of parentsFirst(load)) {
    const values = row(place);
    const full = places.length === MAX_ROWS || sql.length + values.length > room;
    if (full && places.length > 0) {
      yield { sql, places };
      sql = head;
      places = [];
    }
    sql += places.length === 0 ? values : `,\n${values}`;
    places.push(place);
  }
  if (places.length > 0) yield { sql, places };
}

/** How a load's rows are spelled: what stands before them, and the values of each. */
export function insertEncoder(
  load: TableLoad,
  flavour: MysqlFlavour,
): { readonly head: string; readonly row: (place: number) => string } {
  const names = quoteNames(load.columns.map((column) => column.name));
  const view = load.rows.newView();
  const slots = load.columns.map((column) => load.rows.slotOf(column.name)!);
  const fields = load.columns.map((column) =>
    load.deferred.includes(column.name)
      ? (): string => 'NULL'
      : orNull(literalEncoder(column.type, flavour)),
  );
  const width = slots.length;
  return {
    head: `INSERT INTO ${quoteTable(load.name)} (${names}) VALUES\n`,
    row(place) {
      view.moveTo(place);
      let text = '(';
      for (let field = 0; field < width; field++) {
        if (field > 0) text += ',';
        text += fields[field]!(view.value(slots[field]!));
      }
      return `${text})`;
    },
  };
}

function orNull(encode: (value: unknown) => string): (value: unknown) => string {
  return (value) => (value === null ? 'NULL' : encode(value));
}
