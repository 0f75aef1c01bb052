import { describe, expect, it } from 'vitest';
import { prismaReads, prismaVerdict } from './support/oracle.ts';
import { weRead, type Said, type SaidModel } from './support/said.ts';
import { foreignPrismaSchemas, prismaFixtures } from './support/schemas.ts';

const CASES = [...prismaFixtures(), ...foreignPrismaSchemas()];

describe.each(CASES)('$name', ({ files }) => {
  it('is taken by Prisma', () => {
    expect(prismaVerdict(files)).toBeNull();
  });

  it('is read as Prisma reads it', () => {
    const theirs = prismaReads(files);
    expect(told(weRead(files), theirs)).toEqual(theirs);
  });
});

/** Of what we read what Prisma tells of: it leaves out what is ignored, and enums that nothing uses. */
function told(ours: Said, theirs: Said): Said {
  const models = pick(ours.models, theirs.models, (model, name) =>
    toldModel(model, theirs.models[name]!),
  );
  return {
    models,
    enums: pick({ ...theirs.enums, ...ours.enums }, theirs.enums, (labels) => labels),
  };
}

function toldModel(ours: SaidModel, theirs: SaidModel): SaidModel {
  return { ...ours, fields: pick(ours.fields, theirs.fields, (field) => field) };
}

function pick<T>(
  from: Readonly<Record<string, T>>,
  wanted: Readonly<Record<string, unknown>>,
  change: (value: T, name: string) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.keys(wanted).flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, change(value, name)] as const];
    }),
  );
}
