import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { introspectPostgres } from '../../../introspectors/postgres/introspect.ts';
import { openConnection } from '../../../src/connections/open-connection.ts';
import { canonicalJson } from '../../../src/schema/canonical-json.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../../support/servers.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/postgres');
const CASES = readdirSync(FOLDER).sort();

/** A fixture that older servers cannot load says so in its first line. */
function since(sql: string): number {
  return Number(/^-- since: (\d+)/.exec(sql)?.[1] ?? 14);
}

/** Sessions that spell the same catalogue in different ways. */
const ODD_SESSION = `
  ALTER DATABASE %I SET TimeZone = 'America/St_Johns';
  ALTER DATABASE %I SET DateStyle = 'German, DMY';
  ALTER DATABASE %I SET IntervalStyle = 'iso_8601';
  ALTER DATABASE %I SET search_path = app, ext, "Sales Team", public;
  ALTER DATABASE %I SET extra_float_digits = -10;
  ALTER DATABASE %I SET bytea_output = 'escape';
  ALTER DATABASE %I SET lc_monetary = 'C.UTF-8';
  ALTER DATABASE %I SET quote_all_identifiers = on;
  ALTER DATABASE %I SET standard_conforming_strings = off`;

forEachServer((server) => {
  for (const name of CASES) {
    const sql = readFileSync(join(FOLDER, name, 'schema.sql'), 'utf8');
    describe.skipIf(server.major < since(sql))(name, () => {
      let database: TestDatabase;
      beforeAll(async () => {
        database = await createDatabase(server, name);
        await runSql(database.url, sql);
      });
      afterAll(() => database.drop());

      it('is read as expected', async () => {
        const model = await introspect(database.url);
        const golden = join(FOLDER, name, 'expected-model.json');
        if (process.env['UPDATE']) writeFileSync(golden, model);
        expect(model).toBe(readFileSync(golden, 'utf8'));
      });

      it('is read the same in a session with other settings', async () => {
        const plain = await introspect(database.url);
        const databaseName = new URL(database.url).pathname.slice(1);
        await runSql(server.url, ODD_SESSION.replaceAll('%I', `"${databaseName}"`));
        expect(await introspect(database.url)).toBe(plain);
      });
    });
  }
});

describe('on PGlite', () => {
  it.each(['names', 'partitions'])('%s is read as expected', async (name) => {
    const sql = readFileSync(join(FOLDER, name, 'schema.sql'), 'utf8');
    const connection = await openConnection('pglite://memory');
    for (const statement of sql.split(/;$/m)) await connection.execute(statement);
    const model = canonicalJson(await introspectPostgres(connection));
    await connection.close();
    expect(model).toBe(readFileSync(join(FOLDER, name, 'expected-model.json'), 'utf8'));
  });
});

async function introspect(url: string): Promise<string> {
  const introspector = await openIntrospector(url);
  try {
    return canonicalJson(await introspector.introspect());
  } finally {
    await introspector.close();
  }
}
