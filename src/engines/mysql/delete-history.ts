import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { isDenied } from './database-error.ts';
import type { Doom } from './delete-doomed.ts';
import { isListed, isRanged, type DoomedTable } from './doomed-tables.ts';
import { quoteTable } from './quote.ts';

/**
 * Deletes what system-versioned tables keep of rows that are gone. MariaDB can delete all history or what
 * is older than a moment, but none of some rows: where there is any of the app's, ours stays beside it.
 *
 * @param deleted - how many rows went, by table
 */
export async function deleteHistory(
  connection: MysqlConnection,
  { tables, states }: Doom,
  deleted: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [name, doomed] of tables) {
    if (deleted[name] === undefined || states.get(name)?.versioned !== true) continue;
    if (!(await isAllOurs(connection, doomed))) continue;
    try {
      await connection.execute(`DELETE HISTORY FROM ${quoteTable(doomed.table)}`);
    } catch (error) {
      // It takes a privilege of its own.
      if (!isDenied(error)) throw error;
    }
  }
}

async function isAllOurs(connection: MysqlConnection, doomed: DoomedTable): Promise<boolean> {
  const table = quoteTable(doomed.table);
  const count = async (rest: string): Promise<number> => {
    const [row] = await connection.query<{ found: number }>(
      `SELECT COUNT(*) AS found FROM ${table} ${rest}`,
    );
    return Number(row?.found);
  };
  const all = (await count('FOR SYSTEM_TIME ALL')) - (await count(''));
  const ranged = await count(`FOR SYSTEM_TIME ALL AS t WHERE ${isRanged(doomed, 't')}`);
  const listed = await count(
    `FOR SYSTEM_TIME ALL AS t JOIN ${doomed.list} AS doomed ON ${isListed(doomed, 't')}`,
  );
  return ranged + listed === all;
}
