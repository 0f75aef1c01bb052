import { describe, expect, it } from 'vitest';
import {
  city,
  email,
  integer,
  listOf,
  maybe,
  optional,
  record,
  ref,
  streetAddress,
  words,
} from '../../generators/catalog.ts';
import type { TableFacts } from '../../src/schema/facts.ts';
import { looseFactory, type LooseFactory } from '../engines/support/loose-factory.ts';

const TABLES: Readonly<Record<string, TableFacts>> = {
  orgs: { table: 'orgs', columns: { _id: 'objectId not null' }, primaryKey: ['_id'] },
  users: {
    table: 'users',
    columns: {
      _id: 'objectId not null',
      email: 'string not null',
      profile: 'object not null',
      'profile.handle': 'string(20) not null',
      'profile.org': 'objectId not null optional',
      'profile.address': 'object optional',
      'profile.address.street': 'string not null',
      'profile.address.city': 'string not null optional',
      tags: 'string[] not null',
      items: 'object[] not null optional',
      'items.sku': 'string not null',
      'items.quantity': 'int not null optional',
      age: 'int optional',
    },
    primaryKey: ['_id'],
    unique: [['profile.handle'], ['email']],
  },
};

function people(): LooseFactory {
  const factory = looseFactory(TABLES, 'mongodb');
  factory.define('orgs', { count: 5, shape: {} });
  factory.define('users', {
    count: 400,
    shape: {
      email: email(),
      profile: {
        handle: words({ min: 1, max: 1 }),
        org: optional('50%', ref('orgs')),
        address: optional('25%', { street: streetAddress(), city: optional('10%', city()) }),
      },
      tags: listOf(words(), { max: 3 }),
      items: optional('10%', listOf(record({ sku: words(), quantity: integer() }))),
      age: optional('20%', maybe('10%', integer({ min: 18, max: 90 }))),
    },
  });
  return factory;
}

interface User {
  _id: string;
  profile: { handle: string; org?: string; address?: { street: string; city?: string } };
  items?: { sku: string; quantity: number }[];
  age?: number | null;
}

function usersOf(factory: LooseFactory): User[] {
  return factory.rows('users', { from: 0, to: 400 }) as never;
}

describe('documents inside documents', () => {
  const users = usersOf(people());

  it('are put together from their fields, each with streams of its own', () => {
    expect(Object.keys(users[0]!)).toEqual(expect.arrayContaining(['_id', 'email', 'profile']));
    expect(users.every(({ profile }) => typeof profile.handle === 'string')).toBe(true);
    expect(users[0]!._id).toMatch(/^[0-9a-f]{24}$/);
  });

  it('are absent as often as they are said to be, and NULL is another thing', () => {
    const without = users.filter(({ profile }) => !('address' in profile)).length;
    expect(without).toBeGreaterThan(95);
    expect(without).toBeLessThan(105);
    const present = users.filter((user) => 'age' in user);
    expect(present.length).toBeGreaterThan(315);
    expect(present.length).toBeLessThan(325);
    expect(present.filter(({ age }) => age === null).length).toBeGreaterThan(20);
  });

  it('keep keys on paths unique, in text of their length', () => {
    const handles = users.map(({ profile }) => profile.handle);
    expect(new Set(handles).size).toBe(400);
    expect(handles.every((handle) => handle.length <= 20)).toBe(true);
  });

  it('refer to rows that are there', () => {
    const orgs = people().rows('orgs', { from: 0, to: 5 });
    const known = new Set(orgs.map((org) => org['_id']));
    const referring = users.filter(({ profile }) => profile.org !== undefined);
    expect(referring.length).toBe(200);
    expect(referring.every(({ profile }) => known.has(profile.org))).toBe(true);
    expect(users.every(({ profile }) => profile.org !== null)).toBe(true);
  });

  it('are overlaid field by field, and keep their presence', () => {
    const factory = people();
    factory.define('users', { shape: { profile: { address: { city: 'Vienna' } } } });
    const changed = usersOf(factory);
    expect(changed.map(({ profile }) => profile.handle)).toEqual(
      users.map(({ profile }) => profile.handle),
    );
    expect(changed.map(({ profile }) => profile.address?.street)).toEqual(
      users.map(({ profile }) => profile.address?.street),
    );
    const addresses = changed.flatMap(({ profile }) => profile.address ?? []);
    expect(addresses.every((address) => address.city === 'Vienna')).toBe(true);
    expect(addresses.length).toBe(users.filter(({ profile }) => profile.address).length);
  });

  it('may be written as a whole, by a constant or a function', () => {
    const factory = people();
    factory.define('users', {
      count: 2,
      shape: {
        profile: ({ index }: { index: number }) => ({ handle: `h${index}`, unknown: undefined }),
      },
    });
    expect(factory.rows('users', { from: 0, to: 2 }).map((user) => user['profile'])).toEqual([
      { handle: 'h0' },
      { handle: 'h1' },
    ]);
  });

  it('say by path where an edge case is, and what is to be anonymised', () => {
    const factory = people();
    factory.define('users', {
      shape: {
        profile: { handle: ({ index }: { index: number }) => `Ann Smith ${index}` },
      },
      anonymize: ['profile.handle'] as never,
    });
    expect(usersOf(factory)[3]!.profile.handle).not.toContain('Smith');
  });

  it('that a definition names and the collection does not have are refused', () => {
    expect(() => people().define('users', { shape: { profile: { nickname: 'x' } } })).toThrow(
      'Table "users" has no column "profile.nickname"',
    );
  });

  it('leave out a required field: the error names its path', () => {
    const factory = looseFactory(TABLES, 'mongodb');
    factory.define('users', {
      count: 1,
      shape: { email: 'a@example.test', tags: [], profile: {} },
    });
    expect(() => factory.row('users', 0)).toThrow('users.profile.handle');
  });
});

describe('a plain object in a column of JSON', () => {
  const tables = {
    users: {
      table: 'users',
      columns: { id: 'integer not null', meta: 'jsonb' },
      primaryKey: ['id'],
    },
  };

  it('is the whole document, generators and references in it', () => {
    const factory = looseFactory(tables);
    const meta = {
      contact: { email: email() },
      seats: [1, integer({ min: 5, max: 9 })],
      of: ref('users'),
    };
    factory.define('users', { count: 20, shape: { meta } });
    for (const row of factory.rows('users')) {
      expect(row['meta']).toEqual({
        contact: { email: expect.stringContaining('@example.test') as string },
        seats: [1, expect.any(Number)],
        of: expect.any(Number) as number,
      });
    }
  });

  it('is laid over what was there, and stays a constant where it is one', () => {
    const factory = looseFactory(tables);
    factory.define('users', { count: 1, shape: { meta: { email: email() } } });
    factory.define('users', { shape: { meta: { plan: 'free' } } });
    expect(factory.rows('users').map((row) => row['meta'])).toEqual([{ plan: 'free' }]);
  });
});
