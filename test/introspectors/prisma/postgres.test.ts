import { describe, expect, it } from 'vitest';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import { readModel } from '../../end-to-end/support/round-trip.ts';
import { forEachServer } from '../../support/servers.ts';
import { withoutReferences, withoutWordsOfFiles } from './support/compare.ts';
import { withMadePostgres } from './support/made.ts';
import { foreignPrismaSchemas, prismaFixtures } from './support/schemas.ts';

const CASES = [...prismaFixtures(), ...foreignPrismaSchemas()].filter(({ files }) =>
  files.some(({ text }) => /provider\s*=\s*"postgres(?:ql)?"/.test(text)),
);

forEachServer((server) => {
  describe.each(CASES)('$name', ({ files }) => {
    it('is what the database is that Prisma makes of it', async () => {
      const live = await withMadePostgres(server, files, readModel);
      const { model, foreignKeys } = readPrismaSchema(files);
      const said = withoutWordsOfFiles({ ...model, skipped: [] });
      // Views are made by hand, so that they are in the file alone.
      expect(live.skipped).toEqual([]);
      // Where the database keeps no relations, the file alone knows of them.
      expect(foreignKeys ? said : withoutReferences(said)).toEqual(live);
    });
  });
});
