import { describe, expect, it } from 'vitest';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import { prismaFixture } from './support/schemas.ts';

const FIELDS = Array.from(
  { length: 20 },
  (_, n) => `  field${n} String? @map("field_${n}") @db.VarChar(${n + 10})`,
);

/** Models of 25 lines, each of which refers to the one before. */
function manyModels(count: number): string {
  const models = Array.from({ length: count }, (_, n) =>
    [
      `model Model${n} {`,
      '  id Int @id @default(autoincrement())',
      ...FIELDS,
      ...(n > 0
        ? [
            '  beforeId Int',
            `  before Model${n - 1} @relation(fields: [beforeId], references: [id])`,
          ]
        : []),
      ...(n < count - 1 ? [`  after Model${n + 1}[]`] : []),
      '  @@unique([field1, field2])',
      '}',
    ].join('\n'),
  );
  return ['datasource db {\n  provider = "postgresql"\n}', ...models].join('\n\n');
}

describe('reading', () => {
  it('takes well under a second for 100 models', () => {
    const files = [{ path: 'schema.prisma', text: manyModels(100) }];
    // Others work on the machine as well: what counts is the time of processors.
    const times = [1, 2, 3].map(() => {
      const start = process.cpuUsage();
      expect(readPrismaSchema(files).model.tables).toHaveLength(100);
      const { user, system } = process.cpuUsage(start);
      return Math.round((user + system) / 1000);
    });
    console.log(`100 models of 25 lines: ${times.join(', ')} ms`);
    expect(Math.min(...times)).toBeLessThan(1000);
  });

  it('gives the same model for the same files, in any order', () => {
    const files = prismaFixture('agency');
    const once = JSON.stringify(readPrismaSchema(files));
    expect(JSON.stringify(readPrismaSchema(files))).toBe(once);
    expect(JSON.stringify(readPrismaSchema([...files].reverse()))).toBe(once);
  });

  it('says where tables and columns are written', () => {
    const { model } = readPrismaSchema(prismaFixture('agency'));
    const avatar = model.tables.find(({ name }) => name === 'avatars')!;
    expect(avatar.at).toEqual({ file: 'models/people.prisma', line: 84 });
    expect(avatar.columns.map(({ at }) => at?.line)).toEqual([86, 87, 88, 89]);
    const tags = model.tables.find(({ name }) => name === '_ProjectToTag')!;
    expect(tags.at?.file).toBe('models/work.prisma');
  });
});
