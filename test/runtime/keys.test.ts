import { describe, expect, it } from 'vitest';
import { boolean, oneOf } from '../../generators/choice.ts';
import { recent } from '../../generators/date-time.ts';
import { edge } from '../../generators/edge.ts';
import { email } from '../../generators/email.ts';
import { position } from '../../generators/family.ts';
import { given } from '../../generators/given.ts';
import { serial } from '../../generators/identifier.ts';
import { maybe } from '../../generators/maybe.ts';
import { integer } from '../../generators/number.ts';
import { ref } from '../../generators/reference.ts';
import { code, words } from '../../generators/text.ts';
import { thrown } from '../support/errors.ts';
import { looseFactory, table, to, type LooseSource, type Tables } from './support/loose-factory.ts';
import { violations } from './support/violations.ts';

type Counted = Readonly<
  Record<string, readonly [count: number, shape?: Record<string, LooseSource>]>
>;

function rowsOf(
  tables: Tables,
  definitions: Counted,
): ReturnType<ReturnType<typeof looseFactory>['load']> {
  const factory = looseFactory(tables);
  for (const [name, [count, shape = {}]] of Object.entries(definitions)) {
    factory.define(name, { count, shape });
  }
  return factory.load();
}

/** What the database would refuse of a table's rows. */
function refused(tables: Tables, definitions: Counted): string[] {
  return violations(tables, rowsOf(tables, definitions));
}

const ID = 'integer not null serial';

describe('a unique column', () => {
  it.each([
    ['varchar(1)', words(), 36],
    ['varchar(3)', words(), 5000],
    ['varchar(7)', ({ index }: { index: number }) => `x${index % 2}`, 2000],
    ['varchar(8)', words(), 2000],
    ['varchar(12)', 'the same', 2000],
    ['char(6)', words(), 2000],
    ['citext', ({ index }: { index: number }) => (index % 2 ? 'ANN' : 'ann'), 2000],
    ['varchar(255)', email(), 2000],
    ['varchar(30)', maybe(0.2, words()), 2000],
    ['smallint', integer(), 1001],
    ['smallint', serial(), 32_767],
    ['integer unsigned', integer({ min: 5, max: 104 }), 100],
    ["enum('a','b','c')", oneOf(['a', 'b', 'c']), 3],
    ['boolean', boolean(), 2],
    ['date', recent({ within: '1y' }), 360],
    ['timestamptz', recent({ within: '1d' }), 5000],
  ])('of type %s has no value twice', (type, source, count) => {
    const tables = { t: table({ id: ID, c: type }, { unique: [['c']] }) };
    expect(refused(tables, { t: [count, { c: source }] })).toEqual([]);
  });

  it('that takes NULL once has it once at most', () => {
    for (const source of [maybe(0.5, words()), maybe(0.5, integer()), maybe(0.5, email())]) {
      const type = source === undefined ? '' : 'text';
      const tables = {
        t: table({ id: ID, c: type }, { unique: [{ columns: ['c'], nullsEqual: true }] }),
      };
      expect(refused(tables, { t: [500, { c: source }] })).toEqual([]);
    }
  });

  it.each([
    ['one code or none', given('role', { vet: code({ length: 4, prefix: 'V' }) }, null)],
    [
      'the same code',
      given('role', { vet: code({ length: 4 }) }, maybe('10%', code({ length: 4 }))),
    ],
    [
      'codes that begin in their own ways',
      given('role', { vet: code({ length: 3, prefix: 'V' }) }, code({ length: 3, prefix: 'N-' })),
    ],
    [
      'codes of several lengths',
      given('role', { vet: code({ length: 6 }), aid: code({ length: 5 }) }, code({ length: 4 })),
    ],
  ])('keeps to %s, case by case', (_, source) => {
    const tables = {
      t: table({ id: ID, role: 'text', c: 'varchar(16)' }, { unique: [['c']] }),
    };
    const definitions: Counted = { t: [3000, { role: oneOf(['vet', 'aid', 'boss']), c: source }] };
    expect(refused(tables, definitions)).toEqual([]);
    for (const { role, c } of rowsOf(tables, definitions).get('t')!.slice(0, 300)) {
      expect(c === null ? 'none' : c).toMatch(/^(?:none|V?[0-9A-Z]{3,6}|N-[0-9A-Z]{3})$/);
      if (role === 'vet') expect(c).not.toMatch(/^N-/);
    }
  });

  it('keeps a hand-written value readable', () => {
    const factory = looseFactory({
      t: table({ id: ID, mail: 'text', slug: 'varchar(12)' }, { unique: [['mail'], ['slug']] }),
    });
    factory.define('t', {
      count: 50,
      shape: { mail: 'john.doe@corp.example', slug: 'a-long-slug' },
    });
    expect(factory.row('t', 42)).toMatchObject({
      mail: 'john.doe.42@corp.example',
      slug: 'a-long-sl-42',
    });
  });

  it('that nothing can make unique holds in one row, and is refused in two', () => {
    const tables = { t: table({ only: 'json' }, { primaryKey: ['only'] }) };
    expect(
      looseFactory(tables)
        .define('t', { count: 1, shape: { only: true } })
        .row('t', 0),
    ).toEqual({ only: true });
    const two = looseFactory(tables).define('t', { count: 2, shape: { only: true } });
    expect(thrown(() => two.rows('t')).code).toBe('KEY_UNSOLVED');
  });

  it('does not put a second number to an address that has one', () => {
    const factory = looseFactory({ t: table({ id: ID, mail: 'text' }, { unique: [['mail']] }) });
    factory.define('t', { count: 100, shape: { mail: email() } });
    expect(factory.row('t', 42)['mail']).toMatch(/^[a-z]+\.[a-z]+\.42@example\.test$/);
  });
});

