import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { readSchema } from '../../../introspectors/mongodb/read-schema.ts';
import { buildSchema } from '../../../src/schema/build-schema.ts';
import { canonicalJson } from '../../../src/schema/canonical-json.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';
import {
  isFerretdb,
  loadMongodbSchema,
  mongodbFixtures,
  rowsOf,
  type MongodbSchema,
} from '../../support/mongodb-schemas.ts';
import { createDatabase, forEachMongodb, type TestDatabase } from '../../support/servers.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures');

function goldenOf({ name }: MongodbSchema): string {
  return join(FOLDER, name, 'expected-model.json');
}

forEachMongodb((server) => {
  const loaded = mongodbFixtures().filter((each) => !each.needsMongodb || !isFerretdb(server));
  describe.each(loaded)('$name', (schema) => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase(server, 'fixture');
      await loadMongodbSchema(database.url, schema);
    });
    afterAll(() => database.drop());

    it('is read as expected', async () => {
      const model = await introspect(database.url);
      if (process.env['UPDATE']) writeFileSync(goldenOf(schema), model);
      expect(model).toBe(readFileSync(goldenOf(schema), 'utf8'));
    });

    it('is read the same again', async () => {
      expect(await introspect(database.url)).toBe(await introspect(database.url));
    });
  });
});

describe.each(mongodbFixtures())('$name', (schema) => {
  it('is read as expected from what MongoDB lists', () => {
    const model = canonicalJson(withoutReferences(buildSchema(readSchema(rowsOf(schema)))));
    // Of what FerretDB does not know, this is all that can be known here.
    if (schema.needsMongodb && process.env['UPDATE']) writeFileSync(goldenOf(schema), model);
    const golden = JSON.parse(readFileSync(goldenOf(schema), 'utf8')) as SchemaModel;
    expect(model).toBe(canonicalJson(withoutReferences(golden)));
  });
});

/** References are found by looking documents up. */
function withoutReferences(model: SchemaModel): SchemaModel {
  return { ...model, tables: model.tables.map((table) => ({ ...table, references: [] })) };
}

async function introspect(url: string): Promise<string> {
  const introspector = await openIntrospector(url);
  try {
    return canonicalJson(await introspector.introspect());
  } finally {
    await introspector.close();
  }
}
