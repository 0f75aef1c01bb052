import { GenFactoriesError } from '../../src/errors.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';
import type { IntrospectOptions, Introspector } from '../introspector.ts';
import { ofSchemas } from '../of-schemas.ts';
import { findPrismaFiles } from './find-prisma-files.ts';
import { readPrismaSchema } from './read-prisma-schema.ts';

export interface PrismaSource {
  /** The project's folder, which messages name files relative to. */
  readonly project: string;
  /** A file or a folder; by default where Prisma itself would look. */
  readonly path?: string | undefined;
  /** See {@link readPrismaSchema}. */
  readonly schema?: string | undefined;
}

/**
 * Opens Prisma schema files as a source of a schema model. They are read anew by every introspection, so
 * that a change to them is seen.
 *
 * @param source - where they are
 * @example
 * ```ts
 * const introspector = openPrismaIntrospector({ project: process.cwd(), path: 'prisma/schema' });
 * const schema = await introspector.introspect();
 * ```
 */
export function openPrismaIntrospector(source: PrismaSource): Introspector {
  return {
    introspect: (options) => introspectPrisma(source, options),
    close: async () => undefined,
  };
}

async function introspectPrisma(
  { project, path, schema }: PrismaSource,
  options: IntrospectOptions = {},
): Promise<SchemaModel> {
  const files = await findPrismaFiles(project, path);
  if (files === null) {
    throw new GenFactoriesError('SOURCE_NOT_FOUND', {
      what: 'There is no Prisma schema',
      where: 'prisma/schema.prisma',
      fix: 'Name a file or a folder by --prisma PATH.',
    });
  }
  const { model } = readPrismaSchema(files, { schema });
  return options.schemas === undefined ? model : ofSchemas(model, options.schemas);
}
