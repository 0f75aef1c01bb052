import type { RowDataPacket } from 'mysql2';
import { openMysqlClient } from '../../../support/servers.ts';

/** Runs one statement on a connection of its own. */
export async function select<Row extends object = Record<string, unknown>>(
  url: string,
  sql: string,
): Promise<Row[]> {
  const client = await openMysqlClient(url);
  try {
    await client.query(`SET time_zone = '+00:00'`);
    const [rows] = await client.query<RowDataPacket[]>(sql);
    return rows.map((row) => ({ ...row })) as unknown as Row[];
  } finally {
    await client.end();
  }
}

export async function countOf(url: string, table: string): Promise<number> {
  const [row] = await select<{ found: number }>(url, `SELECT COUNT(*) AS found FROM ${table}`);
  return row!.found;
}

/** All rows of all tables, by a hash, and where their counters stand. */
export async function snapshot(url: string): Promise<Record<string, readonly unknown[]>> {
  const client = await openMysqlClient(url);
  try {
    const [tables] = await client.query<RowDataPacket[]>(
      `SELECT TABLE_NAME AS name FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY 1`,
    );
    const found: Record<string, readonly unknown[]> = {};
    for (const { name } of tables) {
      const quoted = `\`${String(name).replaceAll('`', '``')}\``;
      const [rows] = await client.query<RowDataPacket[]>(`SELECT * FROM ${quoted}`);
      await client.query(`ANALYZE TABLE ${quoted}`);
      const [[counter]] = await client.query<RowDataPacket[]>(
        `SELECT AUTO_INCREMENT AS next FROM information_schema.TABLES
          WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?`,
        [name],
      );
      found[name] = [counter?.['next'], ...rows.map((row) => JSON.stringify(row)).sort()];
    }
    return found;
  } finally {
    await client.end();
  }
}
