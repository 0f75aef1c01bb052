import { describe, expect, it } from 'vitest';
import { oneOf } from '../../generators/choice.ts';
import { email } from '../../generators/email.ts';
import { ref } from '../../generators/reference.ts';
import { slug, code } from '../../generators/text.ts';
import { thrown } from '../support/errors.ts';
import {
  looseFactory,
  table,
  to,
  type LooseBuilder,
  type LooseFactory,
  type LooseSource,
  type Row,
} from './support/loose-factory.ts';
import { violations } from './support/violations.ts';

const ID = 'integer not null serial';
const NUMBER = 'integer not null';
const TABLES = {
  orgs: table({ id: ID, slug: 'varchar(12) not null' }, { unique: [['slug']] }),
  users: table(
    { id: ID, email: 'varchar(30)', nick: 'citext', badge: 'integer', pin: 'char(4)' },
    { unique: [['email'], ['nick'], ['badge'], ['pin']] },
  ),
  pages: table(
    { id: ID, org_id: NUMBER, path: 'text not null', kind: "enum('home','blog')" },
    {
      unique: [
        ['org_id', 'path'],
        ['org_id', 'kind'],
      ],
      references: [to('orgs')],
    },
  ),
};

/** What fills the columns in the base. */
const BASES: Record<string, Record<string, LooseSource>> = {
  'a distinct generator': { email: email(), nick: slug(), badge: null, pin: code({ length: 4 }) },
  'a constant': { email: 'john.doe@corp.example', nick: 'john', badge: null, pin: 'abcd' },
  'a function': {
    email: ({ index }) => `user${index}@corp.example`,
    nick: ({ index }) => `user${index}`,
    badge: null,
    pin: ({ index }) => String(index),
  },
  nothing: {},
};

function factoryOf(
  shape: Record<string, LooseSource> = BASES['a distinct generator']!,
): LooseFactory {
  const factory = looseFactory(TABLES);
  factory.define('orgs', { count: 20, shape: { slug: slug() } });
  factory.define('users', {
    count: 40,
    shape: { email: null, nick: null, badge: null, pin: null, ...shape },
    traits: { shared: { email: 'team@corp.example' } },
  });
  return factory.define('pages', {
    count: 10,
    shape: { org_id: ref('orgs'), path: slug(), kind: oneOf(['home', 'blog']) },
  });
}

/** What a scenario adds, once the whole is known to be sound. */
function added(
  factory: LooseFactory,
  build: (builder: LooseBuilder) => unknown,
): (name: keyof typeof TABLES) => Row[] {
  factory.scenario('more', build);
  const [base, rows] = [factory.load(), factory.load({ scenario: 'more' })];
  expect(violations(TABLES, rows)).toEqual([]);
  for (const [name, before] of base) {
    expect(rows.get(name)!.slice(0, before.length)).toEqual(before);
  }
  return (name) => rows.get(name)!.slice(base.get(name)!.length);
}

const emails = (rows: readonly Row[]): unknown[] => rows.map((row) => row['email']);

