import { definitionKey } from '../codegen/names.ts';
import type { KeyPart, Place, SchemaModel, Table } from '../schema/schema.ts';
import type { SchemaChange } from '../schema/semantic-diff.ts';

/**
 * Changes with the lines of the schema files that say so: of a key, a reference or a check its own, otherwise
 * that of the column or the table. What was dropped has none any more.
 *
 * @param changes - as they were found
 * @param model - as it was read from files
 */
export function withPlaces(changes: readonly SchemaChange[], model: SchemaModel): SchemaChange[] {
  const places = new Map<string, Place | undefined>();
  const tables = new Map<string, Table>();
  for (const table of model.tables) {
    const name = definitionKey(table);
    tables.set(name, table);
    places.set(name, table.at);
    for (const column of table.columns) places.set(`${name}.${column.name}`, column.at);
  }
  return changes.map((change) => {
    const table = tables.get(change.at);
    const place = (table && constraintPlace(change.what, table)) ?? places.get(change.at);
    return place === undefined ? change : { ...change, place };
  });
}

/** The line of the constraint that a change is about, by the words that tell of it. */
function constraintPlace(what: string, table: Table): Place | undefined {
  const words = what.replace(/^new /, '');
  const { checks, uniques, references, primaryKey } = table;
  if (/^primary key \(/.test(words)) return primaryKey?.at;
  const found =
    checks.find(({ name }) => words.startsWith(`check ${name}: `)) ??
    references.find(({ columns }) => words.startsWith(`reference (${columns.join(', ')}) → `)) ??
    uniques.find(({ parts }) => isAbout(words, parts));
  return found?.at;
}

function isAbout(words: string, parts: readonly KeyPart[]): boolean {
  const columns = parts.map((part) => (part.kind === 'column' ? part.column : part.sql));
  return words.startsWith(`unique key (${columns.join(', ')})`);
}
