import { GenFactoriesError } from '../../src/errors.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';
import { findPrismaConfig } from './find-prisma-config.ts';
import { findPrismaFiles } from './find-prisma-files.ts';
import { readPrismaSchema } from './read-prisma-schema.ts';
import type { SourceFile } from './source/source-file.ts';

export interface PrismaSource {
  /** The project's folder, which messages name files relative to. */
  readonly project: string;
  /** A file or a folder; by default where Prisma itself would look. */
  readonly path?: string | undefined;
  /** See {@link readPrismaSchema}. */
  readonly schema?: string | undefined;
}

/** A schema, and the files it was read from. */
export interface PrismaRead {
  readonly model: SchemaModel;
  readonly files: readonly SourceFile[];
  /** Where `prisma.config.ts` says that migrations are, relative to the project. */
  readonly migrations: string | null;
}

/**
 * Reads Prisma schema files as a source of a schema model.
 *
 * @param source - where they are
 * @throws GenFactoriesError `SOURCE_NOT_FOUND`, and what `readPrismaSchema` throws
 * @example
 * ```ts
 * const { model } = await introspectPrisma({ project: process.cwd(), path: 'prisma/schema' });
 * ```
 */
export async function introspectPrisma({
  project,
  path,
  schema,
}: PrismaSource): Promise<PrismaRead> {
  const files = await findPrismaFiles(project, path);
  if (files === null) {
    throw new GenFactoriesError('SOURCE_NOT_FOUND', {
      what: 'There is no Prisma schema',
      where: 'prisma/schema.prisma',
      fix: 'Name a file or a folder by --prisma PATH.',
    });
  }
  const config = await findPrismaConfig(project);
  return {
    model: readPrismaSchema(files, { schema }).model,
    files,
    migrations: config?.migrations ?? null,
  };
}
