import type { ColumnType } from '../src/schema/column-type.ts';
import { Permutation } from '../src/random/permutation.ts';
import { deriveKey } from '../src/random/hash.ts';
import {
  generator,
  type Bound,
  type Generator,
  type Row,
  type Site,
  type Source,
} from './generator.ts';
import { bindPart } from './inner-site.ts';

/**
 * Lists of values of another generator, for array columns.
 *
 * @param source - the elements
 * @param options - `min` and `max`, how many, 0 to 5 by default; `distinct`, no element twice in a list.
 *   Distinct elements of a generator with few values are picked without repetition; of others, repetitions are
 *   left out, which may leave fewer than `min`.
 * @throws RangeError for a `max` below `min`, or above 1,000
 * @example
 * ```ts
 * listOf(oneOf(['admin', 'billing', 'support']), { min: 1, max: 3, distinct: true });
 * ```
 */
export function listOf<T>(
  source: Source<T>,
  options: { min?: number; max?: number; distinct?: boolean } = {},
): Generator<T[]> {
  const { min = Math.min(0, options.max ?? 0), distinct = false } = options;
  const { max = Math.max(5, min) } = options;
  if (!(min >= 0 && max >= min && max <= MAX_ELEMENTS)) {
    throw new RangeError(`listOf() has 0 to ${MAX_ELEMENTS} elements, not ${min} to ${max}`);
  }
  return generator(['listOf', source, options], (site) => {
    const stream = site.stream('count');
    const elements = new Elements<T>(site, source);
    const countOf = (row: Row): number => {
      stream.seek(row.index);
      return stream.between(min, max);
    };
    return {
      draw: distinct
        ? (row) => elements.drawDistinct(row, countOf(row))
        : (row) => elements.draw(row, countOf(row)),
    };
  });
}

const MAX_ELEMENTS = 1000;

function elementOf(type: ColumnType): ColumnType {
  if (type.kind === 'set') return { kind: 'enum', labels: type.labels };
  return type.kind === 'array' ? type.element : type;
}

/** A source once for every place in a list, each with streams of its own. */
class Elements<T> {
  readonly #site: Site;
  readonly #source: Source<T>;
  readonly #bound: Bound<T>[] = [];

  constructor(site: Site, source: Source<T>) {
    this.#site = site;
    this.#source = source;
    // Binding one at once tells of a wrong source before the first row is made.
    this.#at(0);
  }

  draw(row: Row, count: number): T[] {
    const made: T[] = [];
    for (let place = 0; place < count; place++) made.push(this.#at(place).draw(row));
    return made;
  }

  drawDistinct(row: Row, count: number): T[] {
    const { space } = this.#at(0);
    if (space === undefined) return [...new Set(this.draw(row, count))];
    const order = new Permutation(space.size, deriveKey(this.#site.key('elements'), row.index));
    const length = Math.min(count, space.size);
    return Array.from({ length }, (_, place) => space.at(order.apply(place)));
  }

  #at(place: number): Bound<T> {
    const { type } = this.#site;
    return (this.#bound[place] ??= bindPart(
      this.#site,
      elementOf(type),
      this.#source,
      `element ${place}`,
    ));
  }
}
