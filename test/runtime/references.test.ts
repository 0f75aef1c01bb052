import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, position } from '../../generators/family.ts';
import { maybe } from '../../generators/maybe.ts';
import { even, ref, skewed } from '../../generators/reference.ts';
import { range } from '../random/statistics.ts';
import { looseFactory, table, to, type LooseFactory, type Row } from './support/loose-factory.ts';
import { violations } from './support/violations.ts';

const ID = 'integer not null serial';
const NUMBER = 'integer not null';

const FAMILY = {
  orgs: table({ id: ID, member_count: NUMBER }),
  users: table({ id: ID, org_id: 'integer', number: 'integer' }, { references: [to('orgs')] }),
};

/** How many rows have each value in a column. */
function tally(rows: readonly Row[], column: string): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
  return counts;
}

describe('families', () => {
  const sizes = fc.record({
    orgs: fc.integer({ min: 1, max: 60 }),
    users: fc.integer({ min: 0, max: 400 }),
    nulls: fc.constantFrom(0, 0.1, 0.5, 1),
    fanout: fc.oneof(
      fc.constant(even()),
      fc
        .record({ max: fc.integer({ min: 1, max: 400 }), none: fc.constantFrom(0, 0.3, 0.9) })
        .map(skewed),
    ),
  });
  it('have as many members as their parents say, numbered from 1', () => {
    fc.assert(
      fc.property(sizes, ({ orgs, users, nulls, fanout }) => {
        const factory = looseFactory(FAMILY);
        factory.define('orgs', {
          count: orgs,
          shape: { member_count: countOf('users', 'org_id') },
        });
        const org_id = maybe(nulls, ref('orgs', { fanout }));
        factory.define('users', { count: users, shape: { org_id, number: position('org_id') } });
        const members = factory.rows('users');
        for (const org of factory.rows('orgs')) {
          const own = members.filter((user) => user['org_id'] === org['id']);
          expect(org['member_count']).toBe(own.length);
          const numbers = own.map((user) => Number(user['number'])).sort((a, b) => a - b);
          expect(numbers).toEqual(range(own.length, 1));
        }
        expect(tally(members, 'org_id').get(null) ?? 0).toBe(Math.round(users * nulls));
      }),
    );
  });

  it('are as large, and as often empty, as asked', () => {
    const factory = looseFactory(FAMILY).define('orgs', { count: 100, shape: { member_count: 0 } });
    const org_id = ref('orgs', { fanout: skewed({ max: 5000, none: '20%' }) });
    factory.define('users', { count: 10_000, shape: { org_id } });
    const counts = tally(factory.rows('users'), 'org_id');
    expect(Math.max(...counts.values())).toBe(5000);
    expect(counts.size).toBeLessThanOrEqual(80);
  });

  it('are even to within one where that is asked', () => {
    const factory = looseFactory(FAMILY).define('orgs', { count: 30, shape: { member_count: 0 } });
    factory.define('users', { count: 100, shape: { org_id: ref('orgs', { fanout: even() }) } });
    expect(new Set(tally(factory.rows('users'), 'org_id').values())).toEqual(new Set([3, 4]));
  });

  it('are counted where a key, a tree or another reference decides about parents', () => {
    const links = { project_id: NUMBER, user_id: NUMBER, org_id: NUMBER, boss_id: 'integer' };
    const tables = {
      orgs: table({ id: ID, links: NUMBER }),
      users: table(
        { id: ID, links: NUMBER, reports: NUMBER, boss_id: 'integer' },
        { references: [to('users', 'boss_id')] },
      ),
      projects: table({ id: ID, org_id: NUMBER, links: NUMBER }, { references: [to('orgs')] }),
      links: table(links, {
        primaryKey: ['project_id', 'user_id'],
        references: [to('projects'), to('users'), to('orgs')],
      }),
    };
    const factory = looseFactory(tables);
    factory.define('orgs', { count: 3, shape: { links: countOf('links', 'org_id') } });
    const reports = countOf('users', 'boss_id');
    factory.define('users', {
      count: 9,
      shape: { links: countOf('links', 'user_id'), reports, boss_id: ref('users') },
    });
    factory.define('projects', { count: 7, shape: { links: countOf('links', 'project_id') } });
    factory.define('links', {
      count: 40,
      shape: { org_id: ref('orgs', { through: 'project_id' }) },
    });
    const rows = factory.rows('links');
    for (const [name, column] of [
      ['orgs', 'org_id'],
      ['users', 'user_id'],
      ['projects', 'project_id'],
    ] as const) {
      const counts = tally(rows, column);
      for (const row of factory.rows(name)) expect(row['links']).toBe(counts.get(row['id']) ?? 0);
    }
    const bosses = tally(factory.rows('users'), 'boss_id');
    for (const user of factory.rows('users'))
      expect(user['reports']).toBe(bosses.get(user['id']) ?? 0);
  });
});

