import { describe, expect, it } from 'vitest';
import { boolean } from '../../generators/choice.ts';
import { email } from '../../generators/email.ts';
import { countOf, position } from '../../generators/family.ts';
import { maybe } from '../../generators/maybe.ts';
import { fullName } from '../../generators/person.ts';
import { ref } from '../../generators/reference.ts';
import { planLoads } from '../../src/runtime/load-plan.ts';
import { fingerprint } from '../../src/runtime/fingerprint.ts';
import type { Factory } from '../../src/runtime/factory.ts';
import { thrown } from '../support/errors.ts';
import {
  looseFactory,
  table,
  to,
  type LooseBuilder,
  type LooseFactory,
  type Row,
} from './support/loose-factory.ts';
import { violations } from './support/violations.ts';

const ID = 'integer not null serial';
const NUMBER = 'integer not null';
const TABLES = {
  orgs: table({ id: ID, name: 'text', member_count: NUMBER }),
  users: table(
    {
      id: ID,
      org_id: NUMBER,
      email: 'text not null',
      name: 'text',
      number: 'integer',
      admin: 'boolean',
    },
    { unique: [['email'], ['org_id', 'number']], references: [to('orgs')] },
  ),
  profiles: table(
    { user_id: NUMBER, bio: 'text' },
    { primaryKey: ['user_id'], references: [to('users')] },
  ),
  projects: table({ id: ID, org_id: NUMBER }, { references: [to('orgs')] }),
  members: table(
    { project_id: NUMBER, user_id: NUMBER },
    { primaryKey: ['project_id', 'user_id'], references: [to('projects'), to('users')] },
  ),
};

function factoryOf(build?: (builder: LooseBuilder) => unknown): LooseFactory {
  const factory = looseFactory(TABLES);
  factory.define('orgs', {
    count: 10,
    shape: { name: 'Org', member_count: countOf('users', 'org_id') },
  });
  factory.define('users', {
    count: 60,
    shape: {
      org_id: ref('orgs'),
      email: email(),
      name: fullName(),
      number: position('org_id'),
      admin: boolean('10%'),
    },
    traits: { owner: { admin: true, name: 'Owner' } },
  });
  factory.define('profiles', { count: 40, shape: { bio: maybe(0.5, 'Hello') } });
  factory.define('projects', { count: 15, shape: { org_id: ref('orgs') } });
  const same = { org_id: 'project_id.org_id' };
  factory.define('members', {
    count: 30,
    shape: { project_id: ref('projects'), user_id: ref('users', { same }) },
  });
  return build === undefined ? factory : factory.scenario('more', build);
}

/** The rows that the scenario added, once the whole is known to be sound. */
function added(build: (builder: LooseBuilder) => unknown): (name: keyof typeof TABLES) => Row[] {
  const factory = factoryOf(build);
  const [base, rows] = [factory.load(), factory.load({ scenario: 'more' })];
  expect(violations(TABLES, rows)).toEqual([]);
  for (const [name, before] of base)
    expect(rows.get(name)!.slice(0, before.length)).toEqual(before);
  return (name) => rows.get(name)!.slice(base.get(name)!.length);
}

