import type { SpatialShape } from '../../src/schema/column-type.ts';
import { shapeOf, type Shape } from './shape.ts';

/** GeoJSON's names of shapes. */
const SHAPES: ReadonlyMap<string, SpatialShape> = new Map([
  ['Point', 'point'],
  ['LineString', 'linestring'],
  ['Polygon', 'polygon'],
  ['MultiPoint', 'multipoint'],
  ['MultiLineString', 'multilinestring'],
  ['MultiPolygon', 'multipolygon'],
  ['GeometryCollection', 'geometrycollection'],
]);

/** By how deep the lists of coordinates are: of those of one depth the plainest. */
const BY_DEPTH: readonly SpatialShape[] = [
  'geometry',
  'point',
  'linestring',
  'polygon',
  'multipolygon',
];

/**
 * The shape on the earth that a document is, if it is GeoJSON: `type` is one of its names, or any text
 * beside lists of numbers, and `coordinates` is a list.
 *
 * @returns undefined for documents of other kinds
 */
export function geoShapeOf({ fields }: Shape): SpatialShape | undefined {
  const type = fields?.get('type')?.shape;
  const coordinates = fields?.get('coordinates')?.shape;
  if (fields === null || type === undefined || coordinates === undefined) return undefined;
  const others = [...fields.keys()].filter((name) => !MEMBERS.has(name));
  const depth = depthOf(coordinates);
  if (others.length > 0 || depth === undefined) return undefined;
  if (type.labels === null) {
    const isText = type.types === null || [...type.types].join() === 'string';
    return isText ? (BY_DEPTH[depth] ?? 'geometry') : undefined;
  }
  const shapes = type.labels.map((label) => SHAPES.get(label));
  if (shapes.includes(undefined)) return undefined;
  return shapes.length === 1 ? shapes[0] : 'geometry';
}

const MEMBERS: ReadonlySet<string> = new Set(['type', 'coordinates', 'bbox', 'crs']);

/** A place of which only an index tells. */
export const PLACE: Shape = shapeOf({
  types: new Set(['object']),
  fields: new Map([
    ['type', { required: true, shape: shapeOf({ types: new Set(['string']), labels: ['Point'] }) }],
    ['coordinates', { required: true, shape: shapeOf({ types: new Set(['array']) }) }],
  ]),
});

/** How many lists are in each other; 0 where that is not known, undefined where there is none. */
function depthOf({ types, hints, items }: Shape): number | undefined {
  const stated = types ?? hints;
  if (stated !== null && !stated.has('array')) return undefined;
  if (stated === null && items === null) return undefined;
  const inner = items === null ? undefined : depthOf(items);
  if (items === null) return 0;
  if (inner !== undefined) return inner + 1;
  const numbers = items.types ?? items.hints;
  return numbers === null || [...numbers].every((type) => NUMERIC.has(type)) ? 1 : undefined;
}

const NUMERIC: ReadonlySet<string> = new Set(['int', 'long', 'double', 'decimal']);
