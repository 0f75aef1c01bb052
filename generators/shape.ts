import type { SpatialShape } from '../src/schema/column-type.ts';
import type { Stream } from '../src/random/stream.ts';
import { generator, type Generator } from './generator.ts';

/**
 * Places on the earth as well-known text, longitude before latitude, by the column's type: point,
 * linestring, polygon and so on; points in other columns. All are small and lie where people live.
 *
 * @example
 * ```ts
 * shape(); // 'POINT(12.4823 41.8931)'
 * ```
 */
export function shape(): Generator<string> {
  return generator(['shape'], (site) => {
    const stream = site.stream();
    const { type } = site;
    const write = SHAPES[type.kind === 'spatial' ? type.shape : 'point'];
    return {
      draw(row) {
        stream.seek(row.index);
        return write(stream);
      },
    };
  });
}

/** Coordinates are counted in thousandths of a degree, about a hundred metres. */
interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

type Write = (stream: Stream) => string;

const SHAPES: Readonly<Record<SpatialShape, Write>> = {
  geometry: (stream) => `POINT(${coordinates(somewhere(stream))})`,
  point: (stream) => `POINT(${coordinates(somewhere(stream))})`,
  linestring: (stream) => `LINESTRING${line(stream)}`,
  polygon: (stream) => `POLYGON${ring(stream)}`,
  multipoint: (stream) => `MULTIPOINT${line(stream)}`,
  multilinestring: (stream) => `MULTILINESTRING(${line(stream)},${line(stream)})`,
  multipolygon: (stream) => `MULTIPOLYGON(${ring(stream)})`,
  geometrycollection: (stream) =>
    `GEOMETRYCOLLECTION(POINT(${coordinates(somewhere(stream))}),LINESTRING${line(stream)})`,
};

function somewhere(stream: Stream): Place {
  return {
    longitude: stream.between(-120_000, 140_000),
    latitude: stream.between(-35_000, 60_000),
  };
}

function line(stream: Stream): string {
  const start = somewhere(stream);
  const points = [start];
  for (let more = stream.between(1, 4); more > 0; more--) {
    const { longitude, latitude } = points.at(-1)!;
    points.push({
      longitude: longitude + stream.between(1, 9),
      latitude: latitude + stream.between(-9, 9),
    });
  }
  return `(${points.map(coordinates).join(',')})`;
}

/** A block of a town, counterclockwise, back to where it began. */
function ring(stream: Stream): string {
  const { longitude: west, latitude: south } = somewhere(stream);
  const [east, north] = [west + stream.between(1, 50), south + stream.between(1, 50)];
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  const points = corners.map(([longitude, latitude]) => coordinates({ longitude, latitude }));
  return `((${points.join(',')}))`;
}

function coordinates({ longitude, latitude }: Place): string {
  return `${longitude / 1000} ${latitude / 1000}`;
}
