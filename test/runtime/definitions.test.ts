import { describe, expect, it } from 'vitest';
import { edge } from '../../generators/edge.ts';
import { email } from '../../generators/email.ts';
import { maybe } from '../../generators/maybe.ts';
import { integer } from '../../generators/number.ts';
import { fullName } from '../../generators/person.ts';
import { ref, tree } from '../../generators/reference.ts';
import { todo } from '../../generators/todo.ts';
import { thrown } from '../support/errors.ts';
import { looseFactory, table, to, type LooseFactory } from './support/loose-factory.ts';

const ID = 'integer not null serial';
const TABLES = {
  orgs: table({ id: ID, name: 'text' }),
  users: table(
    {
      id: ID,
      org_id: 'integer',
      name: 'text',
      email: 'text',
      created_at: 'timestamptz',
      score: 'integer',
    },
    { references: [to('orgs')] },
  ),
};

const factoryOf = (): LooseFactory =>
  looseFactory(TABLES).define('orgs', { count: 5, shape: { name: 'Org' } });

describe('definitions', () => {
  it('are laid over each other column by column', () => {
    const factory = factoryOf();
    factory.define('users', { count: 3, shape: { name: 'below', email: 'below', score: 1 } });
    factory.define('users', { shape: { name: 'above' } });
    factory.define('users', { count: 4, shape: { score: undefined } });
    expect(factory.rows('users')).toHaveLength(4);
    expect(factory.row('users', 0)).toMatchObject({ name: 'above', email: 'below', score: 1 });
  });

  it('may be a function over an object, and an object over a function', () => {
    const factory = factoryOf();
    factory.define('users', { shape: { name: 'object', email: 'object', score: 1 } });
    factory.define('users', { shape: () => ({ name: 'function', email: undefined }) });
    expect(factory.row('users', 0)).toMatchObject({ name: 'function', email: null, score: 1 });
    factory.define('users', { shape: { email: 'again', name: undefined } });
    expect(factory.row('users', 0)).toMatchObject({ name: 'function', email: 'again', score: 1 });
    factory.define('users', { shape: () => ({ score: 2 }) });
    expect(factory.row('users', 0)).toMatchObject({ name: 'function', email: 'again', score: 2 });
  });

  it('tell which column or table is not there', () => {
    const factory = factoryOf();
    expect(thrown(() => factory.define('users', { shape: { nmae: 'x' } })).code).toBe(
      'COLUMN_UNKNOWN',
    );
    expect(thrown(() => factory.define('userz', {})).code).toBe('TABLE_UNKNOWN');
    expect(thrown(() => factory.define('users', { count: 1.5 })).code).toBe('DEFINITION_INVALID');
    factory.define('users', { shape: () => ({ nmae: 'x' }) });
    expect(thrown(() => factory.rows('users')).code).toBe('COLUMN_UNKNOWN');
  });

  it('have to fill what the database requires', () => {
    const factory = looseFactory({ t: table({ id: ID, name: 'text not null' }) });
    const error = thrown(() => factory.rows('t'));
    expect([error.code, error.where]).toEqual(['COLUMN_UNSOLVED', 't.name']);
  });
});

