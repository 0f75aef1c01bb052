import { describe, expect, it } from 'vitest';
import { listOf, record, ref, skewed } from '../../generators/catalog.ts';
import { readTables } from '../../src/runtime/table-model.ts';
import { thrown } from '../support/errors.ts';
import type { LooseShape } from './support/loose-factory.ts';
import { isDistinct, keysOf, rowsOf, TABLES, teamsOf, type Team } from './support/teams.ts';

describe('a scenario', () => {
  const shape = { memberIds: listOf(ref('users'), { min: 2, max: 3 }) };

  it('leads to rows of the base, else to its own, or to those that it gives', () => {
    const factory = teamsOf(shape);
    factory.scenario('more', ({ add }) => {
      const users = add('users', 5);
      add('teams', 10);
      add('teams', 4, { memberIds: users });
      add('teams', 2, { memberIds: listOf(ref('users'), { min: 7, max: 7 }) });
    });
    const base = keysOf(factory, 'users');
    const rows = factory.load({ scenario: 'more' });
    const own = new Set(
      rows
        .get('users')!
        .slice(60)
        .map((row) => row['_id']),
    );
    const teams = rows.get('teams')! as never as Team[];
    expect(teams.slice(0, 80)).toEqual(rowsOf(factory));
    for (const [place, { memberIds }] of teams.slice(80).entries()) {
      const known = place < 10 || place >= 14 ? base : own;
      expect(memberIds.every((id) => known.has(id))).toBe(true);
      expect(isDistinct(memberIds)).toBe(true);
      expect(memberIds.length).toBeGreaterThanOrEqual(place >= 14 ? 7 : 2);
    }
    const without = teamsOf(shape, { users: 0, teams: 0 });
    without.scenario('alone', ({ add }) => {
      add('users', 5);
      add('teams', 10);
    });
    const alone = without.load({ scenario: 'alone' });
    const users = new Set(alone.get('users')!.map((row) => row['_id']));
    for (const { memberIds } of alone.get('teams')! as never as Team[]) {
      expect(memberIds.length).toBeGreaterThanOrEqual(2);
      expect(memberIds.every((id) => users.has(id))).toBe(true);
    }
  });

  it('leads to rows of an ancestor that it added', () => {
    const same = { memberIds: listOf(ref('users', { same: 'orgId' }), { min: 2, max: 3 }) };
    const factory = teamsOf(same);
    factory.scenario('large', ({ add }) => {
      const org = add('orgs');
      add('users', 8, { orgId: org });
      add('teams', 5, { orgId: org });
    });
    const rows = factory.load({ scenario: 'large' });
    const own = new Set(
      rows
        .get('users')!
        .slice(60)
        .map((row) => row['_id']),
    );
    for (const { memberIds } of rows.get('teams')!.slice(80) as never as Team[]) {
      expect(memberIds.length).toBeGreaterThanOrEqual(2);
      expect(memberIds.every((id) => own.has(id))).toBe(true);
    }
  });
});

describe('what cannot be', () => {
  const refused = (shape: LooseShape): string => {
    const error = thrown(() => teamsOf(shape).rows('teams'));
    expect(error.code).toBe('REFERENCE_INVALID');
    return error.message;
  };

  it.each<[string, LooseShape, string]>([
    [
      'another table',
      { memberIds: listOf(ref('orgs')) },
      '"memberIds" refers to "users", not to "orgs"',
    ],
    [
      'another table in documents',
      { items: listOf(record({ product: ref('users') })) },
      '"items.product" refers to "products", not to "users"',
    ],
    ['one row for a list', { memberIds: ref('users') }, "Write listOf(ref('users'))"],
    ['a fan-out', { memberIds: listOf(ref('users', { fanout: skewed() })) }, 'has no "fanout"'],
    [
      'a function',
      { memberIds: listOf(() => ref('users') as never, { min: 1 }) },
      "Write ref('users')",
    ],
    [
      'a generator that a function gives',
      { memberIds: ({ index }) => (index >= 0 ? listOf(ref('users'), { min: 1 }) : []) },
      "Write ref('users')",
    ],
    [
      'an ancestor that there is none of',
      { memberIds: listOf(ref('users', { same: 'friends' }), { min: 1 }) },
      'does not refer',
    ],
  ])('%s is refused', (_, shape, message) => {
    expect(refused(shape)).toContain(message);
  });

  it('a table that is not there is refused', () => {
    const shape = { memberIds: listOf(ref('nobody')) };
    expect(thrown(() => teamsOf(shape).rows('teams')).code).toBe('TABLE_UNKNOWN');
  });

  it.each([
    ['nowhere', 'users', '"nowhere"'],
    ['items.nowhere', 'users', '"items.nowhere"'],
    ['memberIds', 'nobody', '"nobody"'],
  ])('facts that name %s of %s are refused', (column, to, message) => {
    const references = [{ columns: [column], to, key: ['_id'] }];
    const tables = { ...TABLES, teams: { ...TABLES['teams']!, references } };
    expect(thrown(() => readTables(tables, 'mongodb')).message).toContain(message);
  });

  it('facts of several columns, one of them in a list, are refused', () => {
    const references = [
      { columns: ['orgId', 'items.product'], to: 'users', key: ['orgId', '_id'] },
    ];
    const tables = { ...TABLES, teams: { ...TABLES['teams']!, references } };
    expect(thrown(() => readTables(tables, 'mongodb')).message).toContain('several columns');
  });
});
