import type { Connection } from '../../connections/connection.ts';
import { BUSY, INSUFFICIENT_PRIVILEGE, isServerError } from './database-error.ts';
import type { ForeignKey, Relation } from './foreign-keys.ts';
import { rowsOf } from './rows-of.ts';

/** Below this many rows DELETE is as fast, and triggers of the app see it. */
const WORTH_TRUNCATING = 1_000;

/**
 * Empties tables by one TRUNCATE where every row of each is to go, and no table left out refers to
 * them. Never by TRUNCATE CASCADE, which empties what it has not been told of.
 *
 * @param doomed - how many rows are to go, by root
 * @param relations - the tables of `doomed`, and those that refer to them
 * @returns false where rows have to be deleted instead; then nothing has changed
 */
export async function truncateWhole(
  connection: Connection,
  doomed: ReadonlyMap<number, number>,
  relations: ReadonlyMap<number, Relation>,
  keys: readonly ForeignKey[],
): Promise<boolean> {
  const total = [...doomed.values()].reduce((sum, rows) => sum + rows, 0);
  if (total < WORTH_TRUNCATING) return false;
  const tables = new Set(doomed.keys());
  for (const key of keys) if (doomed.has(key.parent.root)) tables.add(key.child.root);
  // A table that refers to one of those that were added, all empty, has to be named as well.
  for (let before = -1; before !== tables.size;) {
    before = tables.size;
    for (const key of keys) if (tables.has(key.parent.root)) tables.add(key.child.root);
  }
  const known = [...tables].flatMap((root) => relations.get(root) ?? []);
  if (known.length < tables.size || !(await mayTruncate(connection, known))) return false;
  for (const relation of known) {
    if (!(await isWhole(connection, relation, doomed.get(relation.root) ?? 0))) return false;
  }
  return truncate(connection, known);
}

/** TRUNCATE passes over row policies and over triggers and rules for DELETE; so it must not where there are any. */
async function mayTruncate(connection: Connection, tables: readonly Relation[]): Promise<boolean> {
  const [row] = await connection.query<{ may: boolean }>(
    `SELECT pg_catalog.bool_and(
              NOT pg_catalog.row_security_active(class.oid)
              AND pg_catalog.has_table_privilege(class.oid, 'TRUNCATE')
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger
                               WHERE tgrelid = class.oid AND NOT tgisinternal AND tgtype & 8 <> 0
                                 AND tgenabled <> 'D')
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite
                               WHERE ev_class = class.oid AND ev_type = '4')) AS may
       FROM pg_catalog.pg_class AS class
      WHERE class.oid::pg_catalog.text IN (SELECT pg_catalog.json_array_elements_text($1::pg_catalog.json))`,
    [JSON.stringify(tables.map((table) => String(table.oid)))],
  );
  return row?.may === true;
}

async function isWhole(connection: Connection, table: Relation, doomed: number): Promise<boolean> {
  const [row] = await connection.query<{ rows: string }>(
    doomed === 0
      ? `SELECT pg_catalog.count(*) AS rows FROM (SELECT FROM ${rowsOf(table)} LIMIT 1) AS any_row`
      : `SELECT pg_catalog.count(*) AS rows FROM ${rowsOf(table)}`,
  );
  return Number(row?.rows) === doomed;
}

/** Waits for readers a moment only: DELETE does not disturb them. */
async function truncate(connection: Connection, tables: readonly Relation[]): Promise<boolean> {
  await connection.execute('SAVEPOINT before_truncate');
  try {
    await connection.execute(`SET LOCAL lock_timeout = '2s'`);
    await connection.execute(`TRUNCATE ${tables.map(rowsOf).join(', ')}`);
    await connection.execute(`RELEASE SAVEPOINT before_truncate`);
    await connection.execute(`SET LOCAL lock_timeout = '10s'`);
    return true;
  } catch (error) {
    const bearable =
      isServerError(error) && (BUSY.has(error.code) || error.code === INSUFFICIENT_PRIVILEGE);
    if (!bearable) throw error;
    await connection.execute('ROLLBACK TO SAVEPOINT before_truncate');
    return false;
  }
}
