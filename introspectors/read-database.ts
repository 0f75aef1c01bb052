import type { SchemaModel } from '../src/schema/schema.ts';
import type { FilledTable } from '../src/schema/filled.ts';
import type { IntrospectOptions } from './introspector.ts';
import { openIntrospector } from './open-introspector.ts';

/**
 * Reads the schema of a live database.
 *
 * @param findFilled - whether to ask as well which tables have rows
 */
export async function readDatabase(
  url: string,
  options: IntrospectOptions,
  findFilled = false,
): Promise<{ readonly model: SchemaModel; readonly filled: readonly FilledTable[] }> {
  const introspector = await openIntrospector(url);
  try {
    const model = await introspector.introspect(options);
    return { model, filled: findFilled ? await introspector.findFilled(model.tables) : [] };
  } finally {
    await introspector.close();
  }
}
