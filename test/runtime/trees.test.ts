import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maybe } from '../../generators/maybe.ts';
import { ref, tree } from '../../generators/reference.ts';
import { looseFactory, table, to, type Row } from './support/loose-factory.ts';
import { violations } from './support/violations.ts';

const ID = 'integer not null serial';

interface Asked {
  readonly breadth: number;
  readonly depth: number;
  readonly roots: number;
  readonly count: number;
  readonly type: 'integer' | 'integer not null';
}

const asked: fc.Arbitrary<Asked> = fc.record({
  breadth: fc.integer({ min: 1, max: 6 }),
  depth: fc.integer({ min: 1, max: 9 }),
  roots: fc.integer({ min: 1, max: 5 }),
  count: fc.integer({ min: 1, max: 500 }),
  type: fc.constantFrom('integer', 'integer not null'),
});

/** The place of each row's parent; −1 for a root. */
function parentsOf({ count, type, ...shape }: Asked): number[] {
  const tables = { t: table({ id: ID, up: type }, { references: [to('t', 'up')] }) };
  const factory = looseFactory(tables);
  factory.define('t', { count, shape: { up: ref('t', { fanout: tree(shape) }) } });
  const rows = factory.rows('t');
  const isRoot = (row: Row): boolean => row['up'] === (type === 'integer' ? null : row['id']);
  return rows.map((row) => (isRoot(row) ? -1 : Number(row['up']) - 1));
}

function depthsOf(parents: readonly number[]): number[] {
  const depths: number[] = [];
  for (const parent of parents) depths.push(parent < 0 ? 1 : depths[parent]! + 1);
  return depths;
}

/** The most children that a row has. */
function widest(parents: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const parent of parents) {
    if (parent >= 0) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** How many rows may hang below one root, the root included. */
function roomOf({ breadth, depth }: Asked): number {
  let [room, level] = [0, 1];
  for (let at = 0; at < depth; at++, level *= breadth) room += level;
  return room;
}

describe('trees', () => {
  it('put a parent before its children', () => {
    fc.assert(
      fc.property(asked, (shape) => {
        for (const [index, parent] of parentsOf(shape).entries()) {
          expect(parent).toBeLessThan(index);
        }
      }),
    );
  });

  it('have no node with more children than the breadth, and one with as many', () => {
    fc.assert(
      fc.property(asked, (shape) => {
        const most = widest(parentsOf(shape));
        expect(most).toBeLessThanOrEqual(shape.breadth);
        const { roots, depth, breadth, count } = shape;
        // Once the chain is there, the rows that follow fill its first node.
        if (depth > 1 && count >= roots + depth - 1 + breadth - 1) expect(most).toBe(breadth);
      }),
    );
  });

  it('are as deep as asked, where the rows suffice, and nowhere deeper', () => {
    fc.assert(
      fc.property(asked, (shape) => {
        const parents = parentsOf(shape);
        const roots = parents.filter((parent) => parent < 0).length;
        const below = shape.count - roots;
        expect(Math.max(...depthsOf(parents))).toBe(Math.min(shape.depth, 1 + below));
      }),
    );
  });

  it('have the roots that were asked for, and no more than the rows need', () => {
    fc.assert(
      fc.property(asked, (shape) => {
        const roots = parentsOf(shape).filter((parent) => parent < 0).length;
        const needed = Math.ceil(shape.count / roomOf(shape));
        expect(roots).toBe(Math.min(shape.count, Math.max(shape.roots, needed)));
      }),
    );
  });

  it('place a far row as fast as a near one', () => {
    const tables = {
      t: table({ id: 'bigint not null identity', up: 'bigint' }, { references: [to('t', 'up')] }),
    };
    for (const [breadth, depth] of [
      [1, 1_000_000],
      [2, 45],
      [1000, 5],
    ] as const) {
      const factory = looseFactory(tables);
      factory.define('t', {
        count: 2 ** 40,
        shape: { up: ref('t', { fanout: tree({ breadth, depth }) }) },
      });
      const start = performance.now();
      expect(Number(factory.row('t', 2 ** 40 - 1)['up'])).toBeGreaterThan(0);
      expect(performance.now() - start).toBeLessThan(500);
    }
  });

  it.each([{ breadth: 0 }, { depth: 0 }, { roots: 0 }, { breadth: 1.5 }, { depth: NaN }])(
    'are refused with %o',
    (options) => {
      expect(() => tree(options)).toThrow(RangeError);
    },
  );

  it.each([
    ['integer', null],
    ['integer not null', 'itself'],
  ])('of a column %s have roots that refer to %s', (type, root) => {
    const tables = { t: table({ id: ID, up: type }, { references: [to('t', 'up')] }) };
    const factory = looseFactory(tables);
    factory.define('t', {
      count: 300,
      shape: { up: ref('t', { fanout: tree({ depth: 6, roots: 3 }) }) },
    });
    const rows = factory.rows('t');
    const isRoot = (row: Row): boolean => row['up'] === (root === null ? null : row['id']);
    expect(rows.filter(isRoot)).toEqual(rows.slice(0, 3));
    expect(violations(tables, factory.load())).toEqual([]);
  });

  it('have the share of roots that maybe() asks for', () => {
    const factory = looseFactory({
      t: table({ id: ID, up: 'integer' }, { references: [to('t', 'up')] }),
    });
    factory.define('t', { count: 200, shape: { up: maybe('25%', ref('t')) } });
    expect(factory.rows('t').filter((row) => row['up'] === null)).toHaveLength(50);
  });

  it('stay within a group, and within their bounds there', () => {
    const tables = {
      posts: table({ id: ID }),
      comments: table(
        { id: ID, post_id: 'integer not null', reply_to_id: 'integer' },
        { references: [to('posts'), to('comments', 'reply_to_id')] },
      ),
    };
    fc.assert(
      fc.property(asked, ({ breadth, depth, count }) => {
        const factory = looseFactory(tables).define('posts', { count: 3 });
        const reply_to_id = ref('comments', { same: 'post_id', fanout: tree({ breadth, depth }) });
        factory.define('comments', { count, shape: { post_id: ref('posts'), reply_to_id } });
        const rows = factory.rows('comments');
        const byId = new Map(rows.map((row) => [row['id'], row]));
        const depthOf = (row: Row): number =>
          row['reply_to_id'] === null ? 1 : 1 + depthOf(byId.get(row['reply_to_id'])!);
        for (const row of rows) {
          const above = byId.get(row['reply_to_id']);
          if (above !== undefined) expect(above['post_id']).toBe(row['post_id']);
          if (above !== undefined) expect(Number(above['id'])).toBeLessThan(Number(row['id']));
          expect(depthOf(row)).toBeLessThanOrEqual(depth);
        }
        const parents = rows.map((row) => Number(row['reply_to_id'] ?? -1));
        expect(widest(parents)).toBeLessThanOrEqual(breadth);
      }),
    );
  });
});
