import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Project } from '../support/cli.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

const GOLDEN = join(import.meta.dirname, '../golden/demo-bytes.json');
const CLOCK = pathToFileURL(join(import.meta.dirname, 'support/shifted-clock.mjs')).href;
const DEMO = readFileSync(join(import.meta.dirname, '../../fixtures/demo/schema.sql'), 'utf8');

/** A hash of every table as COPY writes it; sorted, as the server puts rows where there is room. */
async function hashTables(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET timezone = 'UTC'");
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname COLLATE "C"`,
    );
    const hashes: Record<string, string> = {};
    for (const { name } of rows) {
      const chunks: Buffer[] = [];
      for await (const chunk of client.query(copyTo(`COPY "${name}" TO STDOUT`))) {
        chunks.push(chunk as Buffer);
      }
      const lines = Buffer.concat(chunks).toString().split('\n').sort();
      hashes[name] = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
    }
    return hashes;
  } finally {
    await client.end();
  }
}

forEachServer((server) => {
  const project = new Project();
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase(server, 'bytes');
    await runSql(database.url, DEMO);
    expect((await project.run(['generate', '--url', database.url])).stderr).toBe('');
  });
  afterAll(async () => {
    project.remove();
    await database.drop();
  });

  /** Seeds, hashes, takes down. */
  async function bytes(flags: readonly string[], env: Readonly<Record<string, string>>) {
    const up = await project.run(['up', '--url', database.url, '--scale', '0.1', ...flags], env);
    expect(up.stderr).toBe('');
    const hashes = await hashTables(database.url);
    await project.run(['down', '--url', database.url]);
    return hashes;
  }

  it('writes the bytes that are written down, wherever, whenever and on however many threads', async () => {
    const plain = await bytes([], { TZ: 'UTC' });
    if (process.env['UPDATE'] === '1') writeFileSync(GOLDEN, `${JSON.stringify(plain, null, 2)}\n`);
    expect(plain).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
    const elsewhere = await bytes(['--workers', '3'], {
      TZ: 'Pacific/Auckland',
      LC_ALL: 'da_DK.UTF-8',
      LANG: 'et_EE.UTF-8',
      NODE_OPTIONS: `--import ${CLOCK}`,
    });
    expect(elsewhere).toEqual(plain);
  }, 120_000);
});
