import type { MysqlFlavour } from '../../connections/mysql-connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import type { ColumnFacts } from '../../schema/facts.ts';
import { parentsFirst } from '../parents-first.ts';
import { encoderFor } from './encode-value.ts';
import { quoteName, quoteTable } from './quote.ts';
import { STREAMED_FILE } from '../../connections/mysql-connection.ts';

/** Network and server take chunks of this size best; larger ones only hold memory. */
const CHUNK_LENGTH = 64 * 1024;

/**
 * Rows in the text format of LOAD DATA, in chunks of about 64 KB. Rows of the same table that others
 * refer to come first: foreign keys are checked row by row.
 *
 * @param load - the cells
 * @param encoded - called before each chunk is handed out with the rows encoded so far
 */
export function* encodeRows(
  load: TableLoad,
  flavour: MysqlFlavour,
  encoded: (rows: number) => void = () => undefined,
): Generator<Uint8Array> {
  const encodeField = load.columns.map((column) => fieldEncoder(load, column, flavour));
  const slots = load.columns.map((column) => load.rows.slotOf(column.name)!);
  const width = slots.length;
  const view = load.rows.newView();
  let text = '';
  let rows = 0;
  for (const place of parentsFirst(load)) {
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

/**
 * The statement that reads what {@link encodeRows} writes. Values that are not text go through a variable
 * and a function.
 */
export function loadStatement(load: TableLoad, flavour: MysqlFlavour): string {
  const targets: string[] = [];
  const settings: string[] = [];
  for (const [place, column] of load.columns.entries()) {
    const { wrap } = encoderFor(column.type, flavour);
    if (wrap === undefined) {
      targets.push(quoteName(column.name));
    } else {
      targets.push(`@value${place}`);
      settings.push(`${quoteName(column.name)} = ${wrap(`@value${place}`)}`);
    }
  }
  return `LOAD DATA LOCAL INFILE '${STREAMED_FILE}' INTO TABLE ${quoteTable(load.name)}
    CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'
    (${targets.join(', ')})${settings.length === 0 ? '' : ` SET ${settings.join(', ')}`}`;
}

const NULL_FIELD = '\\N';

function fieldEncoder(
  load: TableLoad,
  column: ColumnFacts,
  flavour: MysqlFlavour,
): (value: unknown) => string {
  if (load.deferred.includes(column.name)) return () => NULL_FIELD;
  const { text, plain } = encoderFor(column.type, flavour);
  if (plain) return (value) => (value === null ? NULL_FIELD : text(value));
  return (value) => (value === null ? NULL_FIELD : escapeField(text(value)));
}

/** What a field cannot have as it is: its own separators, NUL, and what starts an escape. */
const SPECIAL = /[\\\t\n\r\0]/;
const EACH_SPECIAL = /[\\\t\n\r\0]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
};

function escapeField(text: string): string {
  return SPECIAL.test(text) ? text.replaceAll(EACH_SPECIAL, (found) => ESCAPES[found]!) : text;
}
