import { describe, expect, it } from 'vitest';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import type { SourceFile } from '../../../introspectors/prisma/source/source-file.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';
import { createDatabase, forEachServer, runSql, type TestServer } from '../../support/servers.ts';
import { withoutReferences, withoutWordsOfFiles } from './support/compare.ts';
import { prismaSql } from './support/schema-engine.ts';
import { foreignPrismaSchemas, prismaFixtures } from './support/schemas.ts';

const CASES = [...prismaFixtures(), ...foreignPrismaSchemas()].filter(({ files }) =>
  files.some(({ text }) => /provider\s*=\s*"postgres(?:ql)?"/.test(text)),
);

/** Prisma makes none of these by itself. */
const EXTENSIONS = 'CREATE EXTENSION IF NOT EXISTS citext;';

forEachServer((server) => {
  describe.each(CASES)('$name', ({ files }) => {
    it('is what the database is that Prisma makes of it', async () => {
      const live = await introspectMade(server, files);
      const { model, foreignKeys } = readPrismaSchema(files);
      const said = withoutWordsOfFiles({ ...model, skipped: [] });
      // Views are made by hand, so that they are in the file alone.
      expect(live.skipped).toEqual([]);
      // Where the database keeps no relations, the file alone knows of them.
      expect(foreignKeys ? said : withoutReferences(said)).toEqual(live);
    });
  });
});

async function introspectMade(
  server: TestServer,
  files: readonly SourceFile[],
): Promise<SchemaModel> {
  const database = await createDatabase(server, 'prisma');
  try {
    await runSql(database.url, EXTENSIONS + (await prismaSql(files)));
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
