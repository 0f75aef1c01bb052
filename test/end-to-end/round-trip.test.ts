import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFactories, type AnyFactory } from '../../src/cli/load-factories.ts';
import { generate } from '../../src/codegen/generate.ts';
import { canonicalJson } from '../../src/schema/canonical-json.ts';
import { formatTableName } from '../../src/schema/facts.ts';
import { compile, linkModules, SETTINGS } from '../support/compile.ts';
import { createDatabase, forEachServer, type TestDatabase } from '../support/servers.ts';
import {
  attackSchemas,
  demoSchema,
  foreignSchemas,
  loadSchema,
  postgresSchemas,
  type TestSchema,
} from '../support/schemas.ts';
import { brokenRules, countRows, hashRows } from './support/constraints.ts';
import { readDefinitions } from './support/definitions.ts';
import {
  generateFrom,
  OPTIONS,
  readModel,
  writeFactories,
  type Generated,
} from './support/round-trip.ts';

const SCALE = 0.04;
const OURS = [demoSchema(), ...postgresSchemas(), ...attackSchemas()];
const GOLDEN = join(import.meta.dirname, '../golden/left-out.json');

/** What is left to a person or has no factory, and why, by schema. */
const leftOut: Record<string, Record<string, string>> = {};

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'gen-factories-'));
  linkModules(project);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

forEachServer((server) => {
  const schemas = [...OURS, ...foreignSchemas()].filter(({ since }) => since <= server.major);
  it.each(schemas)('$name', async (schema) => {
    const database = await createDatabase(server, 'round_trip');
    try {
      await loadSchema(database.url, schema);
      await roundTrip(database, schema);
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
    const ours = Object.fromEntries(OURS.map(({ name }) => [name, leftOut[name] ?? {}]));
    const text = `${JSON.stringify(ours, null, 2)}\n`;
    if (process.env['UPDATE']) writeFileSync(GOLDEN, text);
    expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
  });
});

/** Generates, seeds, looks, takes down, seeds again, takes down, and looks whether anything changed. */
async function roundTrip({ url }: TestDatabase, schema: TestSchema): Promise<void> {
  const made = await generateFrom(url);
  const folder = join(project, schema.name.replaceAll(/[^\w-]/g, '_'));
  writeFactories(folder, made.generation);
  const factory = await loadFactories(folder);
  noteLeftOut(schema, made, factory);
  makeLastRows(factory);

  const { tables } = made.model;
  const { rows } = await factory.up({ url, scale: SCALE });
  const definitions = await readDefinitions(join(folder, 'generated'));
  expect(await brokenRules(url, made.model, definitions)).toEqual([]);
  const counts = await countRows(url, tables);
  // Triggers may write rows of their own, also into other tables.
  if (tables.some((table) => table.triggers.length > 0)) {
    for (const [table, count] of Object.entries(rows)) {
      expect(counts[table]).toBeGreaterThanOrEqual(count);
    }
  } else {
    expect(counts).toEqual(rows);
  }
  // What triggers write is of the moment.
  const planned = tables.filter(
    (table) => counts[formatTableName(table)] === rows[formatTableName(table)],
  );
  const hash = await hashRows(url, planned);
  await takeDown(factory, url, made);

  await inTimeZone('Pacific/Auckland', () => factory.up({ url, scale: SCALE }));
  expect(await hashRows(url, planned)).toBe(hash);
  await takeDown(factory, url, made);

  const model = await readModel(url);
  expect(canonicalJson(model)).toBe(canonicalJson(made.model));
  expect((await generate(model, OPTIONS)).files).toEqual(made.generation.files);
}

/** Schemas of others have to be filled without a person's help. */
function noteLeftOut({ name }: TestSchema, { generation }: Generated, factory: AnyFactory): void {
  const { todos, skipped } = generation.summary;
  const noted = {
    ...Object.fromEntries(skipped.map((each) => [each.relation, each.reason])),
    ...factory.plan().skipped,
    ...Object.fromEntries(todos.map((each) => [`${each.table}.${each.column}`, each.reason])),
  };
  leftOut[name] = noted;
  if (OURS.some((ours) => ours.name === name)) return;
  expect(todos).toEqual([]);
  expect(Object.values(noted).filter((reason) => !reason.startsWith('bookkeeping'))).toEqual([]);
}

/** Counts are within what keys have room for, at full size too. */
function makeLastRows(factory: AnyFactory): void {
  const { skipped } = factory.plan();
  for (const table of factory.tables) {
    const count = factory.count(table);
    if (count > 0 && skipped[table] === undefined) factory.row(table, count - 1);
  }
}

async function takeDown(factory: AnyFactory, url: string, { model }: Generated): Promise<void> {
  expect(await factory.down({ url })).toMatchObject({ orphans: 0 });
  expect(await countRows(url, model.tables)).toEqual({});
}

async function inTimeZone<T>(zone: string, run: () => Promise<T>): Promise<T> {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return await run();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}
