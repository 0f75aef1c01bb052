import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boolean, oneOf, weighted } from '../../generators/choice.ts';
import { recent } from '../../generators/date-time.ts';
import { edge } from '../../generators/edge.ts';
import { given } from '../../generators/given.ts';
import { maybe } from '../../generators/maybe.ts';
import { integer } from '../../generators/number.ts';
import { even, ref, skewed } from '../../generators/reference.ts';
import { thrown } from '../support/errors.ts';
import {
  looseFactory,
  table,
  to,
  type LooseFactory,
  type LooseSource,
  type Row,
  type Tables,
} from './support/loose-factory.ts';
import { violations } from './support/violations.ts';

const ID = 'integer not null serial';

/** Tenants, and their members with one more rule. */
function teams(where: string, columns: Readonly<Record<string, string>>): Tables {
  return {
    tenants: table({ id: ID }),
    members: table(
      { id: ID, tenant_id: 'integer not null', ...columns },
      { unique: [{ columns: ['tenant_id'], where }], references: [to('tenants', 'tenant_id')] },
    ),
  };
}

function factoryOf(
  tables: Tables,
  shape: Readonly<Record<string, LooseSource>>,
  counts = { tenants: 20, members: 300 },
): LooseFactory {
  return looseFactory(tables)
    .define('tenants', { count: counts.tenants })
    .define('members', { count: counts.members, shape: { tenant_id: ref('tenants'), ...shape } });
}

/** How many rows of each tenant are so. */
function perTenant(rows: readonly Row[], isIn: (row: Row) => boolean): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const row of rows) {
    const tenant = row['tenant_id'];
    counts.set(tenant, (counts.get(tenant) ?? 0) + (isIn(row) ? 1 : 0));
  }
  return counts;
}

const ROLE = "enum('owner','admin','member') not null";
const OWNERS = teams("(role = 'owner'::text)", { role: ROLE });
const ROLES = weighted({ owner: 0.3, admin: 0.2, member: 0.5 });

