import { describe, expect, it } from 'vitest';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import type { SourceFile } from '../../../introspectors/prisma/source/source-file.ts';
import { GenFactoriesError } from '../../../src/errors.ts';
import { FORMS, MEANINGS } from './support/inputs.ts';
import { prismaReads, prismaVerdict } from './support/oracle.ts';
import { told, weRead } from './support/said.ts';

const DATASOURCE = 'datasource db {\n  provider = "postgresql"\n}\n';

/** A schema of no database says nothing of tables: Prisma takes it, we cannot. */
const STRICT: readonly string[] = ['no datasource'];

describe.each([...Object.entries(FORMS), ...Object.entries(MEANINGS)])('%s', (name, text) => {
  const hasOwn = /^(?:datasource|generator) \w+ \{/m.test(text);
  const files = [
    {
      path: 'schema.prisma',
      text: hasOwn && !text.startsWith('generator c {') ? text : DATASOURCE + text,
    },
  ];

  it('is taken or refused as Prisma does', () => {
    const theirs = prismaVerdict(files);
    const ours = ourVerdict(files);
    if (STRICT.includes(name)) {
      expect([theirs, ours]).toEqual([null, expect.any(String)]);
      return;
    }
    expect({ ours, theirs }).toEqual(
      theirs === null ? { ours: null, theirs } : { ours: expect.any(String), theirs },
    );
  });

  it('is read as Prisma reads it', (context) => {
    if (prismaVerdict(files) !== null || STRICT.includes(name)) return context.skip();
    const theirs = prismaReads(files);
    // Prisma itself gives up on names that begin in another alphabet.
    if (theirs === null) return context.skip();
    expect(told(weRead(files), theirs)).toEqual(theirs);
  });
});

/** The message of the error; an error of another kind is none that a user should see. */
function ourVerdict(files: readonly SourceFile[]): string | null {
  try {
    readPrismaSchema(files);
    return null;
  } catch (error) {
    if (!(error instanceof GenFactoriesError)) throw error;
    return error.message;
  }
}
