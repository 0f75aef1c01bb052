import { describe, expect, it } from 'vitest';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import { readModel } from '../../end-to-end/support/round-trip.ts';
import { forEachMysql } from '../../support/servers.ts';
import { sortedKeys, withoutWordsOfFiles } from './support/compare.ts';
import { withMadeMysql } from './support/made.ts';
import { prismaFixture } from './support/schemas.ts';

forEachMysql((server) => {
  describe('prisma/bookshop-mysql', () => {
    it('is what the database is that Prisma makes of it', async () => {
      const { model } = readPrismaSchema(prismaFixture('bookshop-mysql'));
      const live = await withMadeMysql(server, 'bookshop-mysql', readModel);
      expect(sortedKeys(withoutWordsOfFiles(model))).toEqual(sortedKeys(live));
    });
  });
});
