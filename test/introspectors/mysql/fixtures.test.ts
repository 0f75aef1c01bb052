import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { canonicalJson } from '../../../src/schema/canonical-json.ts';
import {
  foreignMysqlSchemas,
  loadMysqlSchema,
  loadsOn,
  mysqlFixtures,
} from '../../support/mysql-schemas.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type ServerKind,
  type TestDatabase,
} from '../../support/servers.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures');

forEachMysql((server) => {
  describe.each(mysqlFixtures().filter(loadsOn(server)))('$name', (schema) => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase(server, 'fixture');
      await loadMysqlSchema(database.url, schema);
    });
    afterAll(() => database.drop());

    it('is read as expected', async () => {
      const model = await introspect(database.url);
      const golden = goldenOf(schema.name, server.kind, model);
      if (process.env['UPDATE']) writeFileSync(golden, model);
      expect(model).toBe(readFileSync(golden, 'utf8'));
    });

    it('is read the same whatever mode the server is in', async () => {
      const plain = await introspect(database.url);
      await runMysql(
        server.url,
        `SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'`,
      );
      try {
        expect(await introspect(database.url)).toBe(plain);
      } finally {
        await runMysql(server.url, 'SET GLOBAL sql_mode = DEFAULT');
      }
    });
  });

  it.each(foreignMysqlSchemas().filter(loadsOn(server)))('$name can be read', async (schema) => {
    const database = await createDatabase(server, 'case');
    await loadMysqlSchema(database.url, schema);
    const model = JSON.parse(await introspect(database.url)) as { tables: unknown[] };
    await database.drop();
    expect(model.tables.length).toBeGreaterThan(0);
  });
});

/** Where the flavours differ, each has a file of its own. */
function goldenOf(name: string, kind: ServerKind, model: string): string {
  const shared = join(FOLDER, name, 'expected-model.json');
  const own = join(FOLDER, name, `expected-model.${kind}.json`);
  if (existsSync(own)) return own;
  const differs = existsSync(shared) && readFileSync(shared, 'utf8') !== model;
  return process.env['UPDATE'] && kind === 'mariadb' && differs ? own : shared;
}

async function introspect(url: string): Promise<string> {
  const introspector = await openIntrospector(url);
  try {
    return canonicalJson(await introspector.introspect());
  } finally {
    await introspector.close();
  }
}
