import { GenFactoriesError } from '../../src/errors.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import type { SchemaModel, SkippedRelation } from '../../src/schema/schema.ts';
import { declare } from './declarations/declare.ts';
import type { Declared, ForeignKey, ManyToMany, ProviderName } from './declarations/declared.ts';
import { parseSource } from './source/parse.ts';
import type { SourceFile } from './source/source-file.ts';
import { readJoinTable } from './tables/read-join-table.ts';
import { readTable } from './tables/read-table.ts';

export interface PrismaOptions {
  /** The schema of PostgreSQL's for models that name none: what the URL says, `public` by default. */
  readonly schema?: string | undefined;
}

/** What Prisma schema files say together. */
export interface PrismaSchema {
  readonly model: SchemaModel;
  readonly provider: ProviderName;
  /** The database keeps relations (`relationMode`): always false for MongoDB. */
  readonly foreignKeys: boolean;
  /** The schemas that the datasource lists; null where there is only one. */
  readonly schemas: readonly string[] | null;
}

/**
 * Reads Prisma schema files: the same model as introspection gives of a database that Prisma makes from
 * them, and what only the files know. Pure: what comes from where is in the files given.
 *
 * @param files - all of a schema's, in any order
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID` with file and line, `SERVER_UNSUPPORTED` for databases
 *   that we do not write to, `SCHEMA_EMPTY` where there is no model
 * @example
 * ```ts
 * const { model } = readPrismaSchema([{ path: 'prisma/schema.prisma', text }]);
 * model.tables.map((table) => table.name); // ['Post', 'User']
 * ```
 */
export function readPrismaSchema(
  files: readonly SourceFile[],
  options: PrismaOptions = {},
): PrismaSchema {
  const blocks = files.flatMap(parseSource);
  const first = files[0]?.path ?? 'schema.prisma';
  const declared = declare(blocks, options.schema, first);
  const { datasource } = declared;
  if (declared.models.every(({ isView }) => isView)) throw empty(first);
  return {
    model: buildSchema({
      dialect: DIALECTS[datasource.provider],
      tables: tablesOf(declared),
      skipped: declared.models
        .filter(({ isView }) => isView)
        .map(({ table }) => skippedView(table)),
    }),
    provider: datasource.provider,
    foreignKeys: datasource.foreignKeys,
    schemas: datasource.schemas,
  };
}

const DIALECTS = { postgresql: 'postgres', mysql: 'mysql', mongodb: 'mongodb' } as const;

function tablesOf({ models, relations, datasource, types }: Declared) {
  const keys = relations.filter((each): each is ForeignKey => each.kind === 'foreign key');
  const joins = relations.filter((each): each is ManyToMany => each.kind === 'many to many');
  return [
    ...models
      .filter(({ isView }) => !isView)
      .map((model) =>
        readTable(
          model,
          keys.filter(({ from }) => from === model),
          datasource,
          types,
        ),
      ),
    ...joins
      .filter(({ a, b }) => !a.isView && !b.isView)
      .map((relation) => readJoinTable(relation, datasource)),
  ];
}

function skippedView(table: { readonly schema: string; readonly name: string }): SkippedRelation {
  return {
    schema: table.schema,
    name: table.name,
    kind: 'view',
    reason: 'It is a view: rows go into the tables it reads.',
  };
}

function empty(file: string): GenFactoriesError {
  return new GenFactoriesError('SCHEMA_EMPTY', {
    what: 'There is no model in the Prisma schema',
    where: file,
    fix: 'Name the folder of all schema files where they are several.',
  });
}
