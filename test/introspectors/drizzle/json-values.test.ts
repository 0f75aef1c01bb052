import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDrizzleSchema } from '../../../introspectors/drizzle/read-drizzle-schema.ts';
import { generate } from '../../../src/codegen/generate.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';
import { loadDefinitions } from '../../end-to-end/support/definitions.ts';
import { expectGolden } from '../../end-to-end/support/golden.ts';
import { OPTIONS, writeFactories } from '../../end-to-end/support/round-trip.ts';
import { linkModules } from '../../support/compile.ts';
import {
  createDatabase,
  forEachMysql,
  forEachServer,
  openMysqlClient,
  runMysql,
  runSql,
} from '../../support/servers.ts';
import { misfit } from './support/fits-type.ts';
import { FIXTURES } from './support/projects.ts';

const ROOT = join(FIXTURES, 'documents');
const ROWS = 300;

const postgres = readDrizzleSchema(['postgres.ts'], { root: ROOT });
const mysql = readDrizzleSchema(['mysql.ts'], { root: ROOT });

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'gen-factories-json-'));
  linkModules(project);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('columns of JSON with a type', () => {
  it('have definitions that say what is in them', async () => {
    await expectGolden('drizzle-documents', (await generate(postgres, OPTIONS)).files);
    await expectGolden('drizzle-documents-mysql', (await generate(mysql, OPTIONS)).files);
  });

  it('are read as the same again', () => {
    expect(readDrizzleSchema(['postgres.ts'], { root: ROOT })).toEqual(postgres);
  });
});

forEachServer((server) => {
  it('hold values of their types', { timeout: 60_000 }, async () => {
    const database = await createDatabase(server, 'json');
    await runSql(database.url, readFileSync(join(ROOT, 'postgres.sql'), 'utf8'));
    await fill(postgres, database.url);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await expectTyped(postgres, async (table) => (await client.query(table)).rows);
    await client.end();
    await database.drop();
  });
});

forEachMysql((server) => {
  it('hold values of their types', { timeout: 60_000 }, async () => {
    const database = await createDatabase(server, 'json');
    await runMysql(database.url, readFileSync(join(ROOT, 'mysql.sql'), 'utf8'));
    await fill(mysql, database.url);
    const client = await openMysqlClient(database.url);
    await expectTyped(mysql, async (query) => (await client.query(query))[0]);
    await client.end();
    await database.drop();
  });
});

async function fill(model: SchemaModel, url: string): Promise<void> {
  const folder = join(project, 'factories');
  const generation = await generate(model, OPTIONS);
  expect(generation.summary.todos).toEqual([]);
  writeFactories(folder, generation);
  const { factory } = await loadDefinitions(folder);
  const counts = Object.fromEntries(model.tables.map(({ name }) => [name, ROWS]));
  await factory.with({ counts }).up({ url });
}

/** Every value of a column is of its type, some are not NULL, and no two are the same. */
async function expectTyped(
  model: SchemaModel,
  rowsOf: (query: string) => Promise<unknown>,
): Promise<void> {
  for (const { name: table, columns } of model.tables) {
    const rows = (await rowsOf(`SELECT * FROM ${table}`)) as Readonly<Record<string, unknown>>[];
    expect(rows).toHaveLength(ROWS);
    for (const { name, shape } of columns) {
      if (shape === undefined) continue;
      // MariaDB keeps JSON as text.
      const values = rows
        .map(
          (row) => (typeof row[name] === 'string' ? JSON.parse(row[name]) : row[name]) as unknown,
        )
        .filter((value) => value !== null);
      expect(values.length).toBeGreaterThan(ROWS / 2);
      const misfits = values.map((value) => misfit(value, shape, `${table}.${name}`));
      expect([...new Set(misfits)]).toEqual([undefined]);
      expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(20);
    }
  }
}
