import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  edge,
  given,
  integer,
  listOf,
  mapOf,
  maybe,
  optional,
  record,
  ref,
  weighted,
} from '../../generators/catalog.ts';
import type { Tables } from './support/loose-factory.ts';
import { ID, isDistinct, keysOf, rowsOf, TABLES, teamsOf, type Item } from './support/teams.ts';

describe('a list of references', () => {
  const factory = teamsOf({ memberIds: listOf(ref('users'), { max: 5 }) });
  const teams = rowsOf(factory);

  it('leads to rows that are there, to none twice', () => {
    const users = keysOf(factory, 'users');
    expect(teams.every(({ memberIds }) => memberIds.every((id) => users.has(id)))).toBe(true);
    expect(teams.every(({ memberIds }) => isDistinct(memberIds))).toBe(true);
    expect(new Set(teams.map(({ memberIds }) => memberIds.length))).toEqual(
      new Set([0, 1, 2, 3, 4, 5]),
    );
    expect(new Set(teams.flatMap(({ memberIds }) => memberIds)).size).toBeGreaterThan(50);
  });

  it('is the same whichever row is read first, and however many rows its table has', () => {
    const other = teamsOf({ memberIds: listOf(ref('users'), { max: 5 }) }, { teams: 500 });
    for (const index of [79, 0, 42, 42])
      expect(other.row('teams', index)['memberIds']).toEqual(teams[index]!.memberIds);
  });

  it('is shorter where there are fewer rows, and empty where there are none', () => {
    const few = rowsOf(
      teamsOf({ memberIds: listOf(ref('users'), { min: 5, max: 9 }) }, { users: 3 }),
    );
    expect(few.every(({ memberIds }) => memberIds.length === 3 && isDistinct(memberIds))).toBe(
      true,
    );
    const none = teamsOf({ memberIds: listOf(ref('users'), { min: 1 }) }, { users: 0 });
    expect(rowsOf(none).every(({ memberIds }) => memberIds.length === 0)).toBe(true);
  });

  it('is of another table than before, and the order to load in is the same', () => {
    const tables = factory.plan().rows;
    expect(Object.keys(tables)).toContain('teams');
    const circle = teamsOf({ memberIds: listOf(ref('teams')) }, {}, withoutReferences());
    expect(rowsOf(circle).every(({ _id, memberIds }) => !memberIds.includes(_id))).toBe(true);
    expect(rowsOf(circle).some(({ memberIds }) => memberIds.length > 0)).toBe(true);
  });

  it('has its edge cases without repetition', () => {
    const shape = { memberIds: edge(listOf(ref('users')), { many: '5%', empty: '5%', single: 0 }) };
    const rows = rowsOf(teamsOf(shape));
    const lengths = rows.map(({ memberIds }) => memberIds.length);
    expect(Math.max(...lengths)).toBe(60);
    expect(rows.every(({ memberIds }) => isDistinct(memberIds))).toBe(true);
  });

  it('holds for any counts', () => {
    const counts = fc.record({
      users: fc.integer({ min: 0, max: 9 }),
      min: fc.integer({ min: 0, max: 4 }),
      more: fc.integer({ min: 0, max: 8 }),
      orgs: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(counts, fc.boolean(), ({ users, min, more, orgs }, isSame) => {
        const options = isSame ? { same: 'orgId' } : {};
        const list = listOf(ref('users', options), { min, max: min + more });
        const made = teamsOf({ memberIds: list }, { users, orgs, teams: 15 });
        const orgOf = new Map(made.rows('users').map((user) => [user['_id'], user['orgId']]));
        for (const { memberIds, orgId } of rowsOf(made)) {
          const room = isSame ? [...orgOf.values()].filter((org) => org === orgId).length : users;
          expect(memberIds.length).toBeGreaterThanOrEqual(Math.min(min, room));
          expect(memberIds.length).toBeLessThanOrEqual(Math.min(min + more, room));
          expect(isDistinct(memberIds)).toBe(true);
          if (isSame) expect(memberIds.every((id) => orgOf.get(id) === orgId)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The tables, with references that a definition decides about alone. */
function withoutReferences(): Tables {
  return { ...TABLES, teams: { ...TABLES['teams']!, references: [] } };
}

describe('rows of the same ancestor', () => {
  it('are found where other columns decide who leads to it', () => {
    const tables: Tables = {
      ...TABLES,
      users: {
        table: 'users',
        columns: { ...ID, teamId: 'objectId not null', orgId: 'objectId not null' },
        primaryKey: ['_id'],
      },
      channels: {
        table: 'channels',
        columns: { ...ID, orgId: 'objectId not null', memberIds: 'objectId[] not null' },
        primaryKey: ['_id'],
      },
    };
    const factory = teamsOf({}, {}, tables);
    factory.define('users', {
      count: 90,
      shape: { teamId: ref('teams'), orgId: ref('orgs', { through: 'teamId' }) },
    });
    const memberIds = listOf(ref('users', { same: 'orgId' }), { min: 3, max: 6 });
    factory.define('channels', { count: 40, shape: { orgId: ref('orgs'), memberIds } });
    const orgOf = new Map(factory.rows('users').map((user) => [user['_id'], user['orgId']]));
    const channels = rowsOf({ ...factory, rows: () => factory.rows('channels') });
    expect(channels.flatMap((each) => each.memberIds).length).toBeGreaterThan(100);
    for (const channel of channels) {
      expect(isDistinct(channel.memberIds)).toBe(true);
      expect(channel.memberIds.every((id) => orgOf.get(id) === channel.orgId)).toBe(true);
    }
  });

  it('are those of the row itself, and not one that another reference leads to', () => {
    const factory = teamsOf({
      ownerId: ref('users', { same: 'orgId' }),
      memberIds: listOf(ref('users', { same: 'orgId', otherThan: 'ownerId' }), { min: 9, max: 9 }),
    });
    for (const { ownerId, memberIds } of rowsOf(factory)) expect(memberIds).not.toContain(ownerId);
    factory.define('users', {
      shape: { friends: listOf(ref('users', { same: 'orgId' }), { min: 99, max: 99 }) },
    });
    const users = factory.rows('users') as { _id: string; orgId: string; friends: string[] }[];
    for (const { _id, orgId, friends } of users) {
      const others = users.filter((user) => user.orgId === orgId && user._id !== _id);
      expect(friends.toSorted()).toEqual(others.map((user) => user._id).toSorted());
    }
  });
});

describe('a reference in documents of a list', () => {
  const items = listOf(
    record({
      product: ref('products'),
      quantity: integer({ min: 1, max: 9 }),
      addedBy: optional('20%', maybe('30%', ref('users'))),
      kind: weighted({ user: 1, team: 1, none: 1 }),
      target: given('kind', { user: ref('users'), team: ref('orgs') }, null),
    }),
    { min: 2, max: 4 },
  );
  const factory = teamsOf({ items }, { teams: 400 });
  const teams = rowsOf(factory);
  const all = teams.flatMap((team) => team.items);

  it('leads to another row in each document', () => {
    const products = keysOf(factory, 'products');
    expect(all.every(({ product }) => products.has(product))).toBe(true);
    expect(teams.every((team) => isDistinct(team.items.map(({ product }) => product)))).toBe(true);
    expect(all.every(({ quantity }) => quantity >= 1 && quantity <= 9)).toBe(true);
  });

  it('is NULL, or absent, in its share of them', () => {
    const share = (part: readonly Item[]): number => part.length / all.length;
    expect(share(all.filter((item) => !('addedBy' in item)))).toBeCloseTo(0.2, 1);
    expect(share(all.filter((item) => item.addedBy === null))).toBeCloseTo(0.24, 1);
  });

  it('depends on a field beside it', () => {
    const users = keysOf(factory, 'users');
    const orgs = keysOf(factory, 'orgs');
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['user', 'team', 'none']));
    for (const { kind, target } of all) {
      if (kind === 'none') expect(target).toBeUndefined();
      else expect((kind === 'user' ? users : orgs).has(target)).toBe(true);
    }
  });

  it('leaves out the document where there is no row for it', () => {
    const few = rowsOf(teamsOf({ items }, { products: 1 }));
    expect(few.every((team) => team.items.length === 1)).toBe(true);
    const none = rowsOf(teamsOf({ items }, { products: 0 }));
    expect(none.every((team) => team.items.length === 0)).toBe(true);
    const unowned = rowsOf(
      teamsOf(
        {
          items: listOf(
            record({
              product: ref('products'),
              addedBy: maybe('10%', ref('users')),
            }),
            { min: 3, max: 3 },
          ),
        },
        { users: 2 },
      ),
    );
    for (const team of unowned) {
      expect(team.items).toHaveLength(3);
      expect(team.items.some(({ addedBy }) => addedBy === null)).toBe(true);
    }
  });
});

describe('a reference elsewhere inside of a value', () => {
  it('is in lists of lists, in lists of documents of the row, among keys and what they lead to', () => {
    const factory = teamsOf({
      grid: listOf(listOf(ref('users'), { min: 3, max: 3 }), { min: 2, max: 2 }),
      settings: { admins: listOf(ref('users', { same: 'orgId' }), { min: 1, max: 2 }) } as never,
      roles: mapOf(ref('users'), weighted({ reader: 1, writer: 1 }), { min: 3, max: 3 }),
    });
    const users = keysOf(factory, 'users');
    for (const { grid, settings, roles } of rowsOf(factory)) {
      expect(grid.every((list) => isDistinct(list) && list.length === 3)).toBe(true);
      expect(grid[0]).not.toEqual(grid[1]);
      expect(settings.admins.every((id) => users.has(id))).toBe(true);
      expect(Object.keys(roles)).toHaveLength(3);
      expect(Object.keys(roles).every((id) => users.has(id))).toBe(true);
    }
  });
});
