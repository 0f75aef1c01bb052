import { describe, expect, it } from 'vitest';
import {
  after,
  companyName,
  countOf,
  email,
  fullName,
  given,
  integer,
  listOf,
  maybe,
  optional,
  otherThan,
  position,
  recent,
  record,
  ref,
  slug,
  weighted,
  words,
} from '../../generators/catalog.ts';
import { planLoads } from '../../src/runtime/load-plan.ts';
import { thrown } from '../support/errors.ts';
import { looseFactory, type LooseFactory, type Row, type Tables } from './support/loose-factory.ts';

const ID = { _id: 'objectId not null' };

const TABLES: Tables = {
  orgs: {
    table: 'orgs',
    columns: {
      ...ID,
      settings: 'object not null',
      'settings.since': 'date not null',
      'settings.members': 'int not null',
    },
    primaryKey: ['_id'],
  },
  users: {
    table: 'users',
    columns: {
      ...ID,
      seenAt: 'date optional',
      label: 'string optional',
      profile: 'object optional',
      'profile.kind': 'string not null',
      'profile.name': 'string not null',
      'profile.handle': 'string not null optional',
      'profile.createdAt': 'date not null',
      'profile.updatedAt': 'date not null',
      'profile.number': 'int optional',
      'profile.org': 'objectId not null optional',
      'profile.address': 'object optional',
      'profile.address.city': 'string optional',
      visits: 'object[] not null optional',
      'visits.from': 'date not null',
      'visits.to': 'date not null',
    },
    primaryKey: ['_id'],
  },
  tasks: {
    table: 'tasks',
    columns: {
      ...ID,
      owner: 'object not null',
      'owner.user': 'objectId not null',
      'owner.org': 'objectId not null optional',
      'owner.other': 'objectId optional',
      due: 'date optional',
    },
    primaryKey: ['_id'],
  },
};

interface Profile {
  readonly kind: string;
  readonly name: string;
  readonly handle?: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly number: number | null;
  readonly org?: string;
}

const PROFILE = {
  kind: weighted({ person: 1, company: 1 }),
  name: given('profile.kind', { company: companyName() }, fullName()),
  handle: ({ row }: { row: { profile: { name: string } } }) => row.profile.name.toUpperCase(),
  createdAt: recent({ within: '3y', after: 'profile.org.settings.since' }),
  updatedAt: after('profile.createdAt', { max: '10d' }),
  number: position('profile.org'),
  org: ref('orgs'),
};

function people(
  profile: unknown = PROFILE,
  more: Row = {},
  members: unknown = countOf('users', 'profile.org'),
): LooseFactory {
  const factory = looseFactory(TABLES, { dialect: 'mongodb' });
  factory.define('orgs', {
    count: 8,
    shape: {
      settings: { since: recent(), members } as never,
    },
  });
  factory.define('tasks', { count: 0 });
  const shape = { profile, seenAt: after('profile.updatedAt'), ...more } as never;
  return factory.define('users', { count: 200, shape });
}

describe('fields of documents', () => {
  const factory = people();
  const users = factory.rows('users') as unknown as { profile: Profile; seenAt: Date }[];
  const orgs = factory.rows('orgs') as {
    _id: string;
    settings: { since: Date; members: number };
  }[];

  it('are read by path, in the row and in rows that a field leads to', () => {
    const since = new Map(orgs.map((org) => [org._id, org.settings.since]));
    for (const { profile, seenAt } of users) {
      const { createdAt, updatedAt, org } = profile;
      expect(createdAt.getTime()).toBeGreaterThanOrEqual(since.get(org!)!.getTime());
      expect(updatedAt.getTime()).toBeGreaterThan(createdAt.getTime());
      expect(seenAt.getTime()).toBeGreaterThan(updatedAt.getTime());
    }
    const companies = users.filter(({ profile }) => profile.kind === 'company');
    expect(companies).toHaveLength(100);
    expect(companies.every(({ profile }) => !/^\w+ \w+$/.test(profile.name))).toBe(false);
  });

  it('are read by functions of fields beside them', () => {
    for (const { profile } of users) expect(profile.handle).toBe(profile.name.toUpperCase());
  });

  it('number rows and count them', () => {
    for (const { _id, settings } of orgs) {
      const own = users.filter(({ profile }) => profile.org === _id);
      expect(own).toHaveLength(settings.members);
      expect(own.map(({ profile }) => profile.number).toSorted((a, b) => a! - b!)).toEqual(
        own.map((_, place) => place + 1),
      );
    }
  });

  it('make names', () => {
    const named = people(PROFILE, { label: email('profile.name') }).rows('users');
    const first = named[0]! as unknown as { profile: Profile; label: string };
    const [word = ''] = first.profile.name.toLowerCase().split(/\W/);
    expect(first.label).toContain(word);
    const slugs = people(PROFILE, { label: slug('profile.name') }).rows('users');
    expect(slugs[0]!['label']).toMatch(/^[a-z-]+$/);
  });

  it('have to be there', () => {
    const error = thrown(() =>
      people(PROFILE, { label: given('prfile.kind', {}, 'x') }).rows('users'),
    );
    expect(error.code).toBe('COLUMN_UNKNOWN');
    expect(error.message).toContain('no column "prfile"');
  });
});

