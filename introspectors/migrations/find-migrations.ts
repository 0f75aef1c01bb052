import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MigrationFile, MigrationNote } from './migrated-schema.ts';

/** Migrations as they lie in a project, in the order in which they are applied. */
export interface FoundMigrations {
  /** The folder they were found in. */
  readonly folder: string;
  /** The folder as the project calls it. */
  readonly shown: string;
  readonly files: readonly MigrationFile[];
  /** Files that are named and not there, and their like. */
  readonly notes: readonly MigrationNote[];
}

/**
 * Finds the migrations of a Prisma schema: `migrations/<name>/migration.sql`, in the folder of the
 * schema file, in the folder that is the schema, or beside that.
 *
 * @param schema - the path of the schema file, or of a folder of them
 * @param root - the project's folder, which paths are shown from
 * @param folder - where `prisma.config.ts` says they are
 * @returns null where there are none
 */
export function findPrismaMigrations(
  schema: string,
  root: string,
  folder?: string,
): FoundMigrations | null {
  const home = isFolder(schema) ? schema : dirname(schema);
  const usual = [join(home, 'migrations'), join(dirname(home), 'migrations')];
  const candidates = folder === undefined ? usual : [folder];
  for (const candidate of candidates) {
    const files = inFolders(candidate, root);
    if (files.length > 0)
      return { folder: candidate, shown: shown(candidate, root), files, notes: [] };
  }
  return null;
}

/**
 * Finds the migrations that drizzle-kit wrote: those that `meta/_journal.json` lists, or of 1.0 the
 * `migration.sql` of each folder.
 *
 * @param out - the folder that `drizzle.config.ts` calls `out`
 * @param root - the project's folder, which paths are shown from
 * @returns null where there are none
 */
export function findDrizzleMigrations(out: string, root: string): FoundMigrations | null {
  const journal = join(out, 'meta', '_journal.json');
  const found = existsSync(journal) ? inJournal(out, journal, root) : null;
  const { files, notes } = found ?? { files: inFolders(out, root), notes: [] };
  if (files.length === 0 && notes.length === 0) return null;
  return { folder: out, shown: shown(out, root), files, notes };
}

/** `<name>/migration.sql`, by name: names begin with the time. */
function inFolders(folder: string, root: string): readonly MigrationFile[] {
  if (!isFolder(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name, 'migration.sql'))
    .filter((path) => existsSync(path))
    .map((path) => readMigration(path, root));
}

function inJournal(
  out: string,
  journal: string,
  root: string,
): Pick<FoundMigrations, 'files' | 'notes'> {
  const tags = tagsIn(readFileSync(journal, 'utf8'));
  const where = shown(journal, root);
  if (tags === null) {
    const files = readdirSync(out).filter((name) => name.endsWith('.sql'));
    return {
      files: files.sort().map((name) => readMigration(join(out, name), root)),
      notes: [{ what: 'The journal cannot be read: migrations are taken by their names', where }],
    };
  }
  const paths = tags.map((tag) => join(out, `${tag}.sql`));
  const missing = paths.filter((path) => !existsSync(path));
  return {
    files: paths.filter((path) => existsSync(path)).map((path) => readMigration(path, root)),
    notes: missing.map((path) => ({ what: `${shown(path, root)} is not there`, where })),
  };
}

/** The names of migrations, in order; null where the text is no journal. */
function tagsIn(text: string): readonly string[] | null {
  let journal: unknown;
  try {
    journal = JSON.parse(text);
  } catch {
    return null;
  }
  const entries = isRecord(journal) ? journal['entries'] : undefined;
  if (!Array.isArray(entries)) return null;
  return entries
    .flatMap((entry: unknown) =>
      isRecord(entry) && typeof entry['tag'] === 'string'
        ? [{ tag: entry['tag'], index: Number(entry['idx'] ?? 0) }]
        : [],
    )
    .sort((a, b) => a.index - b.index)
    .map(({ tag }) => tag);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const BREAKPOINT = '--> statement-breakpoint';

/** Drizzle's marks between statements end one, and are a comment to no MySQL. */
function readMigration(path: string, root: string): MigrationFile {
  const sql = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  return {
    path: shown(path, root),
    sql: sql.replaceAll(BREAKPOINT, ';'.padEnd(BREAKPOINT.length)),
  };
}

function shown(path: string, root: string): string {
  return relative(root, path).replaceAll('\\', '/') || '.';
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
