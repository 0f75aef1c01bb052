import { describe, expect, it } from 'vitest';
import { prismaReads, prismaVerdict } from './support/oracle.ts';
import { told, weRead } from './support/said.ts';
import { foreignPrismaSchemas, prismaFixtures } from './support/schemas.ts';

/** Others write to databases that we do not. */
const CASES = [...prismaFixtures(), ...foreignPrismaSchemas()].filter(({ files }) =>
  files.some(({ text }) => /provider\s*=\s*"(?:postgres(?:ql)?|mysql|mongodb)"/.test(text)),
);

describe.each(CASES)('$name', ({ files }) => {
  it('is taken by Prisma', () => {
    expect(prismaVerdict(files)).toBeNull();
  });

  it('is read as Prisma reads it', () => {
    const theirs = prismaReads(files)!;
    expect(told(weRead(files), theirs)).toEqual(theirs);
  });
});
