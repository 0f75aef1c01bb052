import type { ColumnType, SpatialShape } from './column-type.ts';
import type { NamedType } from './mysql-notation.ts';

/**
 * A type in the words of BSON, where it has one.
 *
 * @returns undefined where it has none, or parts that have to be spelled first
 */
export function formatBsonType(type: ColumnType): string | undefined {
  switch (type.kind) {
    case 'integer':
      return type.bits === 64 ? 'long' : 'int';
    case 'float':
      return 'double';
    case 'decimal':
      return 'decimal';
    case 'boolean':
      return 'bool';
    case 'timestamp':
      return 'date';
    // BSON's dates are instants.
    case 'date':
      return 'day';
    case 'text':
      return `string${type.length === null ? '' : `(${type.length})`}${type.caseless ? ' caseless' : ''}`;
    case 'bytes':
      return 'binData';
    case 'objectid':
      return 'objectId';
    case 'document':
      return 'object';
    case 'spatial':
      return GEOJSON[type.shape];
    default:
      return undefined;
  }
}

/** What GeoJSON calls shapes, as one word each. */
const GEOJSON: Readonly<Record<SpatialShape, string>> = {
  geometry: 'geoJson',
  point: 'geoPoint',
  linestring: 'geoLineString',
  polygon: 'geoPolygon',
  multipoint: 'geoMultiPoint',
  multilinestring: 'geoMultiLineString',
  multipolygon: 'geoMultiPolygon',
  geometrycollection: 'geoGeometryCollection',
};

/** The earth as GPS has it, which is all that GeoJSON knows. */
const EARTH = 4326;

/** BSON's names, read back. */
export const BSON_NAMES: Readonly<Record<string, NamedType>> = {
  int: () => ({ kind: 'integer', bits: 32, unsigned: false }),
  long: () => ({ kind: 'integer', bits: 64, unsigned: false }),
  double: () => ({ kind: 'float', bits: 64 }),
  decimal: () => ({ kind: 'decimal', precision: null, scale: null }),
  bool: () => ({ kind: 'boolean' }),
  date: () => ({ kind: 'timestamp', precision: 3, zoned: true }),
  string: ([length]) => ({ kind: 'text', length: length ?? null, fixed: false, caseless: false }),
  binData: () => ({ kind: 'bytes', length: null }),
  objectId: () => ({ kind: 'objectid' }),
  object: () => ({ kind: 'document', fields: [] }),
  day: () => ({ kind: 'date' }),
  // MongoDB's own, of its log, is no time of a user's.
  timestamp: () => ({ kind: 'other', name: 'timestamp' }),
  ...Object.fromEntries(
    Object.entries(GEOJSON).map(([shape, name]): [string, NamedType] => [
      name,
      () => ({ kind: 'spatial', shape: shape as SpatialShape, srid: EARTH }),
    ]),
  ),
};