describe('a scenario', () => {
  it('adds rows after the base and leads them where it says', () => {
    const rows = added(({ add }) => {
      const org = add('orgs', { name: 'Globex' });
      add('users', 50, { org_id: org });
    });
    expect(rows('orgs')).toEqual([{ id: 11, name: 'Globex', member_count: 50 }]);
    expect(rows('users').map((user) => user['id'])).toEqual(
      Array.from({ length: 50 }, (_, at) => 61 + at),
    );
    expect(new Set(rows('users').map((user) => user['org_id']))).toEqual(new Set([11]));
  });

  it('gives rows in turn to several parents, and to its own where it gives none', () => {
    const given = added(({ add }) => {
      const orgs = add('orgs', 3);
      add('users', 6, { org_id: orgs });
    });
    expect(given('users').map((user) => user['org_id'])).toEqual([11, 12, 13, 11, 12, 13]);
    const own = added(({ add }) => [add('orgs', 2), add('users', 5)]);
    expect(own('orgs').map((org) => org['member_count'])).toEqual([3, 2]);
    expect(new Set(own('users').map((user) => user['org_id']))).toEqual(new Set([11, 12]));
  });

  it('leads rows to the base where it adds no parents', () => {
    const rows = added(({ add }) => add('users', 20));
    expect(rows('users').every((user) => Number(user['org_id']) <= 10)).toBe(true);
    expect(new Set(rows('users').map((user) => user['org_id'])).size).toBe(10);
  });

  it('applies traits, then overrides', () => {
    const rows = added(({ add }) => add('users', 2, { traits: ['owner'], name: 'Priya' }));
    expect(rows('users')).toMatchObject([
      { admin: true, name: 'Priya' },
      { admin: true, name: 'Priya' },
    ]);
  });

  it('keeps a value that it writes into one row of a unique column', () => {
    const rows = added(({ add }) => add('users', { email: 'priya@example.test' }));
    expect(rows('users')).toMatchObject([{ email: 'priya@example.test' }]);
  });

  it('numbers rows on, whoever added them', () => {
    const rows = added(({ add }) => {
      const org = add('orgs');
      add('users', 2, { org_id: org });
      add('users', 3, { org_id: org });
      add('users', 10);
    });
    const own = rows('users').filter((user) => user['org_id'] === 11);
    expect(own.map((user) => user['number'])).toEqual(own.map((_, at) => at + 1));
  });

  it('links every pair of what it adds', () => {
    const rows = added(({ add }) => {
      const org = add('orgs');
      const [project_id, user_id] = [
        add('projects', 3, { org_id: org }),
        add('users', 4, { org_id: org }),
      ];
      add('members', 12, { project_id, user_id });
    });
    expect(rows('members')).toHaveLength(12);
  });

  it('links rows of one tenant where it does not say which', () => {
    const rows = added(({ add }) => {
      const orgs = add('orgs', 2);
      add('projects', 4, { org_id: orgs });
      add('users', 6, { org_id: orgs });
      add('members', 10);
    });
    const orgOf = (name: 'users' | 'projects', id: unknown): unknown =>
      rows(name).find((row) => row['id'] === id)!['org_id'];
    for (const { project_id, user_id } of rows('members')) {
      expect(orgOf('users', user_id)).toBe(orgOf('projects', project_id));
    }
  });

  it('finds a parent that has no child yet', () => {
    const rows = added(({ add }) => {
      const users = add('users', 2);
      add('profiles', { user_id: users });
      add('profiles', { user_id: users });
      add('profiles', 15);
    });
    expect(rows('profiles')).toHaveLength(17);
  });

  it('is refused where a parent would get two children', () => {
    const factory = factoryOf(({ add }) => add('profiles', 2, { user_id: add('users') }));
    expect(thrown(() => factory.plan({ scenario: 'more' })).code).toBe('COUNT_OVER_CAPACITY');
  });

  it('is refused where it needs more links than there are pairs', () => {
    const factory = factoryOf(({ add }) => {
      const org = add('orgs');
      const [project_id, user_id] = [
        add('projects', { org_id: org }),
        add('users', { org_id: org }),
      ];
      add('members', 2, { project_id, user_id });
    });
    expect(thrown(() => factory.load({ scenario: 'more' })).code).toBe('COUNT_OVER_CAPACITY');
  });

  it.each<[string, string, (builder: LooseBuilder) => unknown]>([
    ['a table', 'TABLE_UNKNOWN', ({ add }) => add('userz')],
    ['a column', 'COLUMN_UNKNOWN', ({ add }) => add('users', { nmae: 'x' })],
    ['a trait', 'DEFINITION_INVALID', ({ add }) => add('users', { traits: ['ownr'] })],
    ['a count', 'DEFINITION_INVALID', ({ add }) => add('users', 1.5)],
    [
      'a parent of another table',
      'REFERENCE_INVALID',
      ({ add }) => add('users', { org_id: add('projects') }),
    ],
    [
      'a parent where there is none',
      'REFERENCE_INVALID',
      ({ add }) => add('users', { name: add('orgs') }),
    ],
  ])('with %s that is wrong is refused', (_, code, build) => {
    expect(thrown(() => factoryOf(build).plan({ scenario: 'more' })).code).toBe(code);
  });

  it('that is not there is refused, as are counts of tables that are not', () => {
    expect(thrown(() => factoryOf().plan({ scenario: 'none' })).code).toBe('SCENARIO_UNKNOWN');
    expect(thrown(() => factoryOf().plan({ counts: { userz: 1 } })).code).toBe('TABLE_UNKNOWN');
    expect(thrown(() => factoryOf().plan({ counts: { users: -1 } })).code).toBe(
      'DEFINITION_INVALID',
    );
  });

  it.each(['', 'base', 'a+b', '+'])('has no name that the ledger needs: "%s"', (name) => {
    const error = thrown(() => factoryOf().scenario(name, () => undefined));
    expect(error.code).toBe('DEFINITION_INVALID');
  });

  it('may be laid on another', () => {
    const factory = factoryOf(({ add }) => add('users', 3)).scenario('other', ({ add }) =>
      add('users', 2),
    );
    const rows = factory.load({ scenario: ['more', 'other'] });
    expect(rows.get('users')).toHaveLength(65);
    expect(violations(TABLES, rows)).toEqual([]);
  });

  it('has a fingerprint that tells any of its additions', () => {
    const print = (name: string): string => {
      const factory = factoryOf(({ add }) => {
        add('users', 30);
        add('users', { name });
        add('users', 900);
      });
      const source = (factory as unknown as Factory<never>).source();
      return fingerprint(planLoads(source, { scenario: 'more' }), 'scenario');
    };
    expect(print('Ann')).not.toBe(print('Bob'));
    expect(print('Ann')).toBe(print('Ann'));
  });
});