describe('a partial key', () => {
  const cases: readonly (readonly [
    where: string,
    column: string,
    source: LooseSource,
    isIn: (value: unknown) => boolean,
  ])[] = [
    ["(role = 'owner'::text)", ROLE, ROLES, (value) => value === 'owner'],
    [
      "((role)::text = ANY ((ARRAY['owner'::character varying, 'admin'::character varying])::text[]))",
      'varchar(20) not null',
      ROLES,
      (value) => value !== 'member',
    ],
    ['role', 'boolean not null', boolean(0.6), (value) => value === true],
    ['(NOT role)', 'boolean', boolean(0.6), (value) => value === false],
    ['(role IS NULL)', 'timestamptz', maybe(0.3, recent()), (value) => value === null],
    ['(role IS NOT NULL)', 'timestamptz', maybe(0.3, recent()), (value) => value !== null],
    ['(role > 3)', 'integer not null', integer({ min: 1, max: 9 }), (value) => Number(value) > 3],
    ['{"role":"owner"}', 'text not null', ROLES, (value) => value === 'owner'],
    ['{"role":{"$in":["owner"]}}', 'text not null', ROLES, (value) => value === 'owner'],
    [
      "(role <> 'member'::text)",
      'text not null',
      edge(oneOf(['owner', 'member']), { emoji: '5%' }),
      (value) => value !== 'member',
    ],
  ];

  it.each(cases)('where %s has one row of each parent', (where, column, source, isIn) => {
    const rows = factoryOf(teams(where, { role: column }), { role: source }).rows('members');
    expect(rows).toHaveLength(300);
    const counts = perTenant(rows, (row) => isIn(row['role']));
    expect([...new Set(counts.values())]).toEqual([1]);
    expect(counts.size).toBeLessThan(60);
  });

  it('leaves the other values in the shares they have among each other', () => {
    const rows = factoryOf(OWNERS, { role: ROLES }, { tenants: 5, members: 7_005 }).rows('members');
    const admins = rows.filter((row) => row['role'] === 'admin').length;
    expect(admins / 7_000).toBeCloseTo(2 / 7, 1);
  });

  it('of two columns takes the one whose values are named', () => {
    const tables = teams("(is_default AND (deleted_at IS NULL) AND (role = 'owner'::text))", {
      is_default: 'boolean not null',
      deleted_at: 'timestamptz',
      role: ROLE,
    });
    const shape = { is_default: boolean(), deleted_at: maybe(0.5, recent()), role: ROLES };
    const factory = factoryOf(tables, shape);
    expect(violations(tables, factory.load())).toEqual([]);
    const deleted = factory.rows('members').filter((row) => row['deleted_at'] !== null).length;
    expect(deleted).toBeCloseTo(150, -1);
  });

  it('of a value that another column decides keeps to that', () => {
    const tables = teams('(ended_at IS NULL)', { kind: ROLE, ended_at: 'timestamptz' });
    const ended_at = given('kind', { owner: maybe(0.9, recent()) }, maybe(0.2, recent()));
    const factory = factoryOf(tables, { kind: ROLES, ended_at });
    expect(violations(tables, factory.load())).toEqual([]);
  });

  it('binds nothing where no row is in it', () => {
    for (const role of ['member', oneOf(['admin', 'member'])]) {
      const rows = factoryOf(OWNERS, { role }).rows('members');
      expect(rows.some((row) => row['role'] === 'owner')).toBe(false);
    }
  });

  it.each([
    ['all rows are in it', 'owner', OWNERS],
    ['a function fills the column', () => 'member', OWNERS],
    [
      'it asks for what cannot be read',
      ROLES,
      teams("(lower(role) = 'owner'::text)", { role: 'text not null' }),
    ],
  ] as const)('is named where %s', (_, role, tables) => {
    const error = thrown(() => factoryOf(tables, { role }).rows('members'));
    expect(error).toMatchObject({ code: 'COUNT_OVER_CAPACITY', room: { rows: 20 } });
    expect(error.what).toMatch(/unique \(tenant_id\) where .*role\)? = 'owner'/);
  });

  it('of the table as a whole has one row', () => {
    const tables = {
      settings: table(
        { id: ID, state: "enum('current','old') not null" },
        { unique: [{ columns: ['state'], where: "(state = 'current'::text)" }] },
      ),
    };
    const factory = looseFactory(tables).define('settings', {
      count: 50,
      shape: { state: oneOf(['current', 'old']) },
    });
    expect(factory.rows('settings').map((row) => row['state'])).toEqual([
      'current',
      ...Array.from({ length: 49 }, () => 'old'),
    ]);
  });

  it('of a column whose NULL is asked for is met by giving every row a parent', () => {
    const tables = {
      ...OWNERS,
      notes: table(
        { id: ID, tenant_id: 'integer not null', member_id: 'integer' },
        {
          unique: [{ columns: ['tenant_id'], where: '(member_id IS NULL)' }],
          references: [to('tenants', 'tenant_id'), to('members', 'member_id')],
        },
      ),
    };
    const factory = factoryOf(tables, { role: 'member' }).define('notes', {
      count: 100,
      shape: { tenant_id: ref('tenants'), member_id: maybe(0.4, ref('members')) },
    });
    expect(violations(tables, factory.load())).toEqual([]);
  });

  it('and another on the same column hold both', () => {
    const tables = {
      tenants: table({ id: ID }),
      members: table(
        { id: ID, tenant_id: 'integer not null', team_id: 'integer not null', role: ROLE },
        {
          unique: [
            { columns: ['tenant_id'], where: "(role = 'owner'::text)" },
            { columns: ['team_id'], where: "(role = 'owner'::text)" },
            { columns: ['tenant_id'], where: "(role = 'admin'::text)" },
          ],
          references: [to('tenants', 'tenant_id'), to('tenants', 'team_id')],
        },
      ),
    };
    const factory = factoryOf(tables, { role: ROLES, team_id: ref('tenants') });
    expect(violations(tables, factory.load())).toEqual([]);
  });
});

