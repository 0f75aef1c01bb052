import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { formatTableName } from '../../schema/facts.ts';
import {
  childrenOfList,
  childrenOfRanges,
  isListed,
  isRanged,
  type DoomedTable,
} from './doomed-tables.ts';
import type { LiveRecord } from './find-records.ts';
import { childrenFirst, type ForeignKey } from './foreign-keys.ts';
import { deleteLike } from './listed-keys.ts';
import { keyExpression } from './keys.ts';
import { KEYS } from './ledger.ts';
import { quoteName, quoteTable } from './quote.ts';
import type { TableState } from './read-states.ts';
import { checkForeignKeys } from './settings.ts';

/** What is known of the rows that are to go. */
export interface Doom {
  readonly tables: ReadonlyMap<string, DoomedTable>;
  readonly keys: readonly ForeignKey[];
  readonly records: readonly LiveRecord[];
  readonly states: ReadonlyMap<string, TableState>;
}

export interface Deletion {
  /** How many rows of each table went. */
  readonly deleted: Readonly<Record<string, number>>;
  /** Tables whose rows were deleted without the server's checks. */
  readonly unchecked: ReadonlySet<string>;
}

/**
 * Deletes the doomed rows of all tables, children first. Where rows refer to each other there is no such
 * order: then the server's checks are off meanwhile, and the proof that no orphan is left is ours.
 */
export async function deleteDoomed(connection: MysqlConnection, doom: Doom): Promise<Deletion> {
  const named = new Map([...doom.tables].map(([name, { table }]) => [name, table]));
  const deleted: Record<string, number> = {};
  const unchecked = new Set<string>();
  for (const { table, circular } of childrenFirst(named, doom.keys)) {
    const name = formatTableName(table);
    if (circular) {
      unchecked.add(name);
      await clearReferences(connection, doom, name);
      await checkForeignKeys(connection, false);
    }
    try {
      const rows = await deleteFrom(connection, doom, name);
      if (rows > 0) deleted[name] = rows;
    } finally {
      if (circular) await checkForeignKeys(connection, true);
    }
  }
  return { deleted, unchecked };
}

/** What ON DELETE SET NULL would do, which it does not while checks are off. */
async function clearReferences(
  connection: MysqlConnection,
  { tables, keys, states }: Doom,
  name: string,
): Promise<void> {
  const parent = tables.get(name)!;
  for (const key of keys) {
    if (key.hangs || formatTableName(key.parent) !== name) continue;
    const cleared = key.pairs.map(({ child }) => `child.${quoteName(child)} = NULL`);
    // What an UPDATE does not name, it would set to the moment.
    const kept = (states.get(formatTableName(key.child))?.stamped ?? []).map(
      (column) => `child.${quoteName(column)} = child.${quoteName(column)}`,
    );
    const sources = [childrenOfList(key, parent)];
    if (parent.ranges.length > 0) sources.push(childrenOfRanges(key, parent));
    for (const { from, where } of sources) {
      await connection.execute(
        `UPDATE ${from} SET ${[...cleared, ...kept].join(', ')} WHERE ${where}`,
      );
    }
  }
}

async function deleteFrom(connection: MysqlConnection, doom: Doom, name: string): Promise<number> {
  const doomed = doom.tables.get(name)!;
  const table = quoteTable(doomed.table);
  let rows = await deleteSome(connection, doom, doomed);
  if (doomed.ranges.length > 0) {
    const { affectedRows } = await connection.execute(
      // A table that is named by its database cannot be called anything else here.
      `DELETE FROM ${table} WHERE ${isRanged(doomed, table)}`,
    );
    rows += affectedRows;
  }
  const { affectedRows } = await connection.execute(
    `DELETE t FROM ${table} AS t JOIN ${doomed.list} AS doomed ON ${isListed(doomed, 't')}`,
  );
  return rows + affectedRows;
}

/**
 * Of rows that are equal in every column, as many go as were written: the app may have some like them.
 * Those that are too many are taken off the list, and the right number is deleted by itself.
 */
async function deleteSome(
  connection: MysqlConnection,
  { records }: Doom,
  { table, list, likeness }: DoomedTable,
): Promise<number> {
  if (likeness === null) return 0;
  const runs = records
    .filter((record) => formatTableName(record.table) === formatTableName(table))
    .flatMap((record) => (record.table.key.kind === 'row' ? [record.run] : []));
  if (runs.length === 0) return 0;
  const more = await connection.query<{ row_key: string; ours: number }>(
    `SELECT HEX(doomed.row_key) AS row_key, listed.ours
       FROM ${list} AS doomed
       JOIN (SELECT row_key, COUNT(*) AS ours FROM ${KEYS}
              WHERE run IN (?) AND table_name = ? GROUP BY row_key) AS listed
         ON listed.row_key = doomed.row_key AND doomed.hangs = 0
       JOIN (SELECT ${keyExpression(likeness)} AS row_key, COUNT(*) AS present
               FROM ${quoteTable(table)} AS t GROUP BY 1) AS there
         ON there.row_key = listed.row_key AND there.present > listed.ours`,
    [runs, table.name],
  );
  let deleted = 0;
  for (const { row_key: hash, ours } of more) {
    await connection.execute(`DELETE FROM ${list} WHERE row_key = UNHEX(?)`, [hash]);
    deleted += await deleteLike(connection, table, likeness, { hash, rows: Number(ours) });
  }
  return deleted;
}
