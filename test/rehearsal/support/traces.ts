import pg from 'pg';
import { openMysqlClient, withMongodb, type ServerKind } from '../../support/servers.ts';

/** What rows that were taken back could have left in a database: rows, counters. */
export function tracesIn(kind: ServerKind, url: string): Promise<unknown> {
  if (kind === 'postgres') return inPostgres(url);
  return kind === 'mongodb' ? inMongodb(url) : inMysql(url);
}

const NAMES = `
  SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
   WHERE schemaname !~ '^pg_' AND schemaname NOT IN ('information_schema', 'gen_factories') ORDER BY 1`;

async function inPostgres(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(NAMES);
    const counts: Record<string, unknown> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${name}`);
      counts[name] = rows[0]!.rows;
    }
    const { rows: sequences } = await client.query(
      `SELECT schemaname, sequencename, last_value FROM pg_sequences
        WHERE schemaname <> 'gen_factories' ORDER BY 1, 2`,
    );
    return { counts, sequences };
  } finally {
    await client.end();
  }
}

async function inMysql(url: string): Promise<unknown> {
  const client = await openMysqlClient(url);
  try {
    const [tables] = await client.query(
      `SELECT TABLE_NAME AS name, COALESCE(AUTO_INCREMENT, 0) AS next FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE <> 'VIEW' ORDER BY 1`,
    );
    const counts: Record<string, unknown> = {};
    for (const { name } of tables as { name: string }[]) {
      const quoted = `\`${name.replaceAll('`', '``')}\``;
      // Of a sequence there is nothing to count.
      const [rows] = await client.query(`SELECT COUNT(*) AS found FROM ${quoted}`);
      counts[name] = rows;
    }
    return { tables, counts };
  } finally {
    await client.end();
  }
}

async function inMongodb(url: string): Promise<unknown> {
  const found: Record<string, number> = {};
  await withMongodb(url, async (client) => {
    const db = client.db();
    for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
      if (!name.startsWith('system.')) found[name] = await db.collection(name).countDocuments();
    }
  });
  return found;
}
