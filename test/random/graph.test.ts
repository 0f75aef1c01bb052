import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { components } from '../../src/random/graph.ts';
import { range } from './statistics.ts';

interface Graph {
  readonly nodes: readonly number[];
  readonly next: (node: number) => readonly number[];
}

const graph: fc.Arbitrary<Graph> = fc.integer({ min: 0, max: 12 }).chain((size) =>
  fc.array(fc.tuple(fc.nat(size + 1), fc.nat(size + 1)), { maxLength: 30 }).map((edges) => ({
    nodes: range(size),
    next: (node: number) => edges.filter(([from]) => from === node).map(([, to]) => to),
  })),
);

/** Everything a node leads to, itself included. */
function reach({ nodes, next }: Graph, from: number): Set<number> {
  const seen = new Set([from]);
  for (const node of seen) for (const to of next(node)) if (nodes.includes(to)) seen.add(to);
  return seen;
}

describe('components', () => {
  it('puts nodes together that lead to each other, and only those', () => {
    fc.assert(
      fc.property(graph, (g) => {
        const reached = g.nodes.map((node) => reach(g, node));
        const naive = g.nodes.map((node) =>
          g.nodes.filter((other) => reached[node]!.has(other) && reached[other]!.has(node)),
        );
        const groups = components(g.nodes, g.next);
        expect(groups.flat().toSorted((a, b) => a - b)).toEqual(g.nodes);
        for (const group of groups) expect(group).toEqual(naive[group[0]!]);
      }),
      { numRuns: 1000 },
    );
  });

  it('puts every group after those it leads to', () => {
    fc.assert(
      fc.property(graph, (g) => {
        const groups = components(g.nodes, g.next);
        const place = new Map(groups.flatMap((group, at) => group.map((node) => [node, at])));
        for (const node of g.nodes) {
          for (const to of g.next(node)) {
            if (place.has(to)) expect(place.get(to)).toBeLessThanOrEqual(place.get(node)!);
          }
        }
      }),
    );
  });

  it('gives one order for one input', () => {
    fc.assert(
      fc.property(graph, (g) => {
        expect(components(g.nodes, g.next)).toEqual(
          components([...g.nodes], (node) => [...g.next(node)]),
        );
      }),
    );
  });

  it('keeps the order of nodes that do not lead anywhere', () => {
    expect(components(['c', 'a', 'b'], () => [])).toEqual([['c'], ['a'], ['b']]);
  });

  it('follows a chain of a hundred thousand', () => {
    const nodes = range(100_000);
    const groups = components(nodes, (node) => (node + 1 < nodes.length ? [node + 1] : []));
    expect(groups[0]).toEqual([99_999]);
    const ring = components(nodes, (node) => [(node + 1) % nodes.length]);
    expect(ring).toHaveLength(1);
  });
});
