import { describe, expect, it } from 'vitest';
import { boolean, weighted } from '../../generators/choice.ts';
import { recent } from '../../generators/date-time.ts';
import { edge } from '../../generators/edge.ts';
import { email } from '../../generators/email.ts';
import { uuid } from '../../generators/identifier.ts';
import { maybe } from '../../generators/maybe.ts';
import { fullName } from '../../generators/person.ts';
import { ref } from '../../generators/reference.ts';
import { words } from '../../generators/text.ts';
import { thrown } from '../support/errors.ts';
import {
  looseFactory,
  table,
  to,
  type LooseShape,
  type Row,
  type Tables,
} from './support/loose-factory.ts';

const USERS = {
  id: 'integer not null serial',
  org_id: 'integer not null',
  email: 'varchar(255) not null',
  name: 'text',
  role: "enum('viewer','admin') not null",
  created_at: 'timestamptz not null',
  token: 'uuid',
};
const TABLES: Tables = {
  orgs: table({ id: 'integer not null serial', name: 'text' }),
  users: table(USERS, { unique: [['email']], references: [to('orgs')] }),
};
const SHAPE: LooseShape = {
  org_id: ref('orgs'),
  email: email('name'),
  name: ({ faker }) => faker.person.fullName(),
  role: weighted({ viewer: 0.9, admin: 0.1 }),
  created_at: recent({ within: '3y' }),
  token: uuid(),
};

function users(shape: LooseShape = {}, tables = TABLES, counts = { orgs: 20, users: 200 }): Row[] {
  const factory = looseFactory(tables).define('orgs', {
    count: counts.orgs,
    shape: { name: words() },
  });
  return factory
    .define('users', { count: counts.users, shape: { ...SHAPE, ...shape } })
    .rows('users');
}

const without = (rows: readonly Row[], ...columns: string[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name))),
  );

describe('a cell depends on seed, table, column and row index alone', () => {
  const plain = users();

  it('and is another one for another seed, table, column or row', () => {
    const tables = {
      a: table({ x: 'text', y: 'text' }),
      b: table({ x: 'text', y: 'text' }),
    };
    const cells = ['one', 'two'].flatMap((seed) => {
      const factory = looseFactory(tables, { seed });
      return ['a', 'b'].flatMap((name) => {
        factory.define(name, {
          count: 20,
          shape: { x: words({ min: 6, max: 6 }), y: words({ min: 6, max: 6 }) },
        });
        return factory.rows(name).flatMap((row) => [row['x'], row['y']]);
      });
    });
    expect(new Set(cells).size).toBe(160);
  });

  it('not on the order in which rows are read', () => {
    const factory = looseFactory(TABLES).define('orgs', { count: 20, shape: { name: words() } });
    factory.define('users', { count: 200, shape: SHAPE });
    for (const index of [199, 0, 42, 42, 7])
      expect(factory.row('users', index)).toEqual(plain[index]);
    expect(factory.rows('users', { from: 100, to: 110 })).toEqual(plain.slice(100, 110));
  });

  it('not on other columns', () => {
    const columns = { ...USERS, phone: 'text' };
    const tables = {
      ...TABLES,
      users: table(columns, { unique: [['email']], references: [to('orgs')] }),
    };
    expect(without(users({ phone: words() }, tables), 'phone')).toEqual(plain);
  });

  it('not on other tables', () => {
    const references = [to('orgs'), to('users')];
    const visits = table(
      { id: 'uuid not null', org_id: 'integer', user_id: 'integer' },
      { references },
    );
    expect(users({}, { visits, ...TABLES })).toEqual(plain);
  });

  it('not on the edge cases and NULLs of other rows', () => {
    for (const [name, rate] of [
      ['token', 0],
      ['name', 0],
    ] as const) {
      const source = SHAPE[name] as never;
      const nulls = users({ [name]: maybe(rate, source) });
      expect(nulls).toEqual(plain);
    }
    const edged = users({ name: edge(SHAPE['name'] as never, { emoji: 0 }), email: email() });
    const before = users({ email: email() });
    const changed = edged.filter((row, index) => row['name'] !== before[index]!['name']);
    expect(changed).toHaveLength(1);
    expect(without(edged, 'name')).toEqual(without(before, 'name'));
  });

  it('not on how many rows there are, but for references', () => {
    const more = users({}, TABLES, { orgs: 20, users: 2000 });
    expect(without(more.slice(0, 200), 'org_id')).toEqual(without(plain, 'org_id'));
    expect(without(users({}, TABLES, { orgs: 50, users: 200 }), 'org_id')).toEqual(
      without(plain, 'org_id'),
    );
  });

  it('not on definitions of the same column that were laid over', () => {
    const factory = looseFactory(TABLES).define('orgs', { count: 20, shape: { name: words() } });
    factory.define('users', { count: 200, shape: { ...SHAPE, role: 'viewer', name: fullName() } });
    factory.define('users', { shape: SHAPE });
    expect(factory.rows('users')).toEqual(plain);
  });
});