describe.each(Object.entries(BASES))('over %s', (_, shape) => {
  it('a constant of several rows gets their numbers', () => {
    const rows = added(factoryOf(shape), ({ add }) =>
      add('users', 3, { email: 'ada@acme.test', nick: 'ada', pin: 'ada' }),
    );
    expect(emails(rows('users'))).toEqual([
      'ada.40@acme.test',
      'ada.41@acme.test',
      'ada.42@acme.test',
    ]);
    expect(rows('users').map((row) => row['nick'])).toEqual(['ada-40', 'ada-41', 'ada-42']);
  });

  it('a constant of one row stays as it is written', () => {
    const ada = { email: 'ada@acme.test', nick: 'ada', badge: 7_000, pin: 'ada' };
    const rows = added(factoryOf(shape), ({ add }) => add('users', ada));
    expect(rows('users')).toMatchObject([ada]);
  });

  it('of two rows with the same constant the first keeps it', () => {
    const rows = added(factoryOf(shape), ({ add }) => [
      add('users', { email: 'ada@acme.test', nick: 'Ada' }),
      add('users', 2, { email: 'ada@acme.test', nick: 'ADA' }),
      add('users', { email: 'ada@acme.test', nick: 'ada' }),
      add('users', { email: 'bob@acme.test', nick: 'bob' }),
    ]);
    expect(emails(rows('users'))).toEqual([
      'ada@acme.test',
      'ada.41@acme.test',
      'ada.42@acme.test',
      'ada.43@acme.test',
      'bob@acme.test',
    ]);
    expect(rows('users').map((row) => row['nick'])).toEqual([
      'Ada',
      'ADA 41',
      'ADA 42',
      'ada-43',
      'bob',
    ]);
  });

  it('a function gets the numbers of its rows', () => {
    const rows = added(factoryOf(shape), ({ add }) =>
      add('users', 3, { email: ({ index }) => `tester${index % 2}@acme.test` }),
    );
    expect(emails(rows('users'))).toEqual([
      'tester0.40@acme.test',
      'tester1.41@acme.test',
      'tester0.42@acme.test',
    ]);
  });

  it('a generator that is distinct gets no second number', () => {
    const rows = added(factoryOf(shape), ({ add }) => add('users', 3, { email: email() }));
    for (const [at, mail] of emails(rows('users')).entries()) {
      expect(mail).toMatch(new RegExp(`^[a-z]+\\.[a-z]+\\.${40 + at}@example\\.test$`));
    }
  });

  it('a list keeps to its values, and is refused where they are too few', () => {
    const two = oneOf(['ada@acme.test', 'bob@acme.test']);
    const rows = added(factoryOf(shape), ({ add }) => add('users', 2, { email: two }));
    expect(emails(rows('users')).toSorted()).toEqual(['ada@acme.test', 'bob@acme.test']);
    const factory = factoryOf(shape).scenario('more', ({ add }) => add('users', 3, { email: two }));
    const error = thrown(() => factory.plan({ scenario: 'more' }));
    expect([error.code, error.where]).toEqual(['KEY_UNSOLVED', 'users.email']);
    expect(error.what).toContain('Scenario "more" adds 3 rows to "users" with the same "email"');
  });

  it('a trait counts like the scenario itself', () => {
    const rows = added(factoryOf(shape), ({ add }) => [
      add('users', { traits: ['shared'] }),
      add('users', 2, { traits: ['shared'] }),
    ]);
    expect(emails(rows('users'))).toEqual([
      'team@corp.example',
      'team.41@corp.example',
      'team.42@corp.example',
    ]);
  });

  it('a value is shortened to have room for its number', () => {
    const rows = added(factoryOf(shape), ({ add }) =>
      add('users', 2, { email: 'a.very.long.name.indeed@acme.test' }),
    );
    expect(emails(rows('users'))).toEqual([
      'a.very.long.name.40@acme.test',
      'a.very.long.name.41@acme.test',
    ]);
  });

  it('NULL stays NULL', () => {
    const rows = added(factoryOf(shape), ({ add }) => add('users', 3, { email: null }));
    expect(emails(rows('users'))).toEqual([null, null, null]);
  });

  it('a number of several rows is refused, a function of it is not', () => {
    const factory = factoryOf(shape).scenario('more', ({ add }) => add('users', 2, { badge: 7 }));
    expect(thrown(() => factory.plan({ scenario: 'more' })).code).toBe('KEY_UNSOLVED');
    const rows = added(factoryOf(shape), ({ add }) =>
      add('users', 2, { badge: ({ index }) => 9_000 + index }),
    );
    expect(rows('users').map((row) => row['badge'])).toEqual([9_000, 9_001]);
  });
});

describe('letters in another case', () => {
  it.each([
    ['are another value', ['code'], ['ada', 'Ada', 'ADA 12']],
    [
      'are the same in a key of an expression',
      { columns: ['code'], on: 'lower(code)' },
      ['ada', 'Ada 11', 'ADA 12'],
    ],
  ])('%s', (_, key, expected) => {
    const tables = { t: table({ id: ID, code: 'text' }, { unique: [key] }) };
    const factory = looseFactory(tables).define('t', { count: 10, shape: { code: slug() } });
    factory.scenario('more', ({ add }) => [
      add('t', { code: 'ada' }),
      add('t', { code: 'Ada' }),
      add('t', 2, { code: 'ADA' }),
    ]);
    const codes = factory
      .load({ scenario: 'more' })
      .get('t')!
      .map((row) => row['code']);
    expect(codes.slice(10, 13)).toEqual(expected);
  });
});

describe('in a key of several columns', () => {
  it('a constant stays where each row has another parent, and gets a number where not', () => {
    const rows = added(factoryOf(), ({ add }) => {
      const orgs = add('orgs', 3);
      add('pages', 3, { org_id: orgs, path: '/about', kind: null });
      add('pages', 2, { org_id: orgs, path: '/about', kind: null });
      add('pages', { org_id: add('orgs'), path: '/about', kind: null });
    });
    expect(rows('pages').map((row) => row['path'])).toEqual([
      '/about',
      '/about',
      '/about',
      '/about-13',
      '/about-14',
      '/about',
    ]);
  });

  it('a value that cannot have a number stays as it is written', () => {
    const rows = added(factoryOf(), ({ add }) => {
      const orgs = add('orgs', 3);
      add('pages', 3, { org_id: orgs, kind: 'blog' });
      add('pages', 3, { org_id: orgs, kind: 'home' });
    });
    expect(rows('pages').map((row) => row['kind'])).toEqual([
      ...['blog', 'blog', 'blog'],
      ...['home', 'home', 'home'],
    ]);
  });

  it('such a value is refused where a parent would have it twice', () => {
    const factory = factoryOf().scenario('more', ({ add }) => {
      const orgs = add('orgs', 3);
      add('pages', 4, { org_id: orgs, kind: 'blog' });
    });
    expect(thrown(() => factory.load({ scenario: 'more' })).code).toBe('COUNT_OVER_CAPACITY');
  });
});
