import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/schema/canonical-json.ts';
import { compile, linkModules, SETTINGS } from '../support/compile.ts';
import {
  foreignMysqlSchemas,
  loadMysqlSchema,
  loadsOn,
  mysqlFixtures,
  type MysqlSchema,
} from '../support/mysql-schemas.ts';
import { createDatabase, forEachMysql, runMysql, type TestServer } from '../support/servers.ts';
import { loadDefinitions } from './support/definitions.ts';
import { driftOf } from './support/drift.ts';
import { expectGolden } from './support/golden.ts';
import { brokenRules, countRows, hashRows } from './support/mysql-rules.ts';
import { generateFrom, readModel, writeFactories, type Generated } from './support/round-trip.ts';

const SCALE = 0.1;
const GOLDEN = join(import.meta.dirname, '../golden/left-out-mysql.json');
/** Schemas whose generated files are written down, to be read. */
const GOLDEN_FILES = ['mysql/references', 'mysql/keys', 'mysql/charsets', 'mysql/tenants'];

/** What is left to a person or has no factory, and why, by schema. */
const leftOut: Record<string, Record<string, string>> = {};

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'gen-factories-'));
  linkModules(project);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

forEachMysql((server) => {
  const schemas = [...mysqlFixtures(), ...foreignMysqlSchemas()].filter(loadsOn(server));
  it.each(schemas)('$name', async (schema) => {
    const database = await createDatabase(server, 'round_trip');
    try {
      await loadMysqlSchema(database.url, schema);
      await roundTrip(database.url, server, schema);
    } finally {
      await database.drop();
    }
  });
});

describe('generated files', () => {
  it.each(Object.entries(SETTINGS))('compile under %s settings', (_, settings) => {
    expect(compile(project, settings)).toBe('');
  });

  it('leave out nothing of ours but what is written down', () => {
    const ours = Object.fromEntries(
      Object.entries(leftOut)
        .filter(([name]) => mysqlFixtures().some((schema) => schema.name === name))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    const text = `${JSON.stringify(ours, null, 2)}\n`;
    if (process.env['UPDATE']) writeFileSync(GOLDEN, text);
    expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
  });
});

/** Generates, seeds, looks, takes down, and looks whether anything changed. */
async function roundTrip(url: string, server: TestServer, schema: MysqlSchema): Promise<void> {
  const made = await generateFrom(url);
  if (GOLDEN_FILES.includes(schema.name) && server.kind === 'mysql') {
    await expectGolden(schema.name, made.generation.files);
  }
  const folder = join(project, `${server.kind}_${schema.name.replaceAll(/[^\w-]/g, '_')}`);
  writeFactories(folder, made.generation);
  const definitions = await loadDefinitions(folder);
  const { factory } = definitions;
  const { todos, skipped } = made.generation.summary;
  const noted = {
    ...Object.fromEntries(skipped.map((each) => [each.relation, each.reason])),
    ...factory.plan().skipped,
    ...Object.fromEntries(todos.map((each) => [`${each.table}.${each.column}`, each.reason])),
  };
  leftOut[schema.name] ??= noted;
  // Schemas of others have to be filled without a person's help.
  if (!schema.name.startsWith('mysql/') || schema.name.endsWith('.sql')) expect(todos).toEqual([]);

  const before = await countRows(url);
  const { rows } = await factory.up({ url, scale: SCALE });
  expect(await brokenRules(url, made.model, definitions)).toEqual([]);
  expect(await countRows(url)).toMatchObject(rows);
  const hash = await hashRows(url, tablesWithoutTimes(made.model.tables, rows));
  expect(await factory.down({ url })).toMatchObject({ orphans: 0 });
  expect(await countRows(url)).toEqual(before);

  await factory.up({ url, scale: SCALE });
  expect(await hashRows(url, tablesWithoutTimes(made.model.tables, rows))).toBe(hash);
  await factory.down({ url });
  expect(await countRows(url)).toEqual(before);
  const model = await readModel(url);
  expect(canonicalJson(model)).toBe(canonicalJson(made.model));
  expect((await generateFrom(url)).generation.files).toEqual(made.generation.files);
  await alter(url, made);
}

/** One change of the schema: it is told in words, and nothing else is. */
async function alter(url: string, { generation, model }: Generated): Promise<void> {
  const names = new Set(generation.summary.tables);
  const table = model.tables.find(({ name, limits }) => names.has(name) && limits === undefined)!;
  await runMysql(url, `ALTER TABLE \`${table.name}\` ADD COLUMN shoe_size smallint NOT NULL`);
  expect(await driftOf(url, generation, 'mysql')).toEqual([
    { at: `${table.name}.shoe_size`, what: 'new column smallint NOT NULL', breaking: true },
  ]);
}

/** Tables whose every row is ours: what defaults and triggers write is of the moment. */
function tablesWithoutTimes<
  T extends { readonly name: string; readonly columns: readonly Column[] },
>(tables: readonly T[], rows: Readonly<Record<string, number>>): readonly T[] {
  return tables.filter(
    (table) =>
      Object.hasOwn(rows, table.name) &&
      table.columns.every(
        ({ default: sql, generated }) =>
          (sql === null || !/\(|current_timestamp/i.test(sql)) &&
          !generated?.expression.startsWith('ROW '),
      ),
  );
}

interface Column {
  readonly default: string | null;
  readonly generated: { readonly expression: string } | null;
}
