import { openIntrospector } from '../../../../introspectors/open-introspector.ts';
import { canonicalJson } from '../../../../src/schema/canonical-json.ts';
import type { SchemaModel } from '../../../../src/schema/schema.ts';

/** What the live introspector reads of a database. */
export async function introspectLive(url: string): Promise<SchemaModel> {
  const introspector = await openIntrospector(url);
  try {
    return await introspector.introspect();
  } finally {
    await introspector.close();
  }
}

/** A model as text by table, so that a difference is shown where it is. */
export function byTable(
  model: SchemaModel,
  leftOut: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const key = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
    `${schema}.${name}`;
  const tables = model.tables.filter((table) => !leftOut.includes(key(table)));
  const skipped = model.skipped.filter((each) => !leftOut.includes(key(each)));
  return {
    ...Object.fromEntries(tables.map((table) => [key(table), plain(table)])),
    // Of one relation they may be in any order.
    skipped: skipped.map((each) => canonicalJson(each)).sort(),
  };
}

/** What a function's text does is not read from migrations. */
function plain(value: unknown): unknown {
  return JSON.parse(canonicalJson(value), (key, each: unknown) =>
    key === 'inserts' ? undefined : each,
  );
}