describe('a document that is absent', () => {
  it('has no fields to read, and its references are not there', () => {
    const factory = people(optional('50%', PROFILE), {
      label: given('profile.kind', { null: 'nobody' }, 'somebody'),
    });
    const users = factory.rows('users') as unknown as {
      profile?: Profile;
      label: string;
      seenAt?: Date;
    }[];
    expect(users.filter(({ profile }) => profile === undefined)).toHaveLength(100);
    for (const { profile, label, seenAt } of users) {
      expect(label).toBe(profile === undefined ? 'nobody' : 'somebody');
      expect(seenAt === null || seenAt === undefined).toBe(profile === undefined);
    }
    for (const org of factory.rows('orgs') as { _id: string; settings: { members: number } }[]) {
      const own = users.filter(({ profile }) => profile?.org === org._id);
      expect(own).toHaveLength(org.settings.members);
    }
  });
});

describe('a document that is written as a whole', () => {
  it('is read into', () => {
    const created = new Date(Date.UTC(2025, 0, 1));
    const whole = () => ({ kind: 'robot', createdAt: created, updatedAt: created });
    const label = given('profile.kind', { robot: 'a robot' }, 'none');
    const users = people(whole, { label }, 0).rows('users');
    expect(users.every(({ label }) => label === 'a robot')).toBe(true);
    expect(users.every(({ seenAt }) => (seenAt as Date) > created)).toBe(true);
  });

  it('may be made by a record, whose fields read each other', () => {
    const whole = record({
      kind: weighted({ person: 1, company: 1 }),
      name: given('kind', { company: 'Acme' }, 'Ada'),
      createdAt: recent(),
      updatedAt: after('createdAt'),
      org: optional('50%', ref('orgs')),
    });
    const users = people(whole, {}, 0).rows('users') as unknown as { profile: Profile }[];
    for (const { profile } of users) {
      expect(profile.name).toBe(profile.kind === 'company' ? 'Acme' : 'Ada');
      expect(profile.updatedAt.getTime()).toBeGreaterThan(profile.createdAt.getTime());
    }
    const referring = users.filter(({ profile }) => 'org' in profile);
    expect(referring.length).toBeGreaterThan(90);
    expect(referring.length).toBeLessThan(110);
  });
});

describe('documents of a list', () => {
  it('have fields that read each other', () => {
    const visits = listOf(record({ from: recent(), to: after('from', { max: '1d' }) }), { min: 1 });
    for (const { visits: made } of people(PROFILE, { visits }).rows('users')) {
      for (const { from, to } of made as { from: Date; to: Date }[]) {
        expect(to.getTime() - from.getTime()).toBeGreaterThan(0);
        expect(to.getTime() - from.getTime()).toBeLessThanOrEqual(86_400_000);
      }
    }
  });

  it('say so where two need each other, and take the row where a field has their own name', () => {
    const circle = listOf(record({ from: after('to'), to: after('from') }), { min: 1 });
    expect(thrown(() => people(PROFILE, { visits: circle }).rows('users')).code).toBe(
      'COLUMN_CYCLE',
    );
    const own = listOf(record({ label: otherThan('label', words()) }), { min: 1 });
    const rows = people(PROFILE, { label: 'x', visits: own }).rows('users');
    expect((rows[0]!['visits'] as { label: string }[])[0]!.label).not.toBe('x');
  });
});

