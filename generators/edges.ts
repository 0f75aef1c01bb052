import { storageType, type ColumnType } from '../src/schema/column-type.ts';
import { DATE_EDGES, INTERVAL_EDGES, TIMESTAMP_EDGES, TIME_EDGES } from './edges/date-time.ts';
import type { EdgeTable, EdgeValue } from './edges/edge-table.ts';
import { JSON_EDGES } from './edges/json.ts';
import { ARRAY_EDGES, MAP_EDGES, RANGE_EDGES } from './edges/list.ts';
import { DECIMAL_EDGES, FLOAT_EDGES, INTEGER_EDGES, MONEY_EDGES } from './edges/number.ts';
import {
  BITS_EDGES,
  BYTES_EDGES,
  COMPOSITE_EDGES,
  ENUM_EDGES,
  GEOMETRIC_EDGES,
  NETWORK_EDGES,
  SEARCH_EDGES,
  SET_EDGES,
  XML_EDGES,
} from './edges/other.ts';
import { TEXT_EDGES } from './edges/text.ts';
import type { Site } from './generator.ts';

/**
 * An edge case that every column of a type has, bound to one.
 *
 * @param name - one of {@link typeEdgeNames}
 * @param site - the column
 * @returns undefined where its type has no edge case of that name
 * @example
 * ```ts
 * typeEdge('longest', site)?.(row, () => 'Ann'); // 'Ann ' and prose to the column's length
 * ```
 */
export function typeEdge(name: string, site: Site): EdgeValue | undefined {
  const table = edgesOf(site.type);
  return Object.hasOwn(table, name) ? table[name]!(site) : undefined;
}

/**
 * The names of the edge cases that every column of a type has.
 *
 * @param type - the column's type
 * @example
 * ```ts
 * typeEdgeNames({ kind: 'date' }); // ['leapDay', 'endOfMonth', 'newYear', …]
 * ```
 */
export function typeEdgeNames(type: ColumnType): readonly string[] {
  return Object.keys(edgesOf(type));
}

/** Types whose values are all alike have none. */
const NONE: EdgeTable = {};

const EDGES: Readonly<Record<Exclude<ColumnType['kind'], 'domain'>, EdgeTable>> = {
  text: TEXT_EDGES,
  integer: INTEGER_EDGES,
  decimal: DECIMAL_EDGES,
  float: FLOAT_EDGES,
  money: MONEY_EDGES,
  date: DATE_EDGES,
  timestamp: TIMESTAMP_EDGES,
  time: TIME_EDGES,
  interval: INTERVAL_EDGES,
  json: JSON_EDGES,
  array: ARRAY_EDGES,
  map: MAP_EDGES,
  range: RANGE_EDGES,
  composite: COMPOSITE_EDGES,
  enum: ENUM_EDGES,
  set: SET_EDGES,
  bytes: BYTES_EDGES,
  bits: BITS_EDGES,
  network: NETWORK_EDGES,
  geometric: GEOMETRIC_EDGES,
  search: SEARCH_EDGES,
  xml: XML_EDGES,
  boolean: NONE,
  uuid: NONE,
  objectid: NONE,
  document: NONE,
  union: NONE,
  spatial: NONE,
  other: NONE,
};

function edgesOf(type: ColumnType): EdgeTable {
  return EDGES[storageType(type).kind];
}
