import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDrizzleSchema } from '../../../introspectors/drizzle/read-drizzle-schema.ts';
import { loadPostgresParser, type ParseCheck } from '../../../src/checks/parse-postgres.ts';
import { countRows } from '../../end-to-end/support/constraints.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../../support/servers.ts';
import { ddlOf, POSTGRES_CASES } from './support/cases.ts';
import { comparable } from './support/compare-models.ts';
import { introspect } from './support/introspect.ts';
import { differences } from './support/differences.ts';
import { DIFFERENCES } from './support/known-differences.ts';
import { seedFrom } from './support/seed-from.ts';

/** Forty tables, on a machine where others work. */
const LONG = { timeout: 120_000 };

let parse: ParseCheck;
beforeAll(async () => {
  parse = await loadPostgresParser();
});

forEachServer((server) => {
  for (const each of POSTGRES_CASES) {
    describe.skipIf(server.major < each.since)(each.name, () => {
      let database: TestDatabase;
      const read = readDrizzleSchema(each.paths, each);
      beforeAll(async () => {
        database = await createDatabase(server, 'drizzle');
        await runSql(database.url, ddlOf(each));
      });
      afterAll(() => database.drop());

      it('is read as the database that drizzle-kit makes of it', async () => {
        const live = await introspect(database.url);
        expect(comparable(read, parse)).toEqual(comparable(live, parse));
      });

      it('differs from it in nothing but what is listed', async () => {
        const live = await introspect(database.url);
        expect(differences(read, live)).toEqual(DIFFERENCES[each.name]);
      });

      it('has definitions that seed that database, and leave nothing', LONG, async () => {
        await seedFrom(read, database.url);
        expect(await countRows(database.url, read.tables)).toEqual({});
      });
    });
  }
});
