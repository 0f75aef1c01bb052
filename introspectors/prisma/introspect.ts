import { GenFactoriesError } from '../../src/errors.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import type { SchemaModel, SkippedRelation, Table } from '../../src/schema/schema.ts';
import type { IntrospectOptions, Introspector } from '../introspector.ts';
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

/** The tables of some schemas: what refers to others is left out, and said to be. */
function ofSchemas(model: SchemaModel, schemas: readonly string[]): SchemaModel {
  const there = [...new Set(model.tables.map((table) => table.schema))];
  const missing = schemas.find((name) => !there.includes(name));
  if (missing !== undefined) {
    throw new GenFactoriesError('SCHEMA_NOT_FOUND', {
      what: `There is no schema "${missing}" in the Prisma schema`,
      fix: `Choose among ${there.map((name) => `"${name}"`).join(', ')}.`,
    });
  }
  const isWanted = ({ schema }: { readonly schema: string }): boolean => schemas.includes(schema);
  const tables = model.tables.filter(isWanted);
  return buildSchema({
    dialect: model.dialect,
    tables: tables.map((table) => ({
      ...table,
      references: table.references.filter(({ target }) => isWanted(target.table)),
    })),
    skipped: [...model.skipped.filter(isWanted), ...tables.flatMap((t) => outside(t, isWanted))],
  });
}

function outside(
  { schema, name, references }: Table,
  isWanted: (table: { readonly schema: string }) => boolean,
): readonly SkippedRelation[] {
  return references
    .filter(({ target }) => !isWanted(target.table))
    .map(({ name: key, columns, target: { table } }) => ({
      schema,
      name,
      kind: 'constraint',
      reason: `Foreign key "${key}" (${columns.join(', ')}) leads to ${table.schema}.${table.name}, which is none of the tables read.`,
      columns,
    }));
}
