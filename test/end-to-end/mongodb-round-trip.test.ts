import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectionInfo } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../src/codegen/generate.ts';
import { canonicalJson } from '../../src/schema/canonical-json.ts';
import type { SchemaModel, Table } from '../../src/schema/schema.ts';
import { compile, linkModules, SETTINGS } from '../support/compile.ts';
import {
  isFerretdb,
  loadMongodbSchema,
  mongodbFixtures,
  type MongodbSchema,
} from '../support/mongodb-schemas.ts';
import { createDatabase, forEachMongodb, withMongodb } from '../support/servers.ts';
import { loadDefinitions } from './support/definitions.ts';
import { driftOf } from './support/drift.ts';
import { expectGolden } from './support/golden.ts';
import {
  brokenReferences,
  countDocuments,
  emptyCollections,
  hashDocuments,
} from './support/mongodb-rules.ts';
import { generateFrom, OPTIONS, readModel, writeFactories } from './support/round-trip.ts';

const SCALE = 0.1;
/** Schemas whose generated files are written down, to be read. */
const GOLDEN_FILES = ['mongodb/shop', 'mongodb/documents'];

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'gen-factories-'));
  linkModules(project);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

forEachMongodb((server) => {
  const schemas = mongodbFixtures().filter((each) => !each.needsMongodb || !isFerretdb(server));
  it.each(schemas)('$name', async (schema) => {
    const database = await createDatabase(server, 'round_trip');
    try {
      await loadMongodbSchema(database.url, schema);
      await roundTrip(database.url, schema);
    } finally {
      await database.drop();
    }
  });
});

describe('generated files', () => {
  it.each(Object.entries(SETTINGS))('compile under %s settings', (_, settings) => {
    expect(compile(project, settings)).toBe('');
  });
});

/** Generates from documents, seeds empty collections, looks, takes down, and looks whether anything changed. */
async function roundTrip(url: string, schema: MongodbSchema): Promise<void> {
  const made = await generateFrom(url);
  if (GOLDEN_FILES.includes(schema.name)) await expectGolden(schema.name, made.generation.files);
  const { todos } = made.generation.summary;
  expect(todos).toEqual([]);
  const folder = join(project, schema.name.replaceAll(/[^\w-]/g, '_'));
  writeFactories(folder, made.generation);
  const definitions = await loadDefinitions(folder);
  const { factory } = definitions;
  expect(factory.plan().skipped).toEqual({});
  await emptyCollections(url);
  const empty = await readModel(url);

  const { rows } = await factory.up({ url, scale: SCALE });
  expect(await countDocuments(url)).toMatchObject(rows);
  expect(await brokenReferences(url, definitions)).toEqual([]);
  const names = Object.keys(rows);
  const hash = await hashDocuments(url, names);
  expect(await factory.down({ url })).toMatchObject({ orphans: 0 });
  expect(await countDocuments(url)).toEqual({});

  await factory.up({ url, scale: SCALE });
  expect(await hashDocuments(url, names)).toBe(hash);
  await factory.down({ url });
  expect(await countDocuments(url)).toEqual({});
  const model = await readModel(url);
  expect(canonicalJson(model)).toBe(canonicalJson(empty));
  const again = (await generate(model, OPTIONS)).files;
  expect(again).toEqual((await generate(empty, OPTIONS)).files);
  await alter(url, empty);
}

/** One change of a validator, or a first one: it is told in words, and nothing else is. */
async function alter(url: string, model: SchemaModel): Promise<void> {
  const generation = await generate(model, OPTIONS);
  const [{ name }] = model.tables as readonly [Table];
  await withMongodb(url, async (client) => {
    const [found] = await client.db().listCollections({ name }).toArray();
    const { validator = {} } = (found as CollectionInfo).options as { validator?: object };
    const shoeSize = { required: ['shoe_size'], properties: { shoe_size: { bsonType: 'int' } } };
    const changed = { $and: [validator, { $jsonSchema: shoeSize }] };
    await client.db().command({ collMod: name, validator: changed });
  });
  expect(await driftOf(url, generation, 'mongodb')).toContainEqual({
    at: `${name}.shoe_size`,
    what: 'new column int NOT NULL',
    breaking: true,
  });
}
