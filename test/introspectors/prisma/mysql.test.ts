import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';
import { createDatabase, forEachMysql, runMysql, type TestServer } from '../../support/servers.ts';
import { sortedKeys, withoutWordsOfFiles } from './support/compare.ts';
import { fixturePath, prismaFixture } from './support/schemas.ts';

forEachMysql((server) => {
  describe('prisma/bookshop-mysql', () => {
    it('is what the database is that Prisma makes of it', async () => {
      const sql = readFileSync(fixturePath('bookshop-mysql', 'schema.sql'), 'utf8');
      const { model } = readPrismaSchema(prismaFixture('bookshop-mysql'));
      const live = await introspectMade(server, sql);
      expect(sortedKeys(withoutWordsOfFiles(model))).toEqual(sortedKeys(live));
    });
  });
});

async function introspectMade(server: TestServer, sql: string): Promise<SchemaModel> {
  const database = await createDatabase(server, 'prisma');
  try {
    await runMysql(database.url, sql);
    const introspector = await openIntrospector(database.url);
    try {
      return await introspector.introspect();
    } finally {
      await introspector.close();
    }
  } finally {
    await database.drop();
  }
}
