import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDrizzleSchema } from '../../../introspectors/drizzle/read-drizzle-schema.ts';
import { parseMysqlCheck } from '../../../src/checks/parse-mysql.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { ddlOf, MYSQL_CASES } from './support/cases.ts';
import { comparable } from './support/compare-models.ts';
import { introspect } from './support/introspect.ts';
import { outcomeOf } from './support/seed-from.ts';

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

      it('has definitions that seed that database', async () => {
        const live = await introspect(database.url);
        const outcome = await outcomeOf(read, database.url);
        // What a live database's own definitions cannot fill is no matter of files.
        expect(outcome).toBe(outcome === 'seeded' ? outcome : await outcomeOf(live, database.url));
      });
    });
  }
});
