import { tableKey } from '../schema/build-schema.ts';
import { MOST_COUNTED, type FilledTable } from '../schema/filled.ts';
import type { SchemaModel, Table } from '../schema/schema.ts';
import { bookkeepingOf } from './bookkeeping.ts';
import { definitionKey, entityOf } from './names.ts';
import { COMPANY_ENTITY, PERSON_ENTITY } from './rules/text-rules.ts';

/**
 * Tables that migrations fill, where that is plain to see: in a database that is empty otherwise they have
 * rows, they are no people or companies, and they refer to nothing but each other.
 *
 * @param model - the schema
 * @param filled - its tables that have rows
 * @returns how many rows each has, by the name that definitions use
 */
export function findExisting(
  model: SchemaModel,
  filled: readonly FilledTable[],
): ReadonlyMap<string, number> {
  const rows = new Map(filled.map((each) => [tableKey(each), each.rows]));
  const tables = model.tables.filter((table) => bookkeepingOf(table) === undefined);
  const candidates = tables.filter((table) => rows.has(tableKey(table)));
  if (candidates.length * 2 > tables.length) return new Map();
  const found = new Set(candidates.filter((table) => isList(table, rows.get(tableKey(table))!)));
  for (let more = true; more;) {
    more = false;
    for (const table of found) {
      if (parentsOf(table, model).every((parent) => found.has(parent))) continue;
      found.delete(table);
      more = true;
    }
  }
  return new Map([...found].map((table) => [definitionKey(table), rows.get(tableKey(table))!]));
}

function isList(table: Table, rows: number): boolean {
  const entity = entityOf(table);
  return rows <= MOST_COUNTED && !PERSON_ENTITY.test(entity) && !COMPANY_ENTITY.test(entity);
}

function parentsOf(table: Table, model: SchemaModel): Table[] {
  const keys = new Set(table.references.map(({ target }) => tableKey(target.table)));
  return model.tables.filter((each) => each !== table && keys.has(tableKey(each)));
}
