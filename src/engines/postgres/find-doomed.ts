import type { Connection } from '../../connections/connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import type { KeyRecord, LedgerEntry, LedgerTable } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import { refersTo, type ForeignKey, type Relation } from './foreign-keys.ts';
import { rowsOf } from './rows-of.ts';
import { keyExpression, recordedParameters, recordedWhere } from './keys.ts';
import { KEYS } from './ledger.ts';

/** Rows that are to go, by their place on disk: `root` is their table, `relation` its partition. */
export const DOOMED = 'pg_temp.gen_factories_doomed';

/** A table of the ledger that is in the database now. */
export interface LiveRecord {
  readonly run: string;
  readonly table: LedgerTable;
  readonly relation: Relation;
}

interface LiveRow extends Omit<Relation, 'oid' | 'root'> {
  readonly oid: string;
  readonly root: string;
  readonly columns: string;
}

const LIVE = `
  SELECT wanted.schema, wanted.name, class.oid::pg_catalog.int8 AS oid, class.relkind = 'p' AS partitioned,
         COALESCE(pg_catalog.pg_partition_root(class.oid)::pg_catalog.oid, class.oid)::pg_catalog.int8 AS root,
         (SELECT pg_catalog.json_agg(attname) FROM pg_catalog.pg_attribute
           WHERE attrelid = class.oid AND attnum > 0 AND NOT attisdropped) AS columns
    FROM pg_catalog.json_to_recordset($1::pg_catalog.json)
           AS wanted (schema pg_catalog.text, name pg_catalog.text)
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.nspname = wanted.schema
    JOIN pg_catalog.pg_class AS class
      ON class.relnamespace = namespace.oid AND class.relname = wanted.name AND class.relkind IN ('r', 'p')`;

/**
 * Matches the ledger with the database. A table that was dropped or renamed is left out: its rows went
 * with it, or cannot be told from others any more.
 *
 * @throws GenFactoriesError `DEFINITIONS_STALE` where a column that tells our rows from others is gone
 */
export async function findRecords(
  connection: Connection,
  entries: readonly LedgerEntry[],
): Promise<LiveRecord[]> {
  const records = entries.flatMap(({ id, tables }) => tables.map((table) => ({ run: id, table })));
  const rows = await connection.query<LiveRow>(LIVE, [
    JSON.stringify(records.map(({ table: { schema, name } }) => ({ schema, name }))),
  ]);
  const live = new Map(rows.map((row) => [formatTableName(row), row]));
  return records.flatMap(({ run, table }) => {
    const row = live.get(formatTableName(table));
    if (row === undefined) return [];
    requireColumns(table, JSON.parse(row.columns ?? '[]') as string[]);
    const { schema, name, partitioned } = row;
    return [
      {
        run,
        table,
        relation: { schema, name, partitioned, oid: Number(row.oid), root: Number(row.root) },
      },
    ];
  });
}

function requireColumns(table: LedgerTable, there: readonly string[]): void {
  const needed = table.key.kind === 'range' ? [table.key.column] : table.key.columns;
  const missing = needed.find((column) => !there.includes(column));
  if (missing === undefined) return;
  throw new GenFactoriesError('DEFINITIONS_STALE', {
    what: `Column "${missing}", by which seeded rows are told from others, is not there any more`,
    where: `${formatTableName(table)}.${missing}`,
    fix: `Bring the column back, or empty the table by hand and run down again.`,
  });
}

/**
 * Collects the rows that are to go in a temporary table: ours, then those that cannot stay without
 * them, by every foreign key of the database and until nothing new turns up.
 *
 * @returns how many rows of each table, by its root
 */
