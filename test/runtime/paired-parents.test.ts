import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ref, type RefOptions } from '../../generators/reference.ts';
import type { TableFacts } from '../../src/schema/facts.ts';
import { looseFactory, type LooseFactory } from '../engines/support/loose-factory.ts';
import { thrown } from '../support/errors.ts';

const ID = 'integer not null serial';

function tables(unique: boolean, nullable: boolean): Record<string, TableFacts> {
  const key = nullable ? 'integer' : 'integer not null';
  return {
    users: { table: 'public.users', columns: { id: ID }, primaryKey: ['id'] },
    teams: { table: 'public.teams', columns: { id: ID }, primaryKey: ['id'] },
    pairs: {
      table: 'public.pairs',
      columns: { id: ID, a_id: key, b_id: key },
      primaryKey: ['id'],
      ...(unique && { unique: [['a_id', 'b_id']] }),
      references: [
        { columns: ['a_id'], to: 'users', key: ['id'] },
        { columns: ['b_id'], to: 'users', key: ['id'] },
      ],
    },
  };
}

interface Asked {
  readonly users: number;
  readonly pairs: number;
  readonly options: RefOptions;
  readonly unique?: boolean;
  readonly nullable?: boolean;
}

function factoryOf({
  users,
  pairs,
  options,
  unique = false,
  nullable = false,
}: Asked): LooseFactory {
  const factory = looseFactory(tables(unique, nullable));
  factory.define('teams', { count: 0 }).define('users', { count: users });
  return factory.define('pairs', {
    count: pairs,
    shape: { a_id: ref('users'), b_id: ref('users', options) },
  });
}

type Pair = readonly [a: number | null, b: number | null];

function pairsOf(factory: LooseFactory): Pair[] {
  return [...factory.rows('pairs')].map(({ a_id: a, b_id: b }) => [a, b] as Pair);
}

const RULES: readonly (readonly [
  RefOptions,
  (a: number, b: number) => boolean,
  (n: number) => number,
])[] = [
  [{ otherThan: 'a_id' }, (a, b) => a !== b, (n) => n * (n - 1)],
  [{ above: 'a_id' }, (a, b) => a < b, (n) => (n * (n - 1)) / 2],
  [{ below: 'a_id' }, (a, b) => a > b, (n) => (n * (n - 1)) / 2],
];

describe('two references to one table', () => {
  it.each(RULES)('%j holds in every row', (options, holds) => {
    const asked = fc.record({
      users: fc.integer({ min: 2, max: 40 }),
      pairs: fc.integer({ min: 1, max: 200 }),
      nullable: fc.boolean(),
    });
    fc.assert(
      fc.property(asked, (each) => {
        for (const [a, b] of pairsOf(factoryOf({ ...each, options })))
          expect(holds(a!, b!)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it.each(RULES)(
    '%j has every pair once under a unique key, and there is none more',
    (options, holds, capacity) => {
      for (const users of [2, 5, 12]) {
        const pairs = capacity(users);
        const found = pairsOf(factoryOf({ users, pairs, options, unique: true }));
        expect(new Set(found.map(String)).size).toBe(pairs);
        expect(found.every(([a, b]) => holds(a!, b!))).toBe(true);
        const more = factoryOf({ users, pairs: pairs + 1, options, unique: true });
        expect(thrown(() => more.plan()).message).toMatch(`: ${pairs} `);
      }
    },
  );

  it('leaves the fan-out to the one, and draws the other', () => {
    const found = pairsOf(
      factoryOf({ users: 100, pairs: 1000, options: { otherThan: 'a_id' }, unique: true }),
    );
    const sizes = new Map<number, number>();
    for (const [a] of found) sizes.set(a!, (sizes.get(a!) ?? 0) + 1);
    expect(Math.max(...sizes.values())).toBeGreaterThan(30);
    expect(new Set(found.map(([, b]) => b)).size).toBeGreaterThan(90);
  });

  it('keeps its share of NULL', () => {
    const found = pairsOf(
      factoryOf({ users: 50, pairs: 1000, options: { above: 'a_id', nulls: 0.2 }, nullable: true }),
    );
    expect(found.filter(([, b]) => b === null).length).toBeCloseTo(200, -1);
  });

  it('is an error where the other leads to another table', () => {
    const factory = looseFactory({
      ...tables(false, false),
      pairs: {
        table: 'public.pairs',
        columns: { id: ID, a_id: 'integer not null', b_id: 'integer not null' },
        primaryKey: ['id'],
        references: [
          { columns: ['a_id'], to: 'teams', key: ['id'] },
          { columns: ['b_id'], to: 'users', key: ['id'] },
        ],
      },
    }).define('pairs', { shape: { a_id: ref('teams'), b_id: ref('users', { above: 'a_id' }) } });
    expect(thrown(() => factory.plan()).message).toMatch(
      /"a_id" leads to "teams", and not to "users"/,
    );
  });
});