describe('functions', () => {
  it('may give a reference, or none', () => {
    const factory = factoryOf();
    factory.define('users', { shape: { org_id: ({ ref: parent }) => parent('orgs') } });
    const direct = factory.rows('users').map((user) => user['org_id']);
    expect(new Set(direct)).toEqual(new Set([1, 2, 3, 4, 5]));
    factory.define('users', {
      shape: ({ faker }) => ({
        org_id: faker.helpers.maybe(() => ref('orgs')),
        name: faker.person.fullName(),
      }),
    });
    const perhaps = factory.rows('users').map((user) => user['org_id']);
    expect(perhaps.filter((id) => id === null).length).toBeGreaterThan(20);
    expect(perhaps.every((id, index) => id === null || id === direct[index])).toBe(true);
  });

  it('may give a generator', () => {
    const factory = factoryOf();
    factory.define('users', { shape: { score: () => integer({ min: 7, max: 9 }) } });
    const scores = factory.rows('users').map((user) => Number(user['score']));
    expect(new Set(scores)).toEqual(new Set([7, 8, 9]));
  });

  it('read other columns, in whatever order these are', () => {
    const factory = factoryOf();
    factory.define('users', {
      shape: {
        name: ({ row }) => `${String(row['email'])}!`,
        email: ({ row }) => `score ${String(row['score'])}`,
        score: 3,
        org_id: ref('orgs'),
      },
    });
    expect(factory.row('users', 0)).toMatchObject({ name: 'score 3!', email: 'score 3' });
  });

  it('read them also where the shape is one function', () => {
    const factory = factoryOf();
    factory.define('users', { shape: { created_at: new Date('2025-01-01'), org_id: ref('orgs') } });
    factory.define('users', {
      shape: ({ row, parent, faker, now }) => ({
        name: String(parent('org_id')?.['name']).toUpperCase(),
        score: faker.date.between({ from: row['created_at']!, to: now }).getUTCFullYear(),
      }),
    });
    expect(factory.row('users', 0)).toMatchObject({ name: 'ORG', score: 2025 });
  });

  it('evaluate a column once a row, and only when it is read', () => {
    let calls = 0;
    const factory = factoryOf();
    const count = (): string => `called ${++calls}`;
    factory.define('users', { shape: { name: count, email: ({ row }) => row['name'] } });
    const row = factory.row('users', 3);
    expect(row['email']).toBe(row['name']);
    expect(calls).toBe(1);
  });

  it('that need each other are named', () => {
    const factory = factoryOf();
    factory.define('users', {
      shape: {
        name: ({ row }) => row['email'],
        email: ({ row }) => row['name'],
        org_id: ref('orgs'),
      },
    });
    const error = thrown(() => factory.row('users', 0));
    expect(error.code).toBe('COLUMN_CYCLE');
    expect(error.what).toContain('name, email');
  });

  it('that need each other across rows are named too', () => {
    const factory = looseFactory({
      t: table({ id: ID, up: 'integer not null', path: 'text' }, { references: [to('t', 'up')] }),
    });
    const path = ({
      parent,
    }: {
      parent(column: string): Readonly<Record<string, never>> | null;
    }): string => `${String(parent('up')?.['path'])}/`;
    factory.define('t', { shape: { up: ref('t', { fanout: tree() }), path } });
    expect(thrown(() => factory.row('t', 50)).code).toBe('COLUMN_CYCLE');
  });

  it('that fail say where', () => {
    const factory = factoryOf();
    const name = ({ index }: { index: number }): string => {
      if (index === 42) throw new TypeError('no such thing');
      return 'fine';
    };
    factory.define('users', { shape: { name } });
    const error = thrown(() => factory.rows('users'));
    expect([error.code, error.where]).toEqual(['VALUE_INVALID', 'users.name, row 42']);
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  it('say where they return a column too late to be planned', () => {
    const factory = factoryOf();
    factory.define('users', {
      shape: ({ index }) => (index === 80 ? { name: 'late' } : { score: 1 }),
    });
    const error = thrown(() => factory.rows('users'));
    expect([error.code, error.where]).toEqual(['COLUMN_UNKNOWN', 'users.name, row 80']);
  });

  it('draw the same from Faker whatever was drawn before, and know one present', () => {
    const factory = factoryOf();
    factory.define('users', {
      shape: {
        name: ({ faker, index }) => {
          for (let n = 0; n < index; n++) faker.person.fullName();
          return faker.person.fullName();
        },
        email: ({ faker }) => faker.internet.email(),
        created_at: ({ faker }) => faker.date.past(),
      },
    });
    const rows = factory.rows('users');
    for (const index of [99, 0, 42]) expect(factory.row('users', index)).toEqual(rows[index]);
    const latest = Date.parse('2026-01-01');
    expect(rows.every((row) => (row['created_at'] as Date).getTime() <= latest)).toBe(true);
  });
});

describe('anonymised columns', () => {
  it('scramble what a person wrote, and nothing else', () => {
    const factory = factoryOf();
    factory.define('users', {
      shape: {
        name: 'Sarah Chen',
        email: ({ index }) => `sarah.chen@acme${index}.com`,
        score: 5,
        org_id: ref('orgs'),
      },
      anonymize: ['name', 'email', 'score', 'org_id'],
    });
    const row = factory.row('users', 7);
    expect(row['name']).not.toMatch(/sarah|chen/i);
    expect(row['email']).toMatch(/^[a-z]+\.[a-z]+@example\.test$/);
    expect(row['score']).toBe(5);
    const plain = factoryOf().define('users', { shape: { name: fullName() } });
    const marked = factoryOf().define('users', {
      shape: { name: fullName() },
      anonymize: ['name'],
    });
    expect(marked.rows('users')).toEqual(plain.rows('users'));
  });

  it('leave references as they are', () => {
    const factory = factoryOf();
    const shape = {
      org_id: ({ ref: parent }: { ref(name: string): unknown }): unknown => parent('orgs'),
    };
    const plain = factory.define('users', { shape }).rows('users');
    expect(factory.define('users', { anonymize: ['org_id'] }).rows('users')).toEqual(plain);
  });

  it('are scrambled inside of other generators', () => {
    const factory = factoryOf();
    const name = maybe(
      0.5,
      edge(() => 'Sarah Chen', { emoji: '5%' }),
    );
    factory.define('users', { shape: { name }, anonymize: ['name'] });
    expect(factory.rows('users').some((row) => String(row['name']).includes('Chen'))).toBe(false);
  });

  it('keep what a scenario writes as a constant, and scramble what a function of it gives', () => {
    const factory = factoryOf();
    factory.define('users', {
      count: 1,
      shape: { name: 'Sarah Chen', email: 'sarah@acme.com' },
      traits: { ada: { name: 'Ada Lovelace' } },
      anonymize: ['name', 'email'],
    });
    factory.scenario('login', ({ add }) => [
      add('users', { traits: ['ada'], email: 'ada@acme.test' }),
      add('users', { name: maybe(0, 'Bob Ross'), email: () => 'sarah.chen@acme.com' }),
      add('users', {}),
    ]);
    const [base, ada, bob, other] = factory.load({ scenario: 'login' }).get('users')!;
    expect(ada).toMatchObject({ name: 'Ada Lovelace', email: 'ada@acme.test' });
    expect(bob!['name']).toBe('Bob Ross');
    expect(bob!['email']).toMatch(/^[a-z]+\.[a-z]+@example\.test$/);
    expect(other!['name']).toBe(base!['name']);
    for (const row of [base, bob, other]) expect(JSON.stringify(row)).not.toMatch(/sarah|chen/i);
  });

  it('may be taken off the list, and put on it again', () => {
    const factory = factoryOf();
    const shape = { name: 'Sarah Chen', email: 'sarah@acme.com' };
    factory.define('users', { shape, anonymize: ['name', 'email'] });
    factory.define('users', { anonymize: { name: false, score: true, email: undefined } });
    expect(factory.row('users', 0)['name']).toBe('Sarah Chen');
    expect(factory.row('users', 0)['email']).not.toBe('sarah@acme.com');
    expect([...factory.anonymised]).toEqual(['users.email', 'users.score']);
    factory.define('users', { anonymize: { name: true } });
    expect(factory.row('users', 0)['name']).not.toBe('Sarah Chen');
    factory.define('users', { anonymize: { name: false, email: false } });
    factory.define('users', { anonymize: ['name'] });
    expect([...factory.anonymised]).toEqual(['users.score', 'users.name']);
    const unknown = thrown(() => factory.define('users', { anonymize: { nmae: false } }));
    expect(unknown.code).toBe('COLUMN_UNKNOWN');
  });

  it('stay unique', () => {
    const factory = looseFactory({ t: table({ id: ID, mail: 'text' }, { unique: [['mail']] }) });
    factory.define('t', { shape: { mail: 'john.smith@acme.com' }, anonymize: ['mail'] });
    expect(factory.row('t', 42)['mail']).toMatch(/^[a-z]+\.[a-z]+\.42@example\.test$/);
    factory.define('t', { shape: { mail: email() } });
    expect(new Set(factory.rows('t').map((row) => row['mail'])).size).toBe(100);
  });
});

describe('a column that nobody can fill', () => {
  const tables = {
    orgs: table({ id: ID, vat: 'text not null' }, { table: 'app.orgs' }),
    users: table(
      { id: ID, org_id: 'integer not null' },
      { table: 'app.users', references: [to('orgs')] },
    ),
    visits: table({ id: ID, user_id: 'integer' }, { references: [to('users')] }),
    tags: table({ id: ID }),
  };

  it('takes its table down, and those that need it, and no other', () => {
    const factory = looseFactory(tables).define('orgs', {
      shape: { vat: todo('CHECK is_vat(vat)') },
    });
    expect([...factory.load().keys()]).toEqual(['visits', 'tags']);
    expect(factory.plan().skipped).toEqual({
      'app.orgs': 'vat: CHECK is_vat(vat)',
      'app.users': 'needs rows of "orgs", which is skipped',
    });
    expect(factory.row('visits', 0)['user_id']).toBeNull();
    expect(thrown(() => factory.rows('users')).code).toBe('COLUMN_UNSOLVED');
  });

  it('comes back once it is filled', () => {
    const factory = looseFactory(tables).define('orgs', {
      shape: { vat: todo('CHECK is_vat(vat)') },
    });
    factory.define('orgs', { shape: { vat: 'DE1' } });
    expect(factory.load().size).toBe(4);
  });

  it('is no way round for a scenario', () => {
    const factory = looseFactory(tables).define('orgs', {
      shape: { vat: todo('CHECK is_vat(vat)') },
    });
    factory.scenario('one', ({ add }) => add('users'));
    expect(thrown(() => factory.plan({ scenario: 'one' })).code).toBe('COLUMN_UNSOLVED');
    factory.define('orgs', { count: 0 }).define('users', { count: 0 });
    factory.scenario('two', ({ add }) => add('orgs'));
    expect(thrown(() => factory.plan({ scenario: 'two' })).what).toContain('CHECK is_vat(vat)');
    factory.scenario('three', ({ add }) => add('orgs', { vat: 'DE1' }));
    expect(factory.load({ scenario: 'three' }).get('orgs')).toEqual([{ id: 1, vat: 'DE1' }]);
  });
});
