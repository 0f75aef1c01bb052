import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { Column, Table } from '../schema/schema.ts';

/**
 * The table as values for it have to be made: where a unique key looks at the beginning of a column
 * only, values that are no longer than that are different where it looks.
 *
 * @param table - of the schema model
 */
export function cutToPrefixes(table: Table): Table {
  const prefixes = keyPrefixes(table);
  if (prefixes.size === 0) return table;
  return { ...table, columns: table.columns.map((column) => cut(column, prefixes)) };
}

/** The shortest prefix of each column that a unique key looks at, by column. */
function keyPrefixes(table: Table): ReadonlyMap<string, number> {
  const shortest = new Map<string, number>();
  for (const { parts } of table.uniques) {
    for (const part of parts) {
      if (part.kind !== 'column' || part.prefix === undefined) continue;
      shortest.set(part.column, Math.min(part.prefix, shortest.get(part.column) ?? Infinity));
    }
  }
  return shortest;
}

function cut(column: Column, prefixes: ReadonlyMap<string, number>): Column {
  const prefix = prefixes.get(column.name);
  return prefix === undefined ? column : { ...column, type: cutType(column.type, prefix) };
}

function cutType(type: ColumnType, prefix: number): ColumnType {
  const stored = storageType(type);
  if (stored.kind !== 'text' && stored.kind !== 'bytes') return type;
  return stored.length !== null && stored.length <= prefix ? type : { ...stored, length: prefix };
}

/** The table without keys that elements of lists are, which no other row has: lists see to them. */
export function withoutListKeys(table: Table): Table {
  const uniques = table.uniques.filter(({ multikey }) => !multikey);
  return uniques.length === table.uniques.length ? table : { ...table, uniques };
}
