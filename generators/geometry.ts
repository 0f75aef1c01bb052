import type { GeometricName } from '../src/schema/column-type.ts';
import type { Stream } from '../src/random/stream.ts';
import { generator, type Generator } from './generator.ts';

/**
 * Geometric values as Postgres writes them, by the column's type: point, line, lseg, box, path, polygon
 * or circle; points in other columns.
 *
 * @param options - `min` and `max` of both coordinates, −100 and 100 by default
 * @throws RangeError for a `max` that is not above `min`
 * @example
 * ```ts
 * geometry(); // '(12.25,-71.06)' in a point column, '<(3.5,4),2.75>' in a circle
 * ```
 */
export function geometry(options: { min?: number; max?: number } = {}): Generator<string> {
  const { min = -100, max = Math.max(100, min + 200) } = options;
  if (!(max > min)) throw new RangeError(`geometry() cannot go from ${min} to ${max}`);
  const first = Math.round(min * 4);
  const last = Math.round(max * 4);
  return generator(['geometry', options], (site) => {
    const stream = site.stream();
    const write = SHAPES[site.type.kind === 'geometric' ? site.type.name : 'point'];
    const coordinate = (): number => stream.between(first, last);
    return {
      draw(row) {
        stream.seek(row.index);
        return write(coordinate, stream);
      },
    };
  });
}

/** Coordinates are in quarters: exact in binary, so that what is stored prints as it was written. */
type Shape = (coordinate: () => number, stream: Stream) => string;

const SHAPES: Readonly<Record<GeometricName, Shape>> = {
  point,
  // A and B of Ax + By + C = 0 are not both zero.
  line: (coordinate, stream) =>
    `{${quarters(stream.between(1, 40))},${quarters(coordinate())},${quarters(coordinate())}}`,
  lseg: (coordinate) => `[${point(coordinate)},${point(coordinate)}]`,
  box(coordinate, stream) {
    const [x, y] = [coordinate(), coordinate()];
    // The upper right corner comes first, as Postgres prints it.
    const right = x + stream.between(1, 40);
    const top = y + stream.between(1, 40);
    return `(${quarters(right)},${quarters(top)}),(${quarters(x)},${quarters(y)})`;
  },
  path: (coordinate, stream) => `[${points(coordinate, stream.between(2, 6))}]`,
  polygon: (coordinate, stream) => `(${points(coordinate, stream.between(3, 8))})`,
  circle: (coordinate, stream) => `<${point(coordinate)},${quarters(stream.between(1, 40))}>`,
};

function point(coordinate: () => number): string {
  return `(${quarters(coordinate())},${quarters(coordinate())})`;
}

function points(coordinate: () => number, count: number): string {
  let made = point(coordinate);
  for (let more = 1; more < count; more++) made += `,${point(coordinate)}`;
  return made;
}

/** A quarter's decimal form, ten times faster than that of any number. */
function quarters(count: number): string {
  const size = Math.abs(count);
  return (count < 0 ? '-' : '') + (size >> 2) + FRACTIONS[size & 3]!;
}

const FRACTIONS = ['', '.25', '.5', '.75'];