describe('an address with edge cases', () => {
  const own = {
    apostrophe: '20%',
    plus: '20%',
    hyphen: '20%',
    shortest: '5%',
    longest: '5%',
  } as const;
  const tablesOf = (length: number): Tables => ({
    t: table({ id: ID, mail: `varchar(${length})` }, { unique: [['mail']] }),
  });

  it.each([23, 30, 60, 79, 80, 254])('of %i characters has its number once', (length) => {
    const tables = tablesOf(length);
    const factory = looseFactory(tables);
    const mail = edge(email(), { ...own, subdomain: '20%' });
    factory.define('t', { count: 2000, shape: { mail } });
    expect(violations(tables, factory.load())).toEqual([]);
    const numbers = factory.rows('t').map((row) => String(row['mail']).match(/\d+/g));
    expect(numbers).toEqual(numbers.map((_, index) => [String(index)]));
    expect(factory.edges('t')).toHaveLength(6);
  });

  it('gets a number where an edge case is not of the address itself', () => {
    const tables = tablesOf(60);
    const factory = looseFactory(tables);
    factory.define('t', { count: 2000, shape: { mail: edge(email(), { ...own, emoji: '20%' }) } });
    expect(violations(tables, factory.load())).toEqual([]);
  });
});

describe('a key of several columns', () => {
  const parents = { a: table({ id: ID }), b: table({ id: 'uuid not null' }), c: table({ id: ID }) };
  const columns = { a_id: 'integer not null', b_id: 'uuid not null', c_id: 'integer not null' };
  const references = [to('a', 'a_id'), to('b', 'b_id'), to('c', 'c_id')];
  const shape = { a_id: ref('a'), b_id: ref('b'), c_id: ref('c') };

  it('of two references holds when every pair is taken', () => {
    const tables = { ...parents, t: table(columns, { primaryKey: ['a_id', 'b_id'], references }) };
    expect(refused(tables, { a: [7], b: [11], c: [3], t: [77, shape] })).toEqual([]);
  });

  it('of three references holds when every triple is taken', () => {
    const primaryKey = ['a_id', 'b_id', 'c_id'];
    const tables = { ...parents, t: table(columns, { primaryKey, references }) };
    expect(refused(tables, { a: [3], b: [4], c: [5], t: [60, shape] })).toEqual([]);
  });

  it('of references and a short list holds when every combination is taken', () => {
    const tables = {
      ...parents,
      t: table(
        { id: ID, ...columns, kind: "enum('x','y')" },
        { unique: [['a_id', 'kind']], references },
      ),
    };
    const kind = oneOf(['x', 'y']);
    expect(refused(tables, { a: [9], b: [2], c: [2], t: [18, { ...shape, kind }] })).toEqual([]);
  });

  it('that shares a column with another key holds beside it', () => {
    const tables = {
      ...parents,
      t: table(
        { id: ID, ...columns },
        {
          unique: [
            ['a_id', 'b_id'],
            ['a_id', 'c_id'],
          ],
          references,
        },
      ),
    };
    expect(refused(tables, { a: [10], b: [6], c: [4], t: [40, shape] })).toEqual([]);
  });

  it('of a reference and a position holds', () => {
    const tables = {
      a: table({ id: ID }),
      t: table(
        { a_id: 'integer not null', line: 'smallint not null' },
        { primaryKey: ['a_id', 'line'], references: [to('a')] },
      ),
    };
    expect(
      refused(tables, { a: [10], t: [300, { a_id: ref('a'), line: position('a_id') }] }),
    ).toEqual([]);
  });

  it('that is a reference as well makes it one to one', () => {
    const tables = {
      a: table({ id: ID }),
      t: table({ a_id: 'integer not null' }, { primaryKey: ['a_id'], references: [to('a')] }),
    };
    expect(refused(tables, { a: [50], t: [50] })).toEqual([]);
    expect(refused(tables, { a: [50], t: [20] })).toEqual([]);
  });

  it('that is a reference to the own table makes chains', () => {
    for (const type of ['integer', 'integer not null']) {
      const references = [to('t', 'previous_id')];
      const tables = {
        t: table({ id: ID, previous_id: type }, { unique: [['previous_id']], references }),
      };
      expect(refused(tables, { t: [100, { previous_id: ref('t') }] })).toEqual([]);
    }
  });

  it('of part of a reference is refused, as it cannot be made unique', () => {
    const tables = {
      a: table({ x: 'text not null', y: 'text not null' }, { primaryKey: ['x', 'y'] }),
      t: table(
        { id: ID, x: 'text not null', y: 'text not null' },
        { unique: [['x']], references: [{ columns: ['x', 'y'], to: 'a', key: ['x', 'y'] }] },
      ),
    };
    const factory = looseFactory(tables).define('a', { shape: { x: 'x', y: words() } });
    expect(thrown(() => factory.rows('t')).code).toBe('KEY_UNSOLVED');
  });
});

