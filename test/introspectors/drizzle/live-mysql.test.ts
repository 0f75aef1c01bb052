import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDrizzleSchema } from '../../../introspectors/drizzle/read-drizzle-schema.ts';
import { parseMysqlCheck } from '../../../src/checks/parse-mysql.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { comparable } from './support/compare-models.ts';
import { introspect } from './support/introspect.ts';
import { CASES, FIXTURES } from './support/projects.ts';

interface Case {
  readonly name: string;
  readonly root: string;
  readonly paths: readonly string[];
  readonly ddl: string;
  /** MariaDB has no keys by expression. */
  readonly mysqlOnly?: true;
}

const OWN: readonly Case[] = [
  {
    name: 'library',
    root: join(FIXTURES, 'library'),
    paths: ['schema.ts', 'loans'],
    ddl: join(FIXTURES, 'library/schema.sql'),
    mysqlOnly: true,
  },
];

const FOREIGN: readonly Case[] = ['with-auth-mysql', 'with-better-auth-mysql']
  .map((name) => ({
    name,
    root: join(CASES, 'drizzle/create-t3-app'),
    paths: [`schema-drizzle/${name}.ts`],
    ddl: join(CASES, 'drizzle/create-t3-app/derived', `${name}.sql`),
  }))
  .filter(({ ddl }) => existsSync(ddl));

forEachMysql((server) => {
  for (const { name, root, paths, ddl, mysqlOnly } of [...OWN, ...FOREIGN]) {
    describe.skipIf(mysqlOnly === true && server.kind === 'mariadb')(name, () => {
      let database: TestDatabase;
      beforeAll(async () => {
        database = await createDatabase(server, `drizzle-${name}`);
        await runMysql(database.url, readFileSync(ddl, 'utf8'));
      });
      afterAll(() => database.drop());

      it('is read as the database that drizzle-kit makes of it', async () => {
        const read = readDrizzleSchema(paths, { root });
        const live = await introspect(database.url);
        expect(comparable(read, parseMysqlCheck)).toEqual(comparable(live, parseMysqlCheck));
      });
    });
  }
});
