import { definitionKey } from '../codegen/names.ts';
import type { Place, SchemaModel } from '../schema/schema.ts';
import type { SchemaChange } from '../schema/semantic-diff.ts';

/**
 * Changes with the lines of the schema files that say so; what was dropped has none any more.
 *
 * @param changes - as they were found
 * @param model - as it was read from files
 */
export function withPlaces(changes: readonly SchemaChange[], model: SchemaModel): SchemaChange[] {
  const places = new Map<string, Place | undefined>();
  for (const table of model.tables) {
    const name = definitionKey(table);
    places.set(name, table.at);
    for (const column of table.columns) places.set(`${name}.${column.name}`, column.at);
  }
  return changes.map((change) => {
    const place = places.get(change.at);
    return place === undefined ? change : { ...change, place };
  });
}