describe('a unique reference to one of the rows that lead to the row itself', () => {
  const tables = {
    account: table(
      { id: ID, current_user_id: 'integer' },
      { unique: [['current_user_id']], references: [to('user', 'current_user_id')] },
    ),
    user: table({ id: ID, account_id: 'integer not null' }, { references: [to('account')] }),
  };
  const shape = { current_user_id: maybe(0.2, ref('user', { same: { account_id: 'id' } })) };

  it('is unique as it is', () => {
    expect(refused(tables, { account: [50, shape], user: [200] })).toEqual([]);
    const rows = rowsOf(tables, { account: [50, shape], user: [200] });
    const ownerOf = new Map(rows.get('user')!.map((row) => [row['id'], row['account_id']]));
    const taken = rows.get('account')!.filter((row) => row['current_user_id'] !== null);
    expect(taken.length).toBeGreaterThan(25);
    for (const row of taken) expect(ownerOf.get(row['current_user_id'])).toBe(row['id']);
  });
});

describe('a unique reference to one of the same project', () => {
  const tables = {
    project: table({ id: ID }),
    partner: table({ id: ID }),
    form: table({ id: ID, project_id: 'integer not null' }, { references: [to('project')] }),
    member: table(
      {
        id: ID,
        partner_id: 'integer not null',
        project_id: 'integer not null',
        form_id: 'integer',
      },
      {
        unique: [['form_id'], ['partner_id', 'project_id']],
        references: [to('partner'), to('project'), to('form')],
      },
    ),
  };

  it('is unique beside a pair with the project in it', () => {
    const shape = { form_id: maybe(0.2, ref('form', { same: 'project_id' })) };
    expect(
      refused(tables, { project: [20], partner: [30], form: [100], member: [200, shape] }),
    ).toEqual([]);
  });
});

describe('more rows than a key has values', () => {
  const one = { a: table({ id: ID }) };

  it.each([
    ['varchar(2)', words(), 1297, '1296'],
    ['smallint', serial(), 32_768, '32767'],
    ['date', recent({ within: '10d' }), 100, '11'],
    ['integer', integer({ min: 1, max: 99 }), 100, '99'],
    ['boolean', boolean(), 3, '2'],
  ])('in a %s are refused with the arithmetic', (type, source, count, room) => {
    const factory = looseFactory({ t: table({ id: ID, c: type }, { unique: [['c']] }) });
    factory.define('t', { count, shape: { c: source as LooseSource } });
    const error = thrown(() => factory.plan());
    expect(error.code).toBe('COUNT_OVER_CAPACITY');
    expect(error.what).toContain(`${count} rows of "t"`);
    expect(error.what).toContain(room);
  });

  it.each([
    ['one to one', { primaryKey: ['a_id'] }, {}, 11, '10'],
    ['pairs', { primaryKey: ['a_id', 'b_id'] }, { b_id: ref('a') }, 101, '100'],
    ['with a short list', { unique: [['a_id', 'on']] }, { on: boolean() }, 21, '20'],
  ])('%s are refused before the first row', (_, keys, shape, count, room) => {
    const columns = { a_id: 'integer not null', b_id: 'integer not null', on: 'boolean not null' };
    const references = [to('a', 'a_id'), to('a', 'b_id')];
    const tables = { ...one, t: table(columns, { references, ...keys }) };
    const factory = looseFactory(tables).define('a', { count: 10 });
    factory.define('t', { count, shape: { on: true, ...shape } });
    const error = thrown(() => factory.plan());
    expect(error.code).toBe('COUNT_OVER_CAPACITY');
    expect(error.what).toContain(room);
    factory.define('t', { count: count - 1 });
    expect(violations(tables, factory.load())).toEqual([]);
  });

  it('are refused where parents have none to refer to', () => {
    const tables = {
      ...one,
      t: table({ id: ID, a_id: 'integer not null' }, { references: [to('a')] }),
    };
    const factory = looseFactory(tables).define('a', { count: 0 });
    expect(thrown(() => factory.plan()).code).toBe('COUNT_OVER_CAPACITY');
  });

  it('with edge cases are told from the room of the ordinary values', () => {
    const tables = { t: table({ id: ID, c: 'integer' }, { unique: [['c']] }) };
    const factory = looseFactory(tables);
    factory.define('t', {
      count: 50,
      shape: { c: edge(integer({ min: 1, max: 50 }), { max: '5%' }) },
    });
    expect(violations(tables, factory.load())).toEqual([]);
    expect(factory.edges('t')).toEqual([]);
  });
});
