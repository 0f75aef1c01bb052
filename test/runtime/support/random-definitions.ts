import fc from 'fast-check';
import { boolean, weighted } from '../../../generators/choice.ts';
import { recent } from '../../../generators/date-time.ts';
import { edge } from '../../../generators/edge.ts';
import { maybe } from '../../../generators/maybe.ts';
import { integer } from '../../../generators/number.ts';
import { fullName } from '../../../generators/person.ts';
import { ref, skewed } from '../../../generators/reference.ts';
import { words } from '../../../generators/text.ts';
import type { Factory } from '../../../src/runtime/factory.ts';
import { fingerprint, type Layer } from '../../../src/runtime/fingerprint.ts';
import { planLoads } from '../../../src/runtime/load-plan.ts';
import type { PlanOptions } from '../../../src/runtime/load-plan.ts';
import { looseFactory, table, to, type LooseFactory } from './loose-factory.ts';

/** Everything about a few definitions that may be another way, each small enough to hide in a million rows. */
export const TRAITS = {
  seed: fc.string(),
  now: fc.integer({ min: 0, max: 10_000 }),
  orgs: fc.integer({ min: 1, max: 50 }),
  users: fc.integer({ min: 900_000, max: 1_000_000 }),
  min: fc.integer({ min: 0, max: 1000 }),
  max: fc.integer({ min: 1_000_000, max: 2_000_000_000 }),
  nulls: fc.integer({ min: 0, max: 100_000 }),
  emoji: fc.integer({ min: 0, max: 100_000 }),
  weight: fc.integer({ min: 1, max: 100_000 }),
  share: fc.integer({ min: 1, max: 99_999 }),
  words: fc.integer({ min: 1, max: 20 }),
  within: fc.integer({ min: 1, max: 5000 }),
  literal: fc.string(),
  rare: fc.string(),
  largest: fc.integer({ min: 40_000, max: 500_000 }),
  none: fc.integer({ min: 0, max: 50_000 }),
  length: fc.integer({ min: 20, max: 200 }),
  unique: fc.boolean(),
  anonymize: fc.boolean(),
  added: fc.integer({ min: 1, max: 50 }),
  addedText: fc.string(),
} satisfies Readonly<Record<string, fc.Arbitrary<unknown>>>;

export type Description = {
  readonly [T in keyof typeof TRAITS]: (typeof TRAITS)[T] extends fc.Arbitrary<infer V> ? V : never;
};

/** A share of rows by its hundred thousandths. */
const rate = (value: number): number => value / 100_000;

/** The factory that a description describes. */
export function factoryOf(is: Description): LooseFactory {
  const factory = looseFactory(
    {
      orgs: table({ id: 'integer not null serial', name: 'text' }),
      users: table(
        {
          id: 'bigint not null serial',
          org_id: 'integer not null',
          name: `varchar(${is.length})`,
          note: 'text',
          score: 'integer',
          role: 'text',
          active: 'boolean',
          seen_at: 'timestamptz',
        },
        { references: [to('orgs')], unique: is.unique ? [['id', 'note']] : [] },
      ),
    },
    { seed: is.seed, now: new Date(Date.UTC(2026, 0, 1) + is.now * 1000).toISOString() },
  );
  factory.define('orgs', { count: is.orgs, shape: { name: is.literal } });
  const fanout = skewed({ max: is.largest, none: rate(is.none) });
  factory.define('users', {
    count: is.users,
    shape: {
      org_id: ref('orgs', { fanout }),
      name: edge(fullName(), { emoji: rate(is.emoji) }),
      note: maybe(rate(is.nulls), words({ min: is.words, max: 40 })),
      score: integer({ min: is.min, max: is.max }),
      role: weighted({ viewer: 100_000, editor: is.weight, [`rare ${is.rare}`]: 0.000_001 }),
      active: boolean(rate(is.share)),
      seen_at: recent({ within: `${is.within}h` }),
    },
    anonymize: is.anonymize ? ['role'] : [],
  });
  return factory.scenario('more', ({ add }) => add('users', is.added, { note: is.addedText }));
}

/** What `up()` compares with the ledger. */
export function printOf(
  factory: LooseFactory,
  layer: Layer = 'base',
  options: PlanOptions = {},
): string {
  const source = (factory as unknown as Factory<never>).source();
  const scenario = layer === 'scenario' ? 'more' : undefined;
  return fingerprint(planLoads(source, { scenario, ...options }), layer);
}
