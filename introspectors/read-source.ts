import type { IntrospectOptions } from './introspector.ts';
import { readDatabase } from './read-database.ts';
import type { SchemaRead, Source } from './source.ts';

/**
 * Reads a schema from wherever it is: only the folder of that kind of source is loaded.
 *
 * @param source - a database, or schema files
 * @param options - which schemas to read
 * @throws GenFactoriesError what opening and reading the source throws
 * @example
 * ```ts
 * const { model } = await readSource({ kind: 'prisma', project: process.cwd() });
 * ```
 */
export async function readSource(
  source: Source,
  options: IntrospectOptions = {},
): Promise<SchemaRead> {
  if (source.kind === 'database') {
    return { model: await readDatabase(source.url, options), notes: [] };
  }
  const { readSchemaFiles } = await import('./read-schema-files.ts');
  return readSchemaFiles(source, options);
}