describe('tenants', () => {
  const TENANTS = {
    orgs: table({ id: ID }),
    users: table({ id: ID, org_id: NUMBER }, { references: [to('orgs')] }),
    projects: table({ id: 'uuid not null', org_id: NUMBER }, { references: [to('orgs')] }),
    tasks: table(
      {
        id: ID,
        org_id: NUMBER,
        project_id: 'uuid not null',
        assignee_id: NUMBER,
        reviewer_id: 'integer',
      },
      {
        references: [
          to('orgs'),
          to('projects'),
          to('users', 'assignee_id'),
          to('users', 'reviewer_id'),
        ],
      },
    ),
    members: table(
      { project_id: 'uuid not null', user_id: NUMBER },
      { primaryKey: ['project_id', 'user_id'], references: [to('projects'), to('users')] },
    ),
  };
  const counts = fc.record({
    orgs: fc.integer({ min: 1, max: 12 }),
    users: fc.integer({ min: 1, max: 40 }),
    projects: fc.integer({ min: 1, max: 25 }),
    tasks: fc.integer({ min: 0, max: 80 }),
    none: fc.constantFrom(0, 0.5),
    max: fc.integer({ min: 1, max: 40 }),
    seed: fc.string(),
  });
  type Counts = typeof counts extends fc.Arbitrary<infer C> ? C : never;

  function tenants({ orgs, users, projects, tasks, none, max, seed }: Counts): LooseFactory {
    const fanout = skewed({ none, max });
    const same = { org_id: 'project_id.org_id' };
    return looseFactory(TENANTS, { seed })
      .define('orgs', { count: orgs })
      .define('users', { count: users, shape: { org_id: ref('orgs', { fanout }) } })
      .define('projects', { count: projects, shape: { org_id: ref('orgs', { fanout }) } })
      .define('members', { count: projects, shape: { user_id: ref('users', { same }) } })
      .define('tasks', {
        count: tasks,
        shape: {
          project_id: ref('projects', { fanout }),
          org_id: ref('orgs', { through: 'project_id' }),
          assignee_id: ref('users', { same: 'org_id' }),
          reviewer_id: maybe('30%', ref('users', { same })),
        },
      });
  }

  it('keep to themselves, whatever the counts', () => {
    fc.assert(
      fc.property(counts, (asked) => {
        const rows = tenants(asked).load();
        const orgOf = (name: string): Map<unknown, unknown> =>
          new Map(rows.get(name)!.map((row) => [row['id'], row['org_id']]));
        const [users, projects] = [orgOf('users'), orgOf('projects')];
        for (const task of rows.get('tasks') ?? []) {
          expect(projects.get(task['project_id'])).toBe(task['org_id']);
          expect(users.get(task['assignee_id'])).toBe(task['org_id']);
          if (task['reviewer_id'] !== null)
            expect(users.get(task['reviewer_id'])).toBe(task['org_id']);
        }
        for (const { project_id, user_id } of rows.get('members')!) {
          expect(users.get(user_id)).toBe(projects.get(project_id));
        }
        expect(violations(TENANTS, rows)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a way through a row that leads to the same table twice', () => {
  it('is by the reference that every row has', () => {
    const tables = {
      shops: table({ id: ID }),
      customers: table(
        { id: ID, referrer_id: 'integer', shop_id: NUMBER },
        { references: [to('shops', 'referrer_id'), to('shops')] },
      ),
      orders: table(
        { id: ID, customer_id: NUMBER, shop_id: NUMBER, gift_for_id: NUMBER },
        { references: [to('customers'), to('shops'), to('customers', 'gift_for_id')] },
      ),
    };
    const factory = looseFactory(tables)
      .define('shops', { count: 9 })
      .define('customers', { count: 30, shape: { referrer_id: maybe('50%', ref('shops')) } })
      .define('orders', {
        count: 60,
        shape: {
          shop_id: ref('shops', { through: 'customer_id' }),
          gift_for_id: ref('customers', { same: 'shop_id' }),
        },
      });
    const rows = factory.load();
    const shopOf = new Map(rows.get('customers')!.map((row) => [row['id'], row['shop_id']]));
    for (const order of rows.get('orders')!) {
      expect(shopOf.get(order['customer_id'])).toBe(order['shop_id']);
      expect(shopOf.get(order['gift_for_id'])).toBe(order['shop_id']);
    }
  });
});
