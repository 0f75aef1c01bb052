import type { Connection } from '../../connections/connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { RUNS } from './ledger.ts';
import { quoteName, quoteTable } from './quote.ts';
import { lastSerial } from '../serial-keys.ts';

/** A sequence that a column takes its values from, and where it stood before a load. */
export interface SequenceState extends TableName {
  readonly table: TableName;
  readonly column: string;
  readonly last: string;
  readonly called: boolean;
}

interface SequenceUse extends TableName {
  readonly table_schema: string;
  readonly table_name: string;
  readonly column: string;
}

/**
 * Ascending sequences of integer columns: owned by the column (serial, identity), or named by its
 * default, as where several tables share one.
 */
const USES = `
  SELECT sequence_namespace.nspname AS schema, sequence.relname AS name,
         namespace.nspname AS table_schema, class.relname AS table_name, attribute.attname AS column
    FROM (SELECT depend.objid AS sequence, depend.refobjid AS relation, depend.refobjsubid AS number
            FROM pg_catalog.pg_depend AS depend
           WHERE depend.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
             AND depend.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
             AND depend.deptype IN ('a', 'i') AND depend.refobjsubid > 0
           UNION
          SELECT depend.refobjid, fallback.adrelid, fallback.adnum
            FROM pg_catalog.pg_attrdef AS fallback
            JOIN pg_catalog.pg_depend AS depend
              ON depend.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
             AND depend.objid = fallback.oid
             AND depend.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass) AS uses
    JOIN pg_catalog.pg_class AS sequence ON sequence.oid = uses.sequence AND sequence.relkind = 'S'
    JOIN pg_catalog.pg_namespace AS sequence_namespace ON sequence_namespace.oid = sequence.relnamespace
    JOIN pg_catalog.pg_sequence AS settings
      ON settings.seqrelid = sequence.oid AND settings.seqincrement > 0
    JOIN pg_catalog.pg_class AS class ON class.oid = uses.relation
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
    JOIN pg_catalog.pg_attribute AS attribute
      ON attribute.attrelid = class.oid AND attribute.attnum = uses.number
    JOIN pg_catalog.pg_type AS type ON type.oid = attribute.atttypid
   WHERE CASE WHEN type.typbasetype = 0 THEN type.oid ELSE type.typbasetype END IN (20, 21, 23, 1700)
     AND (%) IN (SELECT wanted.schema, wanted.name
                   FROM pg_catalog.json_to_recordset($1::pg_catalog.json)
                     AS wanted (schema pg_catalog.text, name pg_catalog.text))
   ORDER BY 1, 2, 3, 4, 5`;

const USES_OF_TABLES = USES.replace('%', 'namespace.nspname, class.relname');
const USES_OF_SEQUENCES = USES.replace('%', 'sequence_namespace.nspname, sequence.relname');

/**
 * Keeps sequences from handing out keys that a load is about to write, for instance to a trigger that
 * inserts rows. Where they stood is written to the ledger first: what `setval` does outlives a
 * transaction that is rolled back.
 *
 * @param run - the ledger's entry
 * @returns the sequences of all tables
 */
export async function reserveSequences(
  connection: Connection,
  run: string,
  loads: readonly TableLoad[],
): Promise<readonly SequenceState[]> {
  const states = await readStates(
    connection,
    loads.map((load) => load.name),
  );
  if (states.length === 0) return states;
  await connection.execute(`UPDATE ${RUNS} SET sequences = $2 WHERE id = $1`, [
    run,
    JSON.stringify(states),
  ]);
  const loadOf = new Map(loads.map((load) => [formatTableName(load.name), load]));
  for (const state of states) {
    const last = lastSerial(loadOf.get(formatTableName(state.table))!, state.column);
    if (last !== null) await advance(connection, state, String(last));
  }
  return states;
}

/**
 * Moves sequences past the highest value that a load has written, where it could not be told before.
 *
 * @param states - of all tables, as {@link reserveSequences} gave them
 */
