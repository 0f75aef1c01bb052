import type { TableLoad } from '../../runtime/engine.ts';
import type { ColumnFacts } from '../../schema/facts.ts';
import { placesOf } from '../places.ts';
import { encoderFor, isPlain } from './encode-value.ts';

/** Which cells to write, of which rows. */
export type RowsToEncode = Pick<
  TableLoad,
  'rows' | 'columns' | 'deferred' | 'first' | 'end' | 'places'
>;

/** Network and server take chunks of this size best; larger ones only hold memory. */
const CHUNK_LENGTH = 64 * 1024;

/**
 * Rows in the text format of COPY, in chunks of about 64 KB. One view serves all rows, so that a row
 * costs its text and nothing else.
 *
 * @param load - the cells
 * @param encoded - called before each chunk is handed out with the rows encoded so far
 */
export function* encodeRows(
  load: RowsToEncode,
  encoded: (rows: number) => void = () => undefined,
): Generator<Uint8Array> {
  const encodeField = load.columns.map((column) => fieldEncoder(load, column));
  const slots = load.columns.map((column) => load.rows.slotOf(column.name)!);
  const width = slots.length;
  const view = load.rows.newView();
  let text = '';
  let rows = 0;
  for (const place of placesOf(load)) {
    view.moveTo(place);
    for (let field = 0; field < width; field++) {
      if (field > 0) text += '\t';
      text += encodeField[field]!(view.value(slots[field]!));
    }
    text += '\n';
    rows++;
    if (text.length < CHUNK_LENGTH) continue;
    encoded(rows);
    yield Buffer.from(text);
    text = '';
  }
  encoded(rows);
  if (text !== '') yield Buffer.from(text);
}

/** A value as one field of a line. */
type EncodeField = (value: unknown) => string;

const NULL_FIELD = '\\N';

function fieldEncoder(load: RowsToEncode, column: ColumnFacts): EncodeField {
  if (load.deferred.includes(column.name)) return () => NULL_FIELD;
  const encode = encoderFor(column.type);
  if (isPlain(column.type)) return (value) => (value === null ? NULL_FIELD : encode(value));
  return (value) => (value === null ? NULL_FIELD : escapeField(encode(value)));
}

/** What a line of COPY text cannot have as it is: its own separators, and what starts an escape. */
const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function escapeField(text: string): string {
  return SPECIAL.test(text) ? text.replaceAll(EACH_SPECIAL, (found) => ESCAPES[found]!) : text;
}
