import { BSON } from 'mongodb';
import pg from 'pg';
import { openMysqlClient, withMongodb, type ServerKind } from '../../support/servers.ts';

/** What a column holds, whatever its type is called. */
export type Held = 'text' | 'number' | 'boolean' | 'instant' | 'day' | 'json' | 'key';

export type ReadRow = Readonly<Record<string, unknown>>;

/**
 * The rows of a table as every database would have them: instants in ISO 8601, numbers as numbers, NULL for
 * what is absent. Keys are called `id`; what they are is each database's own.
 *
 * @param columns - of those asked for, what they hold
 */
export async function readRows(
  kind: ServerKind,
  url: string,
  table: string,
  columns: Readonly<Record<string, Held>>,
): Promise<readonly ReadRow[]> {
  const rows = await READERS[kind](url, table);
  return rows.map((row) => plainRow(row, columns));
}

/** A row as {@link readRows} reads it, from a database or from a factory. */
export function plainRow(row: ReadRow, columns: Readonly<Record<string, Held>>): ReadRow {
  return Object.fromEntries(
    Object.entries(columns).map(([name, held]) => {
      const stored = name === 'id' && !('id' in row) ? row['_id'] : row[name];
      return [name, plain(stored, held)];
    }),
  );
}

const READERS: Readonly<Record<ServerKind, (url: string, table: string) => Promise<ReadRow[]>>> = {
  postgres: readFromPostgres,
  mysql: readFromMysql,
  mariadb: readFromMysql,
  mongodb: (url, table) =>
    withMongodb(url, (client) => client.db().collection(table).find({}).toArray()),
};

async function readFromPostgres(url: string, table: string): Promise<ReadRow[]> {
  const asText = { getTypeParser: () => (text: string) => text };
  const client = new pg.Client({ connectionString: url, types: asText });
  await client.connect();
  try {
    await client.query("SET TIME ZONE 'UTC'");
    return (await client.query<ReadRow>(`SELECT * FROM ${table}`)).rows;
  } finally {
    await client.end();
  }
}

async function readFromMysql(url: string, table: string): Promise<ReadRow[]> {
  const client = await openMysqlClient(url);
  try {
    const [rows] = await client.query(`SELECT * FROM ${table}`);
    return rows as ReadRow[];
  } finally {
    await client.end();
  }
}

function plain(value: unknown, held: Held): unknown {
  if (value === null || value === undefined) return null;
  switch (held) {
    case 'number':
      return Number(String(value));
    case 'boolean':
      return value === true || value === 't' || value === 'true' || value === 1 || value === '1';
    case 'instant':
      return new Date(isoText(value)).toISOString();
    case 'day':
      return isoText(value).slice(0, 10);
    case 'json':
      return inOrder(typeof value === 'string' ? JSON.parse(value) : value);
    case 'key':
    case 'text':
      return value instanceof BSON.ObjectId ? value.toHexString() : String(value);
  }
}

/** Databases write instants of UTC with a space, and with a zone or without. */
function isoText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  const text = String(value).replace(' ', 'T');
  return /[Z+]|\d-\d\d$/.test(text.slice(10)) ? text.replace(/\+00$/, 'Z') : `${text}Z`;
}

/** Some databases keep the members of JSON in an order of their own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}