export async function settleSequences(
  connection: Connection,
  states: readonly SequenceState[],
  load: TableLoad,
): Promise<void> {
  const table = formatTableName(load.name);
  for (const state of states) {
    if (formatTableName(state.table) !== table || load.rows.slotOf(state.column) === undefined)
      continue;
    if (lastSerial(load, state.column) !== null) continue;
    await advance(connection, state, highestIn(state.table, state.column));
  }
}

/**
 * Puts sequences back to where they stood before the oldest of some runs, or to the highest value that
 * is in use. Tables have to be locked, or rows of others could come between.
 *
 * @param states - of all runs, those of the newest first
 */
export async function restoreSequences(
  connection: Connection,
  states: readonly SequenceState[],
): Promise<void> {
  if (states.length === 0) return;
  const before = new Map(states.map((state) => [formatTableName(state), state]));
  const uses = await connection.query<SequenceUse>(USES_OF_SEQUENCES, [
    JSON.stringify([...before.values()].map(({ schema, name }) => ({ schema, name }))),
  ]);
  for (const [name, state] of before) {
    const columns = uses.filter((use) => formatTableName(use) === name).map(tableColumn);
    // None where the sequence was dropped, or no column takes its values from it any more.
    if (columns.length > 0) await putBack(connection, state, columns);
  }
}

async function putBack(
  connection: Connection,
  state: SequenceState,
  columns: readonly { readonly table: TableName; readonly column: string }[],
): Promise<void> {
  const highest = columns.map(({ table, column }) => highestIn(table, column));
  await connection.query(
    `SELECT pg_catalog.setval(settings.seqrelid::pg_catalog.regclass, state.value,
                              $3::pg_catalog.bool OR state.used)
       FROM pg_catalog.pg_sequence AS settings,
            (SELECT GREATEST(${highest.join(', ')}) AS value) AS highest,
            -- GREATEST and LEAST pass over NULL, which is what an empty table gives.
            LATERAL (SELECT GREATEST($2::pg_catalog.int8,
                              CASE WHEN highest.value <= settings.seqmax THEN highest.value END) AS value,
                            COALESCE(highest.value >= $2::pg_catalog.int8, false) AS used) AS state
      WHERE settings.seqrelid = $1::pg_catalog.regclass`,
    [quoteTable(state), state.last, state.called],
  );
}

function tableColumn(use: SequenceUse): { readonly table: TableName; readonly column: string } {
  return { table: { schema: use.table_schema, name: use.table_name }, column: use.column };
}

async function readStates(
  connection: Connection,
  tables: readonly TableName[],
): Promise<SequenceState[]> {
  const uses = await connection.query<SequenceUse>(USES_OF_TABLES, [JSON.stringify(tables)]);
  if (uses.length === 0) return [];
  const parts = uses.map(
    (use, place) =>
      `SELECT ${place} AS place, last_value::pg_catalog.text AS last, is_called AS called FROM ${quoteTable(use)}`,
  );
  const values = await connection.query<{ place: number; last: string; called: boolean }>(
    parts.join(' UNION ALL '),
  );
  return values.map(({ place, last, called }) => {
    const use = uses[place]!;
    return { schema: use.schema, name: use.name, ...tableColumn(use), last, called };
  });
}

/**
 * Moves a sequence forward if it would hand out a value up to the given one, never back.
 *
 * @param value - SQL
 */
async function advance(connection: Connection, state: SequenceState, value: string): Promise<void> {
  await connection.query(
    `SELECT pg_catalog.setval(settings.seqrelid::pg_catalog.regclass,
                              LEAST(settings.seqmax, wanted.value), true)
       FROM pg_catalog.pg_sequence AS settings, ${quoteTable(state)} AS now,
            (SELECT ${value}::pg_catalog.int8 AS value) AS wanted
      WHERE settings.seqrelid = $1::pg_catalog.regclass
        AND wanted.value >= settings.seqmin
        AND wanted.value >= now.last_value + CASE WHEN now.is_called THEN settings.seqincrement ELSE 0 END`,
    [quoteTable(state)],
  );
}

function highestIn(table: TableName, column: string): string {
  return `(SELECT pg_catalog.max(${quoteName(column)})::pg_catalog.int8 FROM ${quoteTable(table)})`;
}
