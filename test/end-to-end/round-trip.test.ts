import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnyFactory } from '../../src/cli/load-factories.ts';
import { definitionKey } from '../../src/codegen/names.ts';
import type { RenderedFile } from '../../src/codegen/render-file.ts';
import { canonicalJson } from '../../src/schema/canonical-json.ts';
import { formatTableName } from '../../src/schema/facts.ts';
import { compile, linkModules, SETTINGS } from '../support/compile.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';
import {
  attackSchemas,
  demoSchema,
  foreignSchemas,
  loadSchema,
  postgresSchemas,
  type TestSchema,
} from '../support/schemas.ts';
import { brokenRules, countRows, hashRows } from './support/constraints.ts';
import { loadDefinitions, type Definitions } from './support/definitions.ts';
import { driftOf } from './support/drift.ts';
import { expectGolden } from './support/golden.ts';
import { generateFrom, writeFactories, type Generated } from './support/round-trip.ts';

const SCALE = 0.04;
const OURS = [demoSchema(), ...postgresSchemas(), ...attackSchemas()];
const GOLDEN = join(import.meta.dirname, '../golden/left-out.json');
/** Schemas whose generated files are written down, to be read. */
const GOLDEN_FILES = [
  'demo',
  'postgres/checks',
  'postgres/keys',
  'postgres/partitions',
  'postgres/references',
  'attacks/arithmetic',
  'attacks/bound-references',
  'attacks/diamonds',
  'attacks/partial-keys',
  'attacks/shop',
  'attacks/tenant-composites',
  'attacks/tenant-keys',
];

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

/** What the first server that a schema was tried on gave; all others have to give the same. */
interface Tried {
  readonly files: readonly RenderedFile[];
  readonly definitions: Definitions;
  hash: string | undefined;
}
const tried = new Map<string, Tried>();

/** Generates, seeds, looks, takes down, and looks whether anything changed. */
async function roundTrip({ url }: TestDatabase, schema: TestSchema): Promise<void> {
  const made = await generateFrom(url);
  const first = tried.get(schema.name) ?? (await tryFirst(schema, made));
  const { definitions } = first;
  const { factory } = definitions;
  expect(made.generation.files).toEqual(first.files);

  const { tables } = made.model;
  const { rows } = await factory.up({ url, scale: SCALE });
  expect(await brokenRules(url, made.model, definitions)).toEqual([]);
  const counts = await countRows(url, tables);
  // Triggers may write rows of their own, also into other tables.
  const triggers = tables.some((table) => table.triggers.length > 0);
  if (triggers) expect(Object.keys(counts)).toEqual(expect.arrayContaining(Object.keys(rows)));
  else expect(counts).toEqual(rows);
  // What they write is of the moment.
  const planned = tables.map((table) => [table, formatTableName(table)] as const);
  const same = planned.flatMap(([table, name]) => (counts[name] === rows[name] ? [table] : []));
  const hash = await hashRows(url, same);
  await takeDown(factory, url, made);

  if (first.hash === undefined) {
    first.hash = hash;
    await inTimeZone('Pacific/Auckland', () => factory.up({ url, scale: SCALE }));
    expect(await hashRows(url, same)).toBe(hash);
    await takeDown(factory, url, made);
  }
  expect(hash).toBe(first.hash);
  const again = await generateFrom(url);
  expect(canonicalJson(again.model)).toBe(canonicalJson(made.model));
  expect(again.generation.files).toEqual(made.generation.files);
  await alter(url, made);
}

/** One change of the schema: it is told in words, and nothing else is. */
async function alter(url: string, { generation, model }: Generated): Promise<void> {
  const names = new Set(generation.summary.tables);
  const table = model.tables.find(
    (each) =>
      each.partitioning === null && each.inherits.length === 0 && names.has(definitionKey(each)),
  );
  if (table === undefined) return;
  const quoted = [table.schema, table.name].map((part) => `"${part.replaceAll('"', '""')}"`);
  await runSql(url, `ALTER TABLE ${quoted.join('.')} ADD COLUMN shoe_size smallint NOT NULL`);
  const changes = await driftOf(url, generation, 'postgres');
  expect(changes.filter(({ at }) => at.startsWith(`${definitionKey(table)}.`))).toEqual([
    {
      at: `${definitionKey(table)}.shoe_size`,
      what: 'new column smallint NOT NULL',
      breaking: true,
    },
  ]);
}

/** Writes and loads what was generated. */
async function tryFirst(schema: TestSchema, made: Generated): Promise<Tried> {
  const { files } = made.generation;
  if (GOLDEN_FILES.includes(schema.name)) await expectGolden(schema.name, files);
  const folder = join(project, schema.name.replaceAll(/[^\w-]/g, '_'));
  writeFactories(folder, made.generation);
  const definitions = await loadDefinitions(folder);
  const { factory } = definitions;
  noteLeftOut(schema, made, factory);
  makeLastRows(factory);
  const first = { files, definitions, hash: undefined };
  tried.set(schema.name, first);
  return first;
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
    const { table: name } = factory.settings.tables[table]!;
    if (count > 0 && skipped[name] === undefined) factory.row(table, count - 1);
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
