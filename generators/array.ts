import {
  generator,
  type EdgeSource,
  type Generator,
  type Row,
  type Site,
  type Source,
} from './generator.ts';
import { Elements } from './elements.ts';
import type { Values } from './nested-shape.ts';
import { elementType } from './part-types.ts';
import { partsOf } from './parts.ts';
import { isRef, type Ref } from './reference.ts';
import { unique } from './unique.ts';

export interface ListOptions<T = unknown> {
  /** The fewest elements; 0 by default, 1 where they are unique: an index takes one empty list only. */
  readonly min?: number;
  /** The most elements; 5 by default. */
  readonly max?: number;
  /** No element is in a list twice. */
  readonly distinct?: boolean;
  /** No element is in another row's list either. */
  readonly unique?: boolean;
  /** Elements that every list begins with; `min` and `max` count them. */
  readonly with?: readonly T[];
}

/**
 * Lists of values of another generator, for array columns.
 *
 * References lead to any rows of a table, no row twice in a list; where there are fewer rows than elements,
 * the list is shorter.
 *
 * @param source - the elements
 * @param options - `min` and `max`, how many, 0 to 5 by default; `distinct`, no element twice in a list;
 *   `unique`, none in another row's list either, as {@link unique} makes it; `with`, what every list begins with.
 *   Distinct elements of a generator with few values are picked without repetition; of others, repetitions are
 *   left out, which may leave fewer than `min`.
 * @throws RangeError for a `max` below `min` or what `with` has, or above 1,000; for `with` where no element is to
 *   be in two lists
 * @example
 * ```ts
 * listOf(oneOf(['admin', 'billing', 'support']), { min: 1, max: 3, distinct: true });
 * listOf(ref('users', { same: 'org_id' }), { max: 10 });
 * listOf(code(), { max: 3, unique: true }); // a unique index on the elements
 * ```
 */
export function listOf(source: Ref, options?: ListOptions): Generator<never[]>;
export function listOf<T>(source: Generator<T>, options?: ListOptions<T>): Generator<T[]>;
export function listOf<T>(source: Source<T>, options?: ListOptions): Generator<Values<T>[]>;
export function listOf(source: Source<unknown>, options: ListOptions = {}): Generator<unknown[]> {
  const bounds = readBounds(options);
  const element = options.unique ? unique(source) : source;
  const bind = (site: Site): Elements<unknown> => bindElements(site, element, bounds.max);
  return generator<unknown[]>(
    ['listOf', source, options],
    (site) => {
      const stream = site.stream('count');
      const elements = bind(site);
      elements.at(0);
      const countOf = (row: Row): number => {
        stream.seek(row.index);
        return stream.between(bounds.min, bounds.max);
      };
      const { with: first = [] } = options;
      return {
        distinct: options.unique && bounds.min > 0,
        draw: options.distinct
          ? (row) => apart(first, elements.drawApart(row, countOf(row)), bounds.max)
          : (row) => [...first, ...elements.draw(row, countOf(row) - first.length)],
      };
    },
    { inner: [{ source: element, step: '[]' }], ...lengthEdges(bind, source, options, bounds.max) },
  );
}

const MAX_ELEMENTS = 1000;

function readBounds(options: ListOptions): { readonly min: number; readonly max: number } {
  const { with: first = [], unique: isUnique } = options;
  if (isUnique && first.length > 0) {
    throw new RangeError(
      'listOf() cannot begin every list with an element that only one is to have',
    );
  }
  const least = isUnique ? 1 : first.length;
  const { min = Math.min(least, options.max ?? least) } = options;
  const { max = Math.max(5, min, first.length) } = options;
  if (min >= 0 && max >= min && max >= first.length && max <= MAX_ELEMENTS) return { min, max };
  throw new RangeError(`listOf() has 0 to ${MAX_ELEMENTS} elements, not ${min} to ${max}`);
}

function bindElements(site: Site, source: Source<unknown>, max: number): Elements<unknown> {
  return new Elements(site, source, {
    type: elementType(site.type),
    label: 'element',
    most: max,
  });
}

/** What a list begins with, then others, none twice. */
function apart(first: readonly unknown[], others: readonly unknown[], max: number): unknown[] {
  return [...new Set([...first, ...others])].slice(0, max);
}

/** Long lists of elements that must not be repeated are drawn; of others, the type's own edge cases do. */
function lengthEdges(
  bind: (site: Site) => Elements<unknown>,
  source: Source<unknown>,
  options: ListOptions,
  max: number,
): Partial<EdgeSource<unknown[]>> {
  const isRepeatable = !partsOf(source).some((part) => isRef(part.source));
  if (isRepeatable && !options.distinct && !options.unique) return {};
  const lengths: Readonly<Record<string, number>> = { single: 1, many: options.unique ? max : 100 };
  return {
    edge(name, site) {
      const length = lengths[name];
      if (length === undefined) return undefined;
      const elements = bind(site);
      return (row) => apart(options.with ?? [], elements.drawApart(row, length), length);
    },
    ...(options.unique && { distinctEdges: true as const }),
  };
}
