import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDrizzleSchema } from '../../../introspectors/drizzle/read-drizzle-schema.ts';
import { parseMysqlCheck } from '../../../src/checks/parse-mysql.ts';
import { countRows } from '../../end-to-end/support/mysql-rules.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { ddlOf, MYSQL_CASES } from './support/cases.ts';
import { comparable } from './support/compare-models.ts';
import { introspect } from './support/introspect.ts';
import { differences } from './support/differences.ts';
import { DIFFERENCES } from './support/known-differences.ts';
import { seedFrom } from './support/seed-from.ts';

/** On a machine where others work. */
const LONG = { timeout: 120_000 };

forEachMysql((server) => {
  for (const each of MYSQL_CASES) {
    describe.skipIf(each.mysqlOnly === true && server.kind === 'mariadb')(each.name, () => {
      let database: TestDatabase;
      const read = readDrizzleSchema(each.paths, each);
      beforeAll(async () => {
        database = await createDatabase(server, 'drizzle');
        await runMysql(database.url, ddlOf(each));
      });
      afterAll(() => database.drop());

      it('is read as the database that drizzle-kit makes of it', async () => {
        const live = await introspect(database.url);
        expect(comparable(read, parseMysqlCheck)).toEqual(comparable(live, parseMysqlCheck));
      });

      it('differs from it in nothing but what is listed', async () => {
        const live = await introspect(database.url);
        expect(differences(read, live)).toEqual(DIFFERENCES[each.name]);
      });

      it('has definitions that seed that database, and leave nothing', LONG, async () => {
        await seedFrom(read, database.url);
        const counts = await countRows(database.url);
        expect(read.tables.filter(({ name }) => name in counts)).toEqual([]);
      });
    });
  }
});
