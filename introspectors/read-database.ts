import type { SchemaModel } from '../src/schema/schema.ts';
import type { IntrospectOptions } from './introspector.ts';
import { openIntrospector } from './open-introspector.ts';

/** Reads the schema of a live database. */
export async function readDatabase(url: string, options: IntrospectOptions): Promise<SchemaModel> {
  const introspector = await openIntrospector(url);
  try {
    return await introspector.introspect(options);
  } finally {
    await introspector.close();
  }
}