describe('references in documents', () => {
  const factory = people();
  factory.define('tasks', {
    count: 300,
    shape: {
      owner: {
        user: ref('users'),
        org: ref('orgs', { through: 'owner.user' }),
        other: ref('users', { same: { 'profile.org': 'owner.user.profile.org' } }),
      } as never,
      due: after('owner.user.profile.createdAt'),
    },
  });
  const users = new Map(
    (factory.rows('users') as unknown as { _id: string; profile: Profile }[]).map((user) => [
      user._id,
      user.profile,
    ]),
  );

  it('are steps of paths', () => {
    for (const { owner, due } of factory.rows('tasks') as unknown as {
      owner: { user: string; org: string; other: string };
      due: Date;
    }[]) {
      expect(owner.org).toBe(users.get(owner.user)!.org);
      expect(users.get(owner.other)!.org).toBe(owner.org);
      expect(due.getTime()).toBeGreaterThan(users.get(owner.user)!.createdAt.getTime());
    }
  });
});

describe('a scenario', () => {
  it('writes into fields of documents, and leaves the others', () => {
    const factory = people(optional('50%', PROFILE));
    factory.scenario('ada', ({ add }) => {
      const org = add('orgs');
      add('users', 20, { profile: { name: 'Ada', org } as never });
    });
    const { planned } = planLoads((factory as never as { source(): never }).source(), {
      scenario: 'ada',
    });
    const rows = planned.tables.get('users')!;
    const view = rows.newView();
    const org = planned.tables.get('orgs')!.newView().moveTo(8).get('_id');
    for (let place = 200; place < 220; place++) {
      const { profile } = rows.toObject(view.moveTo(place)) as { profile: Profile };
      expect(profile).toMatchObject({ name: 'Ada', org, handle: 'ADA' });
      expect(profile.updatedAt > profile.createdAt).toBe(true);
    }
  });
});

describe('NULL where a field may be absent, and not NULL', () => {
  it('is absence, by maybe and by conditions', () => {
    const users = people({
      ...PROFILE,
      handle: maybe('50%', words()),
      org: given('profile.kind', { company: ref('orgs') }, null),
    }).rows('users') as unknown as { profile: Profile }[];
    expect(users.filter(({ profile }) => 'handle' in profile)).toHaveLength(100);
    for (const { profile } of users) expect('org' in profile).toBe(profile.kind === 'company');
  });

  it('is NULL in one share and absent in another, where a field may be both', () => {
    const factory = looseFactory(
      {
        ...TABLES,
        users: {
          table: 'users',
          columns: { ...ID, org: 'objectId optional' },
          primaryKey: ['_id'],
        },
      },
      { dialect: 'mongodb' },
    );
    factory.define('tasks', { count: 0 });
    factory.define('orgs', {
      count: 3,
      shape: { settings: { since: recent(), members: integer() } as never },
    });
    factory.define('users', {
      count: 1000,
      shape: { org: optional('20%', maybe('50%', ref('orgs'))) },
    });
    const users = factory.rows('users');
    expect(users.filter((user) => !('org' in user)).length).toBeCloseTo(200, -2);
    expect(users.filter((user) => user['org'] === null).length).toBeCloseTo(400, -2);
    expect(users.filter((user) => typeof user['org'] === 'string')).toHaveLength(400);
  });
});

describe('a constant of a column that holds no documents', () => {
  it('is a constant, whatever it looks like', () => {
    const factory = looseFactory({
      t: {
        table: 'public.t',
        columns: { id: 'integer not null serial', data: 'jsonb' },
        primaryKey: ['id'],
      },
    });
    factory.define('t', { count: 100, shape: { data: maybe('20%', { theme: 'dark' }) as never } });
    const data = factory.rows('t').map((row) => row['data']);
    const written = data.filter((value) => value !== null);
    expect(Math.abs(written.length - 80)).toBeLessThanOrEqual(1);
    expect(written).toEqual(written.map(() => ({ theme: 'dark' })));
  });
});
