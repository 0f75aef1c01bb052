import { describe, expect, it } from 'vitest';
import { boolean, oneOf } from '../../generators/choice.ts';
import { ref, even, skewed, type RefOptions } from '../../generators/reference.ts';
import { words } from '../../generators/text.ts';
import type { TableFacts } from '../../src/schema/facts.ts';
import { looseFactory, type LooseFactory } from '../engines/support/loose-factory.ts';
import { thrown } from '../support/errors.ts';

const ID = 'integer not null serial';
const TABLES: Readonly<Record<string, TableFacts>> = {
  plans: {
    table: 'public.plans',
    columns: { id: ID, tier: 'text not null', active: 'boolean not null' },
    primaryKey: ['id'],
  },
  users: {
    table: 'public.users',
    columns: { id: ID, plan_id: 'integer', parent_id: 'integer', name: 'text not null' },
    primaryKey: ['id'],
    references: [
      { columns: ['plan_id'], to: 'plans', key: ['id'] },
      { columns: ['parent_id'], to: 'users', key: ['id'] },
    ],
  },
  flagships: {
    table: 'public.flagships',
    columns: { plan_id: 'integer not null' },
    primaryKey: ['plan_id'],
    references: [{ columns: ['plan_id'], to: 'plans', key: ['id'] }],
  },
};

const TIERS = ['free', 'team', 'business'] as const;

function factoryOf(options: RefOptions, count = 600): LooseFactory {
  const factory = looseFactory(TABLES);
  factory.define('plans', { count: 60, shape: { tier: oneOf(TIERS), active: boolean() } });
  factory.define('flagships', { count: 0 });
  return factory.define('users', {
    count,
    shape: { plan_id: ref('plans', options), name: words() },
  });
}

/** The plans that users lead to, each with how many. */
function planned(factory: LooseFactory): Map<number, number> {
  const found = new Map<number, number>();
  for (const { plan_id: id } of factory.rows('users')) {
    if (id !== null) found.set(Number(id), (found.get(Number(id)) ?? 0) + 1);
  }
  return found;
}

describe('where', () => {
  it.each<[RefOptions['where'] & object, (plan: Record<string, unknown>) => boolean]>([
    [{ tier: 'team' }, ({ tier }) => tier === 'team'],
    [{ tier: ['team', 'free'] }, ({ tier }) => tier !== 'business'],
    [{ tier: 'team', active: true }, ({ tier, active }) => tier === 'team' && active === true],
    [{ id: 7 }, ({ id }) => id === 7],
    [{ id: 7n }, ({ id }) => id === 7],
    [{ id: [7, 9] }, ({ id }) => id === 7 || id === 9],
    [{ id: { min: 50 } }, ({ id }) => Number(id) >= 50],
    [{ id: { min: 9, max: 12 } }, ({ id }) => Number(id) >= 9 && Number(id) <= 12],
    [{ tier: { max: 'g' } }, ({ tier }) => tier !== 'team'],
  ])('%o leads to all of these, and to no other', (where, admits) => {
    const factory = factoryOf({ where, fanout: even() });
    const wanted = [...factory.rows('plans')].filter(admits).map(({ id }) => Number(id));
    expect([...planned(factory).keys()].sort((a, b) => a - b)).toEqual(wanted);
  });

  it('keeps the fan-out, and counts', () => {
    const factory = factoryOf({ where: { tier: 'team' }, fanout: skewed({ max: 200 }) });
    const sizes = [...planned(factory).values()];
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(600);
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(Math.max(60, 2 * Math.min(...sizes)));
  });

  it('leaves rows NULL where none is admitted, and none has to be', () => {
    expect(planned(factoryOf({ where: { tier: 'none' } })).size).toBe(0);
  });

  it('bounds a table that is one to one', () => {
    const factory = factoryOf({}).define('flagships', {
      count: 30,
      shape: { plan_id: ref('plans', { where: { id: { min: 41 } } }) },
    });
    expect(thrown(() => factory.plan()).message).toMatch(
      /30 rows of "flagships" .* 60 rows of "plans", those that its "where" admits, .*: 20 /,
    );
    expect(factory.plan({ partial: true }).rows['public.flagships']).toBe(20);
  });

  it('holds for rows of scenarios, which prefer their own', () => {
    const factory = factoryOf({ where: { tier: 'team' } })
      .scenario('more', ({ add }) => void add('users', 40))
      .scenario('own', ({ add }) => {
        add('plans', 1, { tier: 'free' });
        add('plans', 1, { tier: 'team' });
        add('users', 5);
      });
    const more = factory.with({ scenario: 'more' });
    for (const { plan_id: id } of [...more.rows('users')].slice(600))
      expect(more.row('plans', Number(id) - 1)['tier']).toBe('team');
    const own = [...factory.with({ scenario: 'own' }).rows('users')].slice(600);
    expect(own.map(({ plan_id: id }) => id)).toEqual([62, 62, 62, 62, 62]);
  });

  it.each<[RefOptions, RegExp]>([
    [{ where: { colour: 'red' } }, /"where" names "colour", which "plans" does not have/],
    [{ where: { id: 1 }, otherThan: 'parent_id' }, /"where" cannot stand beside "otherThan"/],
  ])('%j is an error', (options, message) => {
    expect(thrown(() => factoryOf(options).plan()).message).toMatch(message);
  });

  it('is an error for a tree', () => {
    const factory = factoryOf({}).define('users', {
      shape: { parent_id: ref('users', { where: { name: 'a' } }) },
    });
    expect(thrown(() => factory.plan()).message).toMatch(/"where" cannot stand beside .* itself/);
  });
});
