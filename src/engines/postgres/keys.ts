import type { Connection } from '../../connections/connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import type { KeyRecord, TableLoad } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { KEYS } from './ledger.ts';
import { quoteName, quoteTable } from './quote.ts';
import { findRowsOf } from './rows-of.ts';
import { lastSerial, serialAt } from '../serial-keys.ts';
import { MARKED, marksInsertsOnly, readWritten } from './transaction-marks.ts';

type ListedKey = Extract<KeyRecord, { kind: 'listed' | 'row' }>;

/**
 * Records how the rows of a load are told from others.
 *
 * A range is taken where the primary key is one integer column that counts up by one from row to row, as
 * far as some probes see, and all its values are in the table now: a range has room for exactly as many
 * keys as there are rows, so that none of them can be another's. All else is listed by the database
 * itself, in the ledger: rows that this transaction wrote, by their key as text.
 *
 * @param run - the ledger's entry
 * @param load - just written, in the open transaction
 * @throws GenFactoriesError `COUNT_MISMATCH` where a trigger changed rows of the app's, so that ours
 *   cannot be told from them
 */
export async function recordKeys(
  connection: Connection,
  run: string,
  load: TableLoad,
): Promise<KeyRecord> {
  const range = rangeOf(load);
  const wanted = load.end - load.first;
  if (range !== null && (await countRecorded(connection, run, load.name, range)) === wanted)
    return range;
  const { key, rows } = await listKeys(connection, run, load.name);
  if (rows > wanted) await requireTold(connection, load.name);
  return key;
}

async function requireTold(connection: Connection, table: TableName): Promise<void> {
  const name = formatTableName(table);
  const written = (await readWritten(connection)).find((each) => formatTableName(each) === name);
  if (written === undefined || (await marksInsertsOnly(connection, written))) return;
  throw new GenFactoriesError('COUNT_MISMATCH', {
    what: `A trigger changed rows of ${name} that were there before, so that they cannot be told from the new ones`,
    where: name,
    fix: 'Disable the trigger while rows are appended, or seed an empty table.',
  });
}

/**
 * Lists the keys of the rows of a table that bear the open transaction's mark.
 *
 * @param except - rows that are recorded otherwise
 * @returns how to read the keys, and how many there are
 */
export async function listKeys(
  connection: Connection,
  run: string,
  table: TableName,
  except?: KeyRecord,
): Promise<{ readonly key: ListedKey; readonly rows: number }> {
  const key = await findKey(connection, table);
  const recorded = except?.kind === 'range' ? `AND NOT (${recordedWhere(except, 3)})` : '';
  const parameters = except?.kind === 'range' ? recordedParameters(run, table, except) : [];
  const rows = await connection.execute(
    `INSERT INTO ${KEYS} (run, table_name, key)
     SELECT $1::pg_catalog.uuid, $2::pg_catalog.text, ${keyExpression(key)} FROM ${await findRowsOf(connection, table)} AS t
      WHERE ${MARKED} ${recorded}`,
    [run, formatTableName(table), ...parameters],
  );
  return { key, rows };
}

/** Counts rows of a record that the table has now. */
export async function countRecorded(
  connection: Connection,
  run: string,
  table: TableName,
  key: KeyRecord,
): Promise<number> {
  const [row] = await connection.query<{ count: string }>(
    `SELECT pg_catalog.count(*) AS count FROM ${await findRowsOf(connection, table)} AS t
      WHERE ${recordedWhere(key)}`,
    recordedParameters(run, table, key),
  );
  return Number(row?.count ?? 0);
}

/**
 * The condition that picks a record's rows from the table `t`.
 *
 * @param first - number of the first of its two parameters
 */
export function recordedWhere(key: KeyRecord, first = 1): string {
  const [low, high] = [`$${first}`, `$${first + 1}`];
  if (key.kind === 'range') {
    return `t.${quoteName(key.column)} BETWEEN ${low}::pg_catalog.int8 AND ${high}::pg_catalog.int8`;
  }
  return `${keyExpression(key)} IN (SELECT key FROM ${KEYS}
            WHERE run = ${low}::pg_catalog.uuid AND table_name = ${high}::pg_catalog.text)`;
}

export function recordedParameters(run: string, table: TableName, key: KeyRecord): unknown[] {
  return key.kind === 'range' ? [key.from, key.to] : [run, formatTableName(table)];
}

/** A row's key as text that is the same in every session of ours; see settings.ts. */
export function keyExpression(key: ListedKey): string {
  const columns = key.columns.map((column) => `t.${quoteName(column)}`).join(', ');
  return key.kind === 'row'
    ? `pg_catalog.md5(ROW(${columns})::pg_catalog.text)`
    : `pg_catalog.jsonb_build_array(${columns})::pg_catalog.text`;
}

function rangeOf(load: TableLoad): Extract<KeyRecord, { kind: 'range' }> | null {
  const [column, ...others] = load.rows.model.primaryKey;
  if (column === undefined || others.length > 0) return null;
  const from = serialAt(load, column, load.first);
  const to = lastSerial(load, column);
  if (from === null || to === null || !Number.isSafeInteger(Number(to))) return null;
  return { kind: 'range', column, from: Number(from), to: Number(to) };
}

/** The live table's key: primary, or else unique over columns that are never NULL; or else whole rows. */
async function findKey(connection: Connection, table: TableName): Promise<ListedKey> {
  const [key] = await connection.query<{ columns: string }>(KEY_OF_TABLE, [quoteTable(table)]);
  if (key !== undefined) return { kind: 'listed', columns: JSON.parse(key.columns) as string[] };
  const columns = await connection.query<{ name: string }>(COLUMNS_OF_TABLE, [quoteTable(table)]);
  return { kind: 'row', columns: columns.map((column) => column.name) };
}

const KEY_OF_TABLE = `
  SELECT pg_catalog.json_agg(attribute.attname ORDER BY part.place) AS columns
    FROM pg_catalog.pg_index AS keys
    CROSS JOIN LATERAL pg_catalog.unnest(keys.indkey::pg_catalog.int2[]) WITH ORDINALITY AS part (number, place)
    LEFT JOIN pg_catalog.pg_attribute AS attribute
      ON attribute.attrelid = keys.indrelid AND attribute.attnum = part.number
   WHERE keys.indrelid = $1::pg_catalog.regclass AND keys.indisunique AND keys.indisvalid
     AND keys.indpred IS NULL AND keys.indexprs IS NULL AND part.place <= keys.indnkeyatts
   GROUP BY keys.indexrelid, keys.indisprimary
  HAVING pg_catalog.bool_and(attribute.attnotnull)
   ORDER BY keys.indisprimary DESC, pg_catalog.count(*), keys.indexrelid
   LIMIT 1`;

const COLUMNS_OF_TABLE = `
  SELECT attname AS name FROM pg_catalog.pg_attribute
   WHERE attrelid = $1::pg_catalog.regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;
