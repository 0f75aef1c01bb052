import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Project } from '../support/cli.ts';

const PRISMA = `datasource db {
  provider = "postgresql"
}

model User {
  id Int @id @default(autoincrement())
}
`;

const DRIZZLE = `import { pgTable, serial } from 'drizzle-orm/pg-core';
export const users = pgTable('users', { id: serial().primaryKey() });
`;

let project: Project;
beforeEach(() => {
  project = new Project();
  project.write({ 'prisma/schema.prisma': PRISMA, 'src/schema.ts': DRIZZLE });
});
afterEach(() => project.remove());

/** The one error that a command ends with. */
async function errorOf(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await project.run(args);
  expect([status, stdout]).toEqual([2, '']);
  return stderr;
}

describe('what schemas are read from', () => {
  it.each([
    [['--dialect', 'mysql'], '--dialect'],
    [['--casing', 'snake_case'], '--casing'],
    [['--drizzle-exec'], '--drizzle-exec'],
  ])('Prisma has no use for %s', async (flags, named) => {
    for (const source of [['--prisma'], ['--prisma', 'prisma/schema.prisma']]) {
      const error = await errorOf('generate', ...source, ...flags);
      expect(error).toContain(`error [USAGE] ${named} is for Drizzle's files`);
      expect(error).toContain('schema.prisma says');
    }
  });

  it('a config names files of one tool', async () => {
    project.write({
      'gen-factories.config.ts': `export default { prisma: 'prisma/schema.prisma', drizzle: 'src/schema.ts' };`,
    });
    const error = await errorOf('generate');
    expect(error).toContain('error [CONFIG_INVALID] "prisma" and "drizzle" are both given');
    expect(error).toContain('gen-factories.config.ts');
  });

  it.each([
    ["dialect: 'sqlite'", 'error [SERVER_UNSUPPORTED] Schemas of "sqlite" cannot be read', '2:12'],
    [
      "dialect: 'mysql', casing: 'Pascal'",
      'error [CONFIG_INVALID] There is no casing "Pascal"',
      '2:29',
    ],
    ["dialect: 'mysql', ) ", 'error [SCHEMA_FILE_INVALID] A syntax error', '2:21'],
  ])('a drizzle.config.ts with an error is named with the place: %s', async (line, what, place) => {
    project.write({
      'drizzle.config.ts': `export default {\n  ${line},\n  schema: 'src/schema.ts' };`,
    });
    for (const flags of [['--drizzle'], ['--drizzle', 'drizzle.config.ts']]) {
      const error = await errorOf('generate', ...flags);
      expect(error).toContain(what);
      expect(error).toContain(`drizzle.config.ts:${place}`);
    }
  });

  it('a folder without schema files is one, and not a file that is missing', async () => {
    project.write({ 'src/empty/notes.md': '' });
    const folder = await errorOf('generate', '--drizzle', 'src/empty');
    expect(folder).toContain(
      'There is no file of TypeScript or JavaScript in the folder "src/empty"',
    );
    const missing = await errorOf('generate', '--drizzle', 'src/nothing');
    expect(missing).toContain('There is nothing at "src/nothing"');
    const pattern = await errorOf('generate', '--drizzle', 'src/**/*.schema.ts');
    expect(pattern).toContain('No schema file matches "src/**/*.schema.ts"');
  });
});
