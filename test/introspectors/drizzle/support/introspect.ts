import { openIntrospector } from '../../../../introspectors/open-introspector.ts';
import type { SchemaModel } from '../../../../src/schema/schema.ts';

/** The model of a live database. */
export async function introspect(url: string): Promise<SchemaModel> {
  const introspector = await openIntrospector(url);
  try {
    return await introspector.introspect();
  } finally {
    await introspector.close();
  }
}