export async function findDoomed(
  connection: Connection,
  records: readonly LiveRecord[],
  keys: readonly ForeignKey[],
): Promise<ReadonlyMap<number, number>> {
  await connection.execute(
    `CREATE TEMPORARY TABLE gen_factories_doomed
       (root pg_catalog.oid, relation pg_catalog.oid, place pg_catalog.tid, round pg_catalog.int4) ON COMMIT DROP`,
  );
  for (const record of records) await doomRecorded(connection, record);
  let fresh = new Set(records.map((record) => record.relation.root));
  for (let round = 1; fresh.size > 0; round++) {
    await connection.execute(`ANALYZE ${DOOMED}`);
    const next = new Set<number>();
    for (const key of keys) {
      if (!key.hangs || !fresh.has(key.parent.root)) continue;
      if ((await doomChildren(connection, key, round)) > 0) next.add(key.child.root);
    }
    fresh = next;
  }
  const counts = await connection.query<{ root: string; rows: string }>(
    `SELECT root::pg_catalog.int8 AS root, pg_catalog.count(*) AS rows FROM ${DOOMED} GROUP BY root`,
  );
  return new Map(counts.map(({ root, rows }) => [Number(root), Number(rows)]));
}

const NOT_YET_DOOMED = (row: string): string =>
  `NOT EXISTS (SELECT FROM ${DOOMED} AS known WHERE known.relation = ${row}.tableoid AND known.place = ${row}.ctid)`;

async function doomRecorded(
  connection: Connection,
  { run, table, relation }: LiveRecord,
): Promise<void> {
  const { key } = table;
  if (key.kind === 'row') return doomLikeRows(connection, { run, table, relation }, key);
  await connection.execute(
    `INSERT INTO ${DOOMED}
     SELECT ${relation.root}, t.tableoid, t.ctid, 0 FROM ${rowsOf(relation)} AS t
      WHERE ${recordedWhere(key)} AND ${NOT_YET_DOOMED('t')}`,
    recordedParameters(run, table, key),
  );
}

/** Of rows that are equal in every column, as many as were written: the app may have some like them. */
async function doomLikeRows(
  connection: Connection,
  { run, table, relation }: LiveRecord,
  key: Extract<KeyRecord, { kind: 'row' }>,
): Promise<void> {
  await connection.execute(
    `WITH candidate AS (
       SELECT t.tableoid AS relation, t.ctid AS place, ${keyExpression(key)} AS key,
              pg_catalog.row_number() OVER (PARTITION BY ${keyExpression(key)}) AS number
         FROM ${rowsOf(relation)} AS t WHERE ${NOT_YET_DOOMED('t')}
     ), recorded AS (
       SELECT key, pg_catalog.row_number() OVER (PARTITION BY key) AS number
         FROM ${KEYS} WHERE run = $1::pg_catalog.uuid AND table_name = $2::pg_catalog.text
     )
     INSERT INTO ${DOOMED}
     SELECT ${relation.root}, candidate.relation, candidate.place, 0
       FROM candidate JOIN recorded USING (key, number)`,
    recordedParameters(run, table, key),
  );
}

async function doomChildren(
  connection: Connection,
  key: ForeignKey,
  round: number,
): Promise<number> {
  return connection.execute(
    `INSERT INTO ${DOOMED}
     SELECT DISTINCT ${key.child.root}, child.tableoid, child.ctid, ${round}
       FROM ${rowsOf(key.child)} AS child
       JOIN ${rowsOf(key.parent)} AS parent ON ${refersTo(key)}
       JOIN ${DOOMED} AS doomed ON doomed.relation = parent.tableoid AND doomed.place = parent.ctid
                               AND doomed.round = ${round - 1}
      WHERE ${NOT_YET_DOOMED('child')}`,
  );
}

/** The relations of some roots. */
export async function readRelations(
  connection: Connection,
  roots: Iterable<number>,
): Promise<Map<number, Relation>> {
  const rows = await connection.query<{
    oid: string;
    schema: string;
    name: string;
    partitioned: boolean;
  }>(
    `SELECT class.oid::pg_catalog.int8 AS oid, namespace.nspname AS schema, class.relname AS name,
            class.relkind = 'p' AS partitioned
       FROM pg_catalog.pg_class AS class
       JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
      WHERE class.oid::pg_catalog.text IN (SELECT pg_catalog.json_array_elements_text($1::pg_catalog.json))
      ORDER BY namespace.nspname, class.relname`,
    [JSON.stringify([...roots].map(String))],
  );
  return new Map(
    rows.map((row) => [Number(row.oid), { ...row, oid: Number(row.oid), root: Number(row.oid) }]),
  );
}