describe('a partial key in a scenario', () => {
  function owners(factory: LooseFactory, scenario: string): unknown[] {
    const rows = factory.load({ scenario }).get('members')!.slice(300);
    return rows.map((row) => row['role']);
  }

  it('has one row of each of its parents, the one that was written where one was', () => {
    const factory = factoryOf(OWNERS, { role: ROLES });
    factory.scenario('drawn', ({ add }) => {
      add('members', 5, { tenant_id: add('tenants') });
    });
    factory.scenario('written', ({ add }) => {
      const tenant_id = add('tenants');
      add('members', 3, { tenant_id });
      add('members', { tenant_id, role: 'owner' });
      add('members', 2, { tenant_id, role: oneOf(['owner', 'admin']) });
      add('members', 2, { tenant_id, role: 'member' });
    });
    expect(owners(factory, 'drawn').filter((role) => role === 'owner')).toHaveLength(1);
    const written = owners(factory, 'written');
    expect(written.indexOf('owner')).toBe(3);
    expect(written.lastIndexOf('owner')).toBe(3);
    expect(written.slice(4)).toEqual(['admin', 'admin', 'member', 'member']);
  });

  it('says which scenario adds a row too many', () => {
    const factory = factoryOf(OWNERS, { role: ROLES });
    factory.scenario('two', ({ add }) => {
      add('members', 2, { tenant_id: add('tenants'), role: 'owner' });
    });
    factory.scenario('late', ({ add }) => {
      add('members', 1, { role: 'owner' });
    });
    for (const scenario of ['two', 'late']) {
      const error = thrown(() => factory.load({ scenario }));
      expect(error.code).toBe('KEY_UNSOLVED');
      expect(error.message).toContain(
        `Scenario "${scenario}" adds a row to "members" that unique (tenant_id) where role = 'owner' allows once for each row of "tenants"`,
      );
    }
  });

  it('leaves a row of the base its turn only where one can be in it', () => {
    const factory = factoryOf(OWNERS, { role: 'member' });
    factory.scenario('first', ({ add }) => {
      add('members', 1, { role: 'owner' });
    });
    expect(owners(factory, 'first')).toEqual(['owner']);
  });
});

describe('partial keys', () => {
  const asked = fc.record({
    tenants: fc.integer({ min: 1, max: 30 }),
    members: fc.integer({ min: 0, max: 200 }),
    fanout: fc.constantFrom(undefined, even(), skewed({ max: 80, none: '20%' })),
    role: fc.constantFrom<LooseSource>(
      ROLES,
      oneOf(['owner', 'member']),
      weighted({ owner: 1, admin: 0, member: 9 }),
    ),
    left: fc.constantFrom<LooseSource>(maybe(0.1, recent()), maybe(0.9, recent()), null),
    nulls: fc.boolean(),
    added: fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 4 }),
        tenant: fc.boolean(),
        role: fc.constantFrom<LooseSource | undefined>(
          undefined,
          'member',
          oneOf(['owner', 'admin', 'member']),
        ),
      }),
      { maxLength: 4 },
    ),
  });

  it('hold whatever the counts, the families and the scenarios are', () => {
    fc.assert(
      fc.property(asked, ({ tenants, members, fanout, role, left, nulls, added }) => {
        const tables: Tables = {
          tenants: table({ id: ID }),
          members: table(
            {
              id: ID,
              tenant_id: nulls ? 'integer' : 'integer not null',
              role: ROLE,
              left_at: 'timestamptz',
            },
            {
              unique: [
                { columns: ['tenant_id'], where: "((role = 'owner'::text) AND (left_at IS NULL))" },
                { columns: ['tenant_id'], where: "((role)::text = 'admin'::text)" },
              ],
              references: [to('tenants', 'tenant_id')],
            },
          ),
        };
        const parent = ref('tenants', { fanout });
        const factory = looseFactory(tables)
          .define('tenants', { count: tenants })
          .define('members', {
            count: members,
            shape: { tenant_id: nulls ? maybe(0.3, parent) : parent, role, left_at: left },
          })
          .scenario('more', ({ add }) => {
            const own = add('tenants', 2);
            for (const each of added) {
              add('members', each.count, {
                ...(each.tenant && { tenant_id: own }),
                ...(each.role !== undefined && { role: each.role }),
              });
            }
          });
        expect(violations(tables, factory.load())).toEqual([]);
        const [base, more] = [factory.load(), factory.load({ scenario: 'more' })];
        expect(violations(tables, more)).toEqual([]);
        const before = base.get('members') ?? [];
        expect((more.get('members') ?? []).slice(0, before.length)).toEqual(before);
      }),
    );
  });
});
