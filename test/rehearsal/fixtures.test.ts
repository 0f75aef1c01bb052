import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyCollections } from '../end-to-end/support/mongodb-rules.ts';
import { onOneServer } from '../support/cli.ts';
import { linkModules } from '../support/compile.ts';
import { isFerretdb, loadMongodbSchema, mongodbFixtures } from '../support/mongodb-schemas.ts';
import {
  foreignMysqlSchemas,
  loadMysqlSchema,
  loadsOn,
  mysqlFixtures,
} from '../support/mysql-schemas.ts';
import {
  attackSchemas,
  demoSchema,
  foreignSchemas,
  loadSchema,
  postgresSchemas,
} from '../support/schemas.ts';
import {
  createDatabase,
  forEachMongodb,
  forEachMysql,
  type TestServer,
} from '../support/servers.ts';
import { tracesIn } from './support/traces.ts';
import { generateFrom, writeFactories } from '../end-to-end/support/round-trip.ts';
import { failuresOf, tryFolder, trySchema } from './support/try-schema.ts';

/** Of the definitions as they are generated, the database takes a row of each; none is there afterwards. */
let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'gen-factories-'));
  linkModules(project);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

async function expectTaken(
  server: TestServer,
  name: string,
  load: (url: string) => Promise<void>,
): Promise<void> {
  const database = await createDatabase(server, 'rehearsal');
  try {
    await load(database.url);
    const before = await tracesIn(server.kind, database.url);
    const folder = join(project, name.replaceAll(/[^\w-]/g, '_'));
    const tried = await trySchema(folder, database.url);
    expect(failuresOf(tried)).toEqual([]);
    expect(await tracesIn(server.kind, database.url)).toEqual(before);
  } finally {
    await database.drop();
  }
}

onOneServer((server) => {
  const schemas = [demoSchema(), ...postgresSchemas(), ...attackSchemas(), ...foreignSchemas()];
  it.each(schemas.filter(({ since }) => since <= server.major))('$name', (schema) =>
    expectTaken(server, schema.name, (url) => loadSchema(url, schema)),
  );
});

forEachMysql((server) => {
  const schemas = [...mysqlFixtures(), ...foreignMysqlSchemas()];
  it.each(schemas.filter(loadsOn(server)))('$name', (schema) =>
    expectTaken(server, schema.name, (url) => loadMysqlSchema(url, schema)),
  );
});

forEachMongodb((server) => {
  const schemas = mongodbFixtures().filter((each) => !each.needsMongodb || !isFerretdb(server));
  it.each(schemas)('$name', async (schema) => {
    const database = await createDatabase(server, 'rehearsal');
    try {
      await loadMongodbSchema(database.url, schema);
      const folder = join(project, schema.name.replaceAll(/[^\w-]/g, '_'));
      // What is in the fixture's documents tells of the schema, and is in the way of others.
      const { generation } = await generateFrom(database.url);
      writeFactories(folder, generation);
      await emptyCollections(database.url);
      const before = await tracesIn('mongodb', database.url);
      expect(failuresOf(await tryFolder(folder, database.url))).toEqual([]);
      expect(await tracesIn('mongodb', database.url)).toEqual(before);
    } finally {
      await database.drop();
    }
  });
});
