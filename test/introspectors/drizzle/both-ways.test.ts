import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDrizzleSchema } from '../../../introspectors/drizzle/read-drizzle-schema.ts';
import { runDrizzleSchema } from '../../../introspectors/drizzle/run/run-drizzle-schema.ts';
import { CASES, FIXTURES, projectOf, type Project } from './support/projects.ts';

interface Case {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly casing?: string;
}

const T3 = ['base', 'with-auth', 'with-better-auth'].flatMap((name) =>
  ['mysql', 'planetscale', 'postgres'].map((database) => `schema-drizzle/${name}-${database}.ts`),
);

const ALL: readonly Case[] = [
  { folder: join(FIXTURES, 'platform'), paths: ['packages/db/src/schema/*.ts'] },
  {
    folder: join(FIXTURES, 'platform'),
    paths: ['packages/db/src/schema/index.ts'],
    casing: 'snake_case',
  },
  { folder: join(FIXTURES, 'library'), paths: ['schema.ts', 'loans'] },
  { folder: join(FIXTURES, 'library'), paths: ['schema.ts'], casing: 'camelCase' },
  { folder: join(FIXTURES, 'documents'), paths: ['postgres.ts'] },
  { folder: join(FIXTURES, 'documents'), paths: ['mysql.ts'] },
  { folder: join(CASES, 'traps/drizzle'), paths: ['index.ts'] },
  { folder: join(CASES, 'traps/drizzle'), paths: ['*.ts'], casing: 'snake_case' },
  { folder: join(CASES, 'drizzle/ai-chatbot'), paths: ['lib/db/schema.ts'] },
  { folder: join(CASES, 'drizzle/saas-starter'), paths: ['lib/db/schema.ts'] },
  ...T3.map((path) => ({ folder: join(CASES, 'drizzle/create-t3-app'), paths: [path] })),
].filter(({ folder }) => existsSync(folder));

describe.each(ALL)('$folder $paths $casing', ({ folder, paths, casing }) => {
  let project: Project;
  beforeAll(() => {
    project = projectOf(folder);
  });
  afterAll(() => project.remove());

  it('is read as what it makes when it runs', async () => {
    const options = { root: project.root, casing };
    const read = readDrizzleSchema(paths, options);
    const run = await runDrizzleSchema(paths, options);
    expect(run).toEqual(read);
    expect(read.tables.flatMap(({ columns }) => columns.filter(({ unread }) => unread))).toEqual(
      [],
    );
  });
});
