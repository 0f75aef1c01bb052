import { MongoClient } from 'mongodb';
import mysql from 'mysql2/promise';
import pg from 'pg';
import type { TestServer } from './servers.ts';

export async function describePostgres(url: string): Promise<TestServer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ version: string; number: number }>(
    `SELECT current_setting('server_version') AS version,
            current_setting('server_version_num')::int AS number`,
  );
  await client.end();
  const [row = { version: '?', number: 0 }] = rows;
  const [version = row.version] = row.version.split(' ');
  const major = Math.floor(row.number / 10_000);
  return { kind: 'postgres', name: `PostgreSQL ${version}`, major, url };
}

export async function describeMysql(url: string): Promise<TestServer> {
  const client = await mysql.createConnection(url.replace(/^mariadb:/, 'mysql:'));
  const [rows] = await client.query('SELECT VERSION() AS version');
  await client.end();
  const [{ version } = { version: '?' }] = rows as { version: string }[];
  const [number = version] = /\d+\.\d+\.\d+/.exec(version) ?? [];
  const kind = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  const name = `${kind === 'mariadb' ? 'MariaDB' : 'MySQL'} ${number}`;
  return { kind, name, major: Number.parseInt(number), url };
}

export async function describeMongodb(url: string): Promise<TestServer> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 1000 });
  try {
    const { version, ferretdb } = await client.db('admin').command({ buildInfo: 1 });
    const name = ferretdb
      ? `FerretDB ${ferretdb.version} (MongoDB ${version})`
      : `MongoDB ${version}`;
    return { kind: 'mongodb', name, major: Number.parseInt(version), url };
  } finally {
    await client.close();
  }
}
