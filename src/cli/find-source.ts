import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOrigin, type StatedOrigin } from '../codegen/origin-lines.ts';
import { readDatabaseUrl } from '../connections/database-url.ts';
import type { DrizzleSource, PrismaSource, Source } from '../../introspectors/source.ts';
import type { Config } from '../config/config.ts';
import { withDatabase } from '../connections/mongodb-url.ts';
import { GenFactoriesError } from '../errors.ts';
import { findUrl, type CommonFlags } from './settings.ts';

/** Flags that say what a schema is read from. */
export interface SourceFlags extends CommonFlags {
  /** True where it is to be found. */
  readonly prisma?: string | true;
  readonly drizzle?: string | true;
  readonly dialect?: string;
  readonly casing?: string;
  readonly drizzleExec?: boolean;
}

/** Where a command looks. */
export interface Places {
  /** The folder that the command runs in. */
  readonly project: string;
  /** Where the definitions are that were written last, if any were. */
  readonly generated: string;
}

/**
 * What to read the schema from: what flags say, then the config, then the schema files that the definitions were
 * written from, then the environment's database, then schema files where their tools keep them.
 *
 * @throws GenFactoriesError `SOURCE_NOT_FOUND` where there is nothing of all that, `USAGE` for flags that do
 *   not go together
 */
export async function findSource(
  flags: SourceFlags,
  config: Config,
  { project, generated }: Places,
): Promise<Source> {
  requireOne(flags);
  const named = namedFiles(flags, flags, project);
  if (named !== undefined) return named;
  if (flags.url === undefined) {
    const configured = namedFiles(config, flags, project);
    if (configured !== undefined) return configured;
    if ((config.url ?? '') === '') {
      const tool = statedOrigin(generated)?.tool;
      const isFree = (process.env['DATABASE_URL'] ?? '') === '';
      const found = isFree || tool !== undefined ? await filesOf(flags, project) : undefined;
      if (found !== undefined && (isFree || found.kind === tool)) return found;
    }
  }
  return { kind: 'database', url: findUrl(flags, config) };
}

/** What the definitions on disk say that they were written from. */
export function statedOrigin(generated: string): StatedOrigin | undefined {
  const path = join(generated, 'schema.ts');
  return existsSync(path) ? readOrigin(readFileSync(path, 'utf8')) : undefined;
}

function requireOne({ prisma, drizzle }: SourceFlags): void {
  if (prisma === undefined || drizzle === undefined) return;
  throw new GenFactoriesError('USAGE', {
    what: '--prisma and --drizzle are both given',
    fix: 'Name one of them: definitions are of one schema.',
  });
}

/** Files that flags, or the config, name. */
function namedFiles(
  { prisma, drizzle }: Pick<SourceFlags, 'prisma' | 'drizzle'>,
  flags: SourceFlags,
  project: string,
): PrismaSource | DrizzleSource | undefined {
  if (prisma !== undefined) {
    return prismaSource(flags, project, prisma === true ? undefined : prisma);
  }
  if (drizzle === undefined && !(flags.drizzleExec ?? false)) return undefined;
  const paths =
    typeof drizzle === 'string' ? drizzle.split(',').map((path) => path.trim()) : undefined;
  return drizzleSource(flags, project, paths);
}

/** Files that are where their own tool keeps them. */
async function filesOf(flags: SourceFlags, project: string): Promise<Source | undefined> {
  const { findPrismaFiles } = await import('../../introspectors/prisma/find-prisma-files.ts');
  if ((await findPrismaFiles(project)) !== null) return prismaSource(flags, project, undefined);
  const { findDrizzleConfigFile } = await import('../../introspectors/drizzle/config-file.ts');
  const found = findDrizzleConfigFile(project);
  return found === undefined ? undefined : drizzleSource(flags, project, undefined);
}

function prismaSource(flags: SourceFlags, project: string, path: string | undefined): PrismaSource {
  return { kind: 'prisma', project, path, url: secondOf(flags) };
}

function drizzleSource(
  flags: SourceFlags,
  project: string,
  paths: readonly string[] | undefined,
): DrizzleSource {
  const { dialect, casing, drizzleExec: run } = flags;
  return { kind: 'drizzle', project, paths, dialect, casing, run, url: secondOf(flags) };
}

/** A database beside the files is only asked where the command names it. */
function secondOf({ url, database }: SourceFlags): string | undefined {
  return url === undefined || database === undefined ? url : withDatabase(url, database);
}

/** Whether documents tell of the schema, which other documents would tell of otherwise. */
export function isSampled(source: Source): boolean {
  return source.kind === 'database' && readDatabaseUrl(source.url).driver === 'mongodb';
}
