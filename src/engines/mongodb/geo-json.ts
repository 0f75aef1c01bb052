/** A shape as MongoDB stores it. */
export type GeoJson =
  | { readonly type: string; readonly coordinates: Coordinates }
  | { readonly type: 'GeometryCollection'; readonly geometries: readonly GeoJson[] };

/** A position, or lists of positions, as deep as the shape has parts. */
export type Coordinates = readonly (number | Coordinates)[];

/** GeoJSON's names for those of well-known text. */
const TYPES: Readonly<Record<string, string>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
};

const POSITION = /(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)/gi;

/**
 * Well-known text as GeoJSON (RFC 7946), longitude before latitude in both.
 *
 * @param text - as generators of shapes write it
 * @returns undefined for what is not such text
 * @example
 * ```ts
 * geoJsonOf('POINT(12.5 41.9)'); // { type: 'Point', coordinates: [12.5, 41.9] }
 * ```
 */
export function geoJsonOf(text: string): GeoJson | undefined {
  const [, name = '', body = ''] = /^\s*([A-Z]+)\s*\((.*)\)\s*$/is.exec(text) ?? [];
  const tag = name.toUpperCase();
  if (tag === 'GEOMETRYCOLLECTION') {
    const geometries = parts(body).map(geoJsonOf);
    return geometries.every((each) => each !== undefined)
      ? { type: 'GeometryCollection', geometries }
      : undefined;
  }
  const type = TYPES[tag];
  if (type === undefined) return undefined;
  const coordinates = readCoordinates(body);
  if (coordinates === undefined) return undefined;
  return { type, coordinates: tag === 'POINT' ? (coordinates[0] as Coordinates) : coordinates };
}

function readCoordinates(body: string): Coordinates | undefined {
  const json = body.replaceAll(POSITION, '[$1,$2]').replaceAll('(', '[').replaceAll(')', ']');
  try {
    const read: unknown = JSON.parse(`[${json}]`);
    return isCoordinates(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isCoordinates(value: unknown): value is Coordinates {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each === 'number' || isCoordinates(each))
  );
}

/** The shapes of a collection. */
function parts(body: string): readonly string[] {
  let depth = 0;
  const found = [''];
  for (const mark of body.split(/([(),])/)) {
    if (mark === '(') depth++;
    if (mark === ')') depth--;
    if (mark === ',' && depth === 0) found.push('');
    else found[found.length - 1] += mark;
  }
  return found;
}
