import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findDrizzleMigrations,
  findPrismaMigrations,
} from '../../../introspectors/migrations/find-migrations.ts';
import { introspectMigrations } from '../../../introspectors/migrations/introspect-migrations.ts';
import { projectFolder } from './support/histories.ts';

const PRISMA = projectFolder('prisma');
const DRIZZLE = projectFolder('drizzle');

const PRISMA_FILES = [
  'prisma/migrations/20240101090000_init/migration.sql',
  'prisma/migrations/20240215120000_soft_delete/migration.sql',
  'prisma/migrations/20240301080000_ranges/migration.sql',
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gen-factories-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function paths(found: ReturnType<typeof findPrismaMigrations>): readonly string[] | undefined {
  return found?.files.map(({ path }) => path);
}

describe('migrations of Prisma', () => {
  it('are found beside the schema file, by the order of their names', () => {
    const found = findPrismaMigrations(join(PRISMA, 'prisma/schema.prisma'), PRISMA);
    expect(paths(found)).toEqual(PRISMA_FILES);
    expect(found?.folder).toBe(join(PRISMA, 'prisma/migrations'));
    expect(found?.notes).toEqual([]);
  });

  it('are found in and beside a folder of schema files, and where the config says', () => {
    const sql = { 'migrations/1_a/migration.sql': 'SELECT 1;' };
    write({ 'prisma/schema/user.prisma': '', 'prisma/migrations/1_a/migration.sql': 'SELECT 1;' });
    expect(paths(findPrismaMigrations(join(folder, 'prisma/schema'), folder))).toEqual([
      'prisma/migrations/1_a/migration.sql',
    ]);
    expect(paths(findPrismaMigrations(join(folder, 'prisma'), folder))).toEqual([
      'prisma/migrations/1_a/migration.sql',
    ]);
    write(Object.fromEntries(Object.entries(sql).map(([path, text]) => [`db/${path}`, text])));
    const set = findPrismaMigrations(join(folder, 'prisma'), folder, join(folder, 'db/migrations'));
    expect(paths(set)).toEqual(['db/migrations/1_a/migration.sql']);
  });

  it('may be missing', () => {
    expect(findPrismaMigrations(join(folder, 'schema.prisma'), folder)).toBeNull();
    write({ 'migrations/migration_lock.toml': '' });
    expect(findPrismaMigrations(join(folder, 'schema.prisma'), folder)).toBeNull();
  });

  it('are read in their order', async () => {
    const found = findPrismaMigrations(join(PRISMA, 'prisma/schema.prisma'), PRISMA);
    const { model, notes } = await introspectMigrations(found!.files, { dialect: 'postgres' });
    expect(notes).toEqual([]);
    const user = model.tables.find(({ name }) => name === 'User');
    expect(user?.uniques.map(({ name, where }) => [name, where])).toEqual([
      ['User_email_key', '("deletedAt" IS NULL)'],
      ['User_email_lower', null],
    ]);
  });
});

describe('migrations of Drizzle', () => {
  it('are those of the journal, in its order', () => {
    const found = findDrizzleMigrations(join(DRIZZLE, 'journal'), DRIZZLE);
    expect(paths(found)).toEqual([
      'journal/0000_zz_last_by_name.sql',
      'journal/0001_aa_first_by_name.sql',
    ]);
    expect(found?.notes).toEqual([
      { what: 'journal/0002_lost.sql is not there', where: 'journal/meta/_journal.json' },
    ]);
  });

  it('end statements at their breakpoints', async () => {
    const found = findDrizzleMigrations(join(DRIZZLE, 'journal'), DRIZZLE);
    const { model, notes } = await introspectMigrations(found!.files, { dialect: 'postgres' });
    expect(notes).toEqual([]);
    expect(model.tables.map(({ name }) => name)).toEqual(['teams']);
    expect(model.tables[0]?.checks).toEqual([
      { name: 'seats_positive', expression: '(seats > 0)', columns: ['seats'], enforced: true },
    ]);
    expect(model.tables[0]?.uniques.map(({ name }) => name)).toEqual(['teams_name_lower']);
  });

  it('are in folders of 1.0, where MySQL knows no such comment either', async () => {
    const found = findDrizzleMigrations(join(DRIZZLE, 'folders'), DRIZZLE);
    expect(paths(found)).toEqual([
      'folders/20250101000000_init/migration.sql',
      'folders/20250102000000_more/migration.sql',
    ]);
    const { model, notes } = await introspectMigrations(found!.files, { dialect: 'mysql' });
    expect(notes).toEqual([]);
    expect(model.tables[0]?.columns.map(({ name }) => name)).toEqual(['id', 'name', 'seats']);
    expect(model.tables[0]?.checks.map(({ expression }) => expression)).toEqual(['`seats` > 0']);
  });

  it('are taken by their names where the journal cannot be read', () => {
    write({ 'meta/_journal.json': '{', '0002_b.sql': '', '0001_a.sql': '' });
    const found = findDrizzleMigrations(folder, folder);
    expect(paths(found)).toEqual(['0001_a.sql', '0002_b.sql']);
    expect(found?.notes.map(({ where }) => where)).toEqual(['meta/_journal.json']);
  });

  it('may be missing', () => {
    expect(findDrizzleMigrations(join(folder, 'drizzle'), folder)).toBeNull();
    expect(findDrizzleMigrations(folder, folder)).toBeNull();
  });
});
