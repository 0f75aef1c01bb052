import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDrizzleSchema } from '../../../introspectors/drizzle/read-drizzle-schema.ts';
import { loadPostgresParser, type ParseCheck } from '../../../src/checks/parse-postgres.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../../support/servers.ts';
import { comparable } from './support/compare-models.ts';
import { introspect } from './support/introspect.ts';
import { CASES, FIXTURES } from './support/projects.ts';

interface Case {
  readonly name: string;
  readonly root: string;
  readonly paths: readonly string[];
  readonly casing?: string;
  /** What drizzle-kit makes of it. */
  readonly ddl: string;
}

const OWN: readonly Case[] = [
  {
    name: 'platform',
    root: join(FIXTURES, 'platform'),
    paths: ['packages/db/src/schema/*.ts'],
    casing: 'snake_case',
    ddl: join(FIXTURES, 'platform/schema.sql'),
  },
  {
    name: 'traps',
    root: join(FIXTURES, 'traps'),
    paths: ['schema'],
    ddl: join(FIXTURES, 'traps/schema.sql'),
  },
];

const FOREIGN: readonly Case[] = [
  ...['ai-chatbot', 'saas-starter'].map((name) => ({
    name,
    root: join(CASES, 'drizzle', name),
    paths: ['lib/db/schema.ts'],
    ddl: join(CASES, 'drizzle', name, 'derived/postgresql.sql'),
  })),
  ...['with-auth-postgres', 'with-better-auth-postgres'].map((name) => ({
    name,
    root: join(CASES, 'drizzle/create-t3-app'),
    paths: [`schema-drizzle/${name}.ts`],
    ddl: join(CASES, 'drizzle/create-t3-app/derived', `${name}.sql`),
  })),
].filter(({ ddl }) => existsSync(ddl));

let parse: ParseCheck;
beforeAll(async () => {
  parse = await loadPostgresParser();
});

forEachServer((server) => {
  for (const { name, root, paths, casing, ddl } of [
    ...OWN.filter(({ ddl }) => existsSync(ddl)),
    ...FOREIGN,
  ]) {
    const sql = readFileSync(ddl, 'utf8');
    const since = Number(/^-- since: (\d+)/.exec(sql)?.[1] ?? 14);
    describe.skipIf(server.major < since)(name, () => {
      let database: TestDatabase;
      beforeAll(async () => {
        database = await createDatabase(server, `drizzle-${name}`);
        await runSql(database.url, sql);
      });
      afterAll(() => database.drop());

      it('is read as the database that drizzle-kit makes of it', async () => {
        const read = readDrizzleSchema(paths, { root, casing });
        const live = await introspect(database.url);
        expect(comparable(read, parse)).toEqual(comparable(live, parse));
      });
    });
  }
});
