import { boolean, weighted } from '../../generators/choice.ts';
import { recent } from '../../generators/date-time.ts';
import { edge } from '../../generators/edge.ts';
import { email } from '../../generators/email.ts';
import { countOf, position } from '../../generators/family.ts';
import { maybe } from '../../generators/maybe.ts';
import { decimal, integer } from '../../generators/number.ts';
import { fullName } from '../../generators/person.ts';
import { ref, skewed, tree } from '../../generators/reference.ts';
import { slug, title } from '../../generators/text.ts';
import { looseFactory, table, to, type LooseFactory, type Row } from '../runtime/support/loose-factory.ts';

const ID = 'integer not null serial';

/** Four tables that use every part of the runtime which decides about values. */
export function fixedFactory(): LooseFactory {
  const factory = looseFactory(
    {
      orgs: table({ id: 'uuid not null', name: 'text not null', member_count: 'integer not null' }),
      users: table(
        {
          id: ID,
          org_id: 'uuid not null',
          manager_id: 'integer',
          email: 'varchar(255) not null',
          name: 'text not null',
          role: "enum('viewer','editor','admin') not null",
          nickname: 'varchar(20)',
          created_at: 'timestamptz not null',
          updated_at: 'timestamptz not null',
          motto: 'text',
        },
        { unique: [['email'], ['nickname']], references: [to('orgs'), to('users', 'manager_id')] },
      ),
      projects: table(
        { id: ID, org_id: 'uuid not null', slug: 'varchar(12) not null', budget: 'decimal(10,2)', number: 'integer not null' },
        { unique: [['slug'], ['org_id', 'number']], references: [to('orgs')] },
      ),
      members: table(
        { project_id: 'integer not null', user_id: 'integer not null', active: 'boolean not null', hours: 'smallint' },
        { primaryKey: ['project_id', 'user_id'], references: [to('projects'), to('users')] },
      ),
    },
    { seed: 'golden', now: '2026-01-01T00:00:00.000Z' },
  );
  factory.define('orgs', { count: 50, shape: { name: title(), member_count: countOf('users', 'org_id') } });
  factory.define('users', {
    count: 2000,
    shape: {
      org_id: ref('orgs', { fanout: skewed({ max: 900, none: '10%' }) }),
      manager_id: ref('users', { same: 'org_id', fanout: tree({ breadth: 4, depth: 5 }) }),
      email: email('name'),
      name: edge(fullName(), { emoji: '5%', longest: '2%', apostrophe: '1%' }),
      role: weighted({ viewer: 0.71, editor: 0.2, admin: 0.09 }),
      nickname: maybe('30%', ({ faker }) => faker.person.firstName()),
      created_at: recent({ within: '3y' }),
      updated_at: ({ row, faker, now }) => faker.date.between({ from: row['created_at']!, to: now }),
    },
  });
  factory.define('users', {
    shape: ({ faker, row, parent }) => ({
      motto: `${faker.hacker.verb()} for ${String(parent('org_id')?.['name'])}, ${String(row['role'])}`,
    }),
  });
  factory.define('projects', {
    count: 300,
    shape: { org_id: ref('orgs'), slug: slug(), budget: decimal({ max: 1e6 }), number: position('org_id') },
  });
  factory.define('members', {
    count: 800,
    shape: {
      project_id: ref('projects'),
      user_id: ref('users', { same: { org_id: 'project_id.org_id' } }),
      active: boolean('80%'),
      hours: maybe(0.5, integer({ min: 1, max: 40 })),
    },
  });
  return factory.scenario('large-org', ({ add }) => {
    const org_id = add('orgs', { name: 'Globex' });
    const user_id = add('users', 30, { org_id });
    add('members', 60, { project_id: add('projects', 4, { org_id }), user_id });
  });
}

/** Rows 0, 1, 42 and the last of every table, and the first and last that the scenario adds. */
export function goldenRows(): Readonly<Record<string, Row>> {
  const factory = fixedFactory();
  const base = factory.load();
  const rows: Record<string, Row> = {};
  for (const [name, all] of factory.load({ scenario: 'large-org' })) {
    const count = base.get(name)!.length;
    for (const index of [0, 1, 42, count - 1, count, all.length - 1]) rows[`${name} ${index}`] = all[index]!;
  }
  return rows;
}
