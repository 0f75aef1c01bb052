import { schemaInUrl } from '../src/connections/database-url.ts';
import type { IntrospectOptions } from './introspector.ts';
import { readDatabase } from './read-database.ts';
import type { SchemaRead, Source } from './source.ts';

/**
 * Reads a schema from wherever it is: only the folder of that kind of source is loaded.
 *
 * @param source - a database, or schema files
 * @param options - which schemas to read; by default the one that the database's URL names, else all
 * @param findFilled - whether to ask a live database which tables have rows
 * @throws GenFactoriesError what opening and reading the source throws
 * @example
 * ```ts
 * const { model } = await readSource({ kind: 'prisma', project: process.cwd() });
 * ```
 */
export async function readSource(
  source: Source,
  options: IntrospectOptions = {},
  findFilled = false,
): Promise<SchemaRead> {
  if (source.kind === 'database') {
    const { schemas = schemasIn(source.url) } = options;
    const read = await readDatabase(source.url, { ...options, schemas }, findFilled);
    return { ...read, notes: [] };
  }
  const { readSchemaFiles } = await import('./read-schema-files.ts');
  return readSchemaFiles(source, options);
}

function schemasIn(url: string): readonly string[] | undefined {
  const schema = schemaInUrl(url);
  return schema === undefined ? undefined : [schema];
}
