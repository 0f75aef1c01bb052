import { quota } from '../src/random/quota.ts';
import { Permutation } from '../src/random/permutation.ts';
import { GenFactoriesError } from '../src/errors.ts';
import type { Key } from '../src/random/hash.ts';
import { typeEdge, typeEdgeNames } from './edges.ts';
import {
  isGenerator,
  wrapper,
  type Bound,
  type EdgeInfo,
  type Generator,
  type Row,
  type Site,
  type Source,
} from './generator.ts';
import { rate, type Rate } from './reference.ts';
import { within } from './within.ts';

/**
 * Mixes edge cases into the values of another generator, each in its share of the rows and at least
 * at one row among the first {@link EDGE_ROWS}; `factory.edges(table)` says which. All of them are valid
 * for the column: what does not fit its type or length is made to fit.
 *
 * @param source - the ordinary values
 * @param rates - edge cases by name, each with its share of the rows
 * @throws GenFactoriesError `DEFINITION_INVALID`, when planned, for a name the column's type does not
 *   have
 * @example
 * ```ts
 * edge(fullName(), { emoji: '5%', longest: '2%', apostrophe: '1%' });
 * ```
 */
export function edge<T>(source: Source<T>, rates: Readonly<Record<string, Rate>>): Generator<T> {
  const cases = Object.entries(rates).map(([name, share]) => ({ name, rate: rate(share) }));
  return wrapper<T>(['edge', source, cases], [source], (site) => {
    const inner = site.bind<T>(source, 'value');
    const bound = cases.map((wanted, order) => bindCase(site, source, wanted, order));
    const edgeAt = (index: number): BoundCase<T> | null => findCase(bound, index);
    return {
      ...inner,
      // Ordinary values may be distinct; an edge value is where its generator says so.
      distinct: inner.distinct === true && bound.every((each) => each.distinct),
      edges: bound.map((each) => each.info),
      edgeAt: (index) => edgeAt(index)?.info.name ?? null,
      draw(row: Row) {
        const found = edgeAt(row.index);
        return found === null ? inner.draw(row) : found.value(row, () => inner.draw(row));
      },
      within: (accepts) => {
        const kept = within(inner, site.key('kept'), accepts);
        if (kept === null) return null;
        const draw = (row: Row): T => {
          const found = edgeAt(row.index);
          const value = found?.value(row, () => inner.draw(row));
          return found !== null && accepts(value) ? (value as T) : kept.draw(row);
        };
        return { draw };
      },
    } satisfies Bound<T>;
  });
}

/** Every edge case of a column is at one of the first so many rows (or twice as many, and so on). */
const EDGE_ROWS = 32;

interface BoundCase<T> {
  readonly info: EdgeInfo;
  readonly key: Key;
  readonly distinct: boolean;
  readonly value: (row: Row, ordinary: () => T) => T;
}

function bindCase<T>(
  site: Site,
  source: Source<T>,
  wanted: { readonly name: string; readonly rate: number },
  order: number,
): BoundCase<T> {
  const own = isGenerator(source) ? source.edge?.(wanted.name, site) : undefined;
  const distinct = own !== undefined && isGenerator(source) && source.distinctEdges === true;
  const value = own ?? typeEdge(wanted.name, site);
  if (value === undefined) {
    throw new GenFactoriesError('DEFINITION_INVALID', {
      what: `There is no edge case "${wanted.name}" for a column of type ${site.type.kind}`,
      where: `${site.table}.${site.column}`,
      fix: `It has: ${typeEdgeNames(site.type).join(', ')}.`,
    });
  }
  return {
    info: { ...wanted, index: guaranteedRow(site, order) },
    key: site.key('edge', wanted.name),
    distinct,
    value: value as BoundCase<T>['value'],
  };
}

/**
 * The row that a column's n-th edge case is sure to be at: spread over the first rows by a permutation
 * of the column's own, so that row 0 does not carry every column's first edge case at once, and
 * independent of the rates and of later edge cases.
 */
function guaranteedRow(site: Site, order: number): number {
  const block = Math.floor(order / EDGE_ROWS);
  const spread = new Permutation(EDGE_ROWS, site.key('edge rows'));
  return block * EDGE_ROWS + spread.apply(order % EDGE_ROWS);
}

function findCase<T>(cases: readonly BoundCase<T>[], index: number): BoundCase<T> | null {
  if (index < EDGE_ROWS * Math.ceil(cases.length / EDGE_ROWS)) {
    for (const each of cases) if (each.info.index === index) return each;
  }
  for (const each of cases) if (quota(each.key, index) < each.info.rate) return each;
  return null;
}