describe('a far row', () => {
  const factory = looseFactory(TABLES).define('orgs', {
    count: 1_000_000,
    shape: { name: words() },
  });
  factory.define('users', { count: 10_000_000, shape: { ...SHAPE, name: fullName() } });

  const time = (index: number): number => {
    const start = performance.now();
    for (let n = 0; n < 50; n++) factory.row('users', index - n);
    return performance.now() - start;
  };

  it('is as good as a near one', () => {
    const row = factory.row('users', 9_999_999);
    expect(row).toMatchObject({
      id: 10_000_000,
      email: expect.stringMatching(/9999999@example\.test$/) as string,
    });
    expect(Number(row['org_id'])).toBeLessThanOrEqual(1_000_000);
    const far = looseFactory({
      t: table({ id: 'bigint not null identity', on: 'boolean', name: 'text' }),
    });
    far.define('t', { count: 2 ** 40, shape: { on: boolean(), name: words() } });
    expect(far.row('t', 2 ** 40 - 1)).toMatchObject({ id: 2 ** 40 });
  });

  it('costs what a near one costs', () => {
    time(100);
    const [near, far] = [time(100), time(9_999_999)];
    expect(far).toBeLessThan(10 * near + 20);
  });
});

describe('names that JavaScript has other plans for', () => {
  const odd = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'then'];

  it('are columns like any other', () => {
    const columns = Object.fromEntries([
      ['id', 'integer not null serial'],
      ...odd.map((name) => [name, 'text']),
    ]) as Record<string, string>;
    const shape = Object.fromEntries(
      odd.map((name) => [name, ({ index }: { index: number }) => `${name} ${index}`]),
    );
    for (const wrap of [
      (made: LooseShape) => made,
      (made: LooseShape) =>
        ({ index }: { index: number }) =>
          Object.fromEntries(
            odd.map((name) => [name, (made[name] as (context: unknown) => unknown)({ index })]),
          ),
    ]) {
      const factory = looseFactory({ t: table(columns) }).define('t', {
        count: 3,
        shape: wrap(shape),
      });
      const row = factory.row('t', 2);
      expect(Object.keys(row).sort()).toEqual(['id', ...odd].sort());
      for (const name of odd) expect(Object.entries(row)).toContainEqual([name, `${name} 2`]);
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    }
  });

  it('may be left out of a row', () => {
    const factory = looseFactory({
      t: table({ id: 'integer not null serial', toString: 'text', name: 'text' }),
    });
    factory.define('t', {
      shape: ({ index }) => (index === 0 ? { toString: 'x', name: 'y' } : { name: 'y' }),
    });
    expect(factory.row('t', 1)['toString']).toBeNull();
  });

  it('are read through row', () => {
    const factory = looseFactory({
      t: table({ id: 'integer not null serial', constructor: 'text', name: 'text' }),
    });
    factory.define('t', { shape: { constructor: 'x', name: ({ row }) => row['constructor'] } });
    expect(factory.row('t', 0)['name']).toBe('x');
  });

  it('are tables like any other', () => {
    const tables = Object.fromEntries(
      odd.map((name) => [
        name,
        { ...table({ id: 'integer not null serial' }), table: `public.${name}` },
      ]),
    );
    const factory = looseFactory(tables);
    for (const name of odd) factory.define(name, { count: 2 });
    expect(Object.entries(factory.plan().rows).every(([, count]) => count === 2)).toBe(true);
    expect(factory.plan().total).toBe(12);
    expect(thrown(() => looseFactory({}).rows('constructor')).code).toBe('TABLE_UNKNOWN');
  });
});
