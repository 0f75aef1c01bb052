import { describe, expect, it } from 'vitest';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import type { SchemaModel, Table, UniqueKey } from '../../../src/schema/schema.ts';
import { readModel } from '../../end-to-end/support/round-trip.ts';
import { forEachMysql } from '../../support/servers.ts';
import { sortedKeys, withoutReferences, withoutWordsOfFiles } from './support/compare.ts';
import { mysqlDdl } from './support/mysql-ddl.ts';
import { withMadeMysql, withMysql } from './support/made.ts';
import { foreignMysql, prismaFixture } from './support/schemas.ts';

const UMAMI = foreignMysql(
  'prisma/umami-mysql/db/mysql/schema.prisma',
  'prisma/umami-mysql/derived/mysql.sql',
);

forEachMysql((server) => {
  describe('prisma/bookshop-mysql', () => {
    it('is what the database is that Prisma makes of it', async () => {
      const { model } = readPrismaSchema(prismaFixture('bookshop-mysql'));
      const live = await withMadeMysql(server, 'bookshop-mysql', readModel);
      expect(sortedKeys(withoutWordsOfFiles(model))).toEqual(sortedKeys(live));
    });

    it('is what the database is of which tests make other schemas', async () => {
      const { model } = readPrismaSchema(prismaFixture('bookshop-mysql'));
      const theirs = await withMadeMysql(server, 'bookshop-mysql', readModel);
      const ours = await withMysql(server, mysqlDdl(model), readModel);
      expect(sortedKeys(ours)).toEqual(sortedKeys(theirs));
    });
  });

  // Its SQL was made by others, without the second index that `@id @unique` makes.
  describe.skipIf(UMAMI === undefined)('prisma/umami-mysql', () => {
    it('is what the SQL beside it makes, but for keys that are there twice', async () => {
      const { files, sql } = UMAMI!;
      const { model, foreignKeys } = readPrismaSchema(files);
      expect(foreignKeys).toBe(false);
      const live = await withMysql(server, sql, readModel);
      const said = withoutReferences(withoutWordsOfFiles(model));
      expect(sortedKeys(withoutSecondKeys(said))).toEqual(sortedKeys(live));
    });
  });
});

function withoutSecondKeys(model: SchemaModel): SchemaModel {
  const isSecond = ({ primaryKey }: Table, { parts: [part, other] }: UniqueKey): boolean =>
    other === undefined && part?.kind === 'column' && part.column === primaryKey?.columns[0];
  const tables = model.tables.map((table) => ({
    ...table,
    uniques: table.uniques.filter((unique) => !isSecond(table, unique)),
  }));
  return { ...model, tables };
}
