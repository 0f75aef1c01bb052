import { describe, expect, it } from 'vitest';
import {
  code,
  integer,
  listOf,
  oneOf,
  record,
  ref,
  unique,
  words,
} from '../../generators/catalog.ts';
import { thrown } from '../support/errors.ts';
import {
  looseFactory,
  type LooseFactory,
  type LooseShape,
  type Tables,
} from './support/loose-factory.ts';

const TABLES: Tables = {
  users: { table: 'users', columns: { _id: 'objectId not null' }, primaryKey: ['_id'] },
  carts: {
    table: 'carts',
    columns: {
      _id: 'objectId not null',
      tags: 'string[] not null',
      memberIds: 'objectId[] optional',
      items: 'object[] not null optional',
      'items.sku': 'string not null',
      'items.count': 'int not null',
    },
    primaryKey: ['_id'],
    unique: [['tags'], ['items.sku']],
  },
};

const ITEMS = listOf(record({ sku: unique(code()), count: integer() }), { max: 4 });

function carts(shape: LooseShape, count = 200): LooseFactory {
  const factory = looseFactory(TABLES, { dialect: 'mongodb' });
  factory.define('users', { count: 500 });
  const tags = listOf(words(), { max: 3, unique: true });
  return factory.define('carts', { count, shape: { tags, items: ITEMS, ...shape } });
}

interface Cart {
  readonly tags: readonly string[];
  readonly memberIds: readonly string[];
  readonly items: readonly { readonly sku: string }[];
}

const isDistinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

describe('a unique key on elements of lists', () => {
  it('holds, in the base and in scenarios', () => {
    const factory = carts({});
    factory.scenario('more', ({ add }) => {
      add('carts', 100);
      add('carts', 100, { tags: listOf(words(), { max: 3, unique: true }) });
    });
    const made = factory.load({ scenario: 'more' }).get('carts')! as never as Cart[];
    expect(made).toHaveLength(400);
    expect(isDistinct(made.flatMap((cart) => cart.tags))).toBe(true);
    expect(isDistinct(made.flatMap((cart) => cart.items.map(({ sku }) => sku)))).toBe(true);
    expect(made.slice(0, 200)).toEqual(carts({}).rows('carts'));
  });

  it('of references holds where there are enough rows', () => {
    const lists = carts({ memberIds: listOf(ref('users'), { max: 2, unique: true }) });
    const made = lists.rows('carts') as never as Cart[];
    expect(isDistinct(made.flatMap((cart) => cart.memberIds))).toBe(true);
    const known = new Set(lists.rows('users').map((user) => user['_id']));
    expect(made.every((cart) => cart.memberIds.every((id) => known.has(id)))).toBe(true);
    const many = carts({ memberIds: listOf(ref('users'), { max: 3, unique: true }) });
    const error = thrown(() => many.rows('carts'));
    expect(error.code).toBe('COUNT_OVER_CAPACITY');
    expect(error.room).toEqual({ table: 'carts', rows: 166 });
    expect(many.plan({ scale: 0.8 }).rows['carts']).toBe(133);
  });

  it('lets a scale ask for no more than there is room for', () => {
    const factory = carts({
      tags: listOf(code({ length: 3, alphabet: '0123456789' }), { max: 4, unique: true }),
    });
    expect(factory.plan({ scale: 10 }).rows['carts']).toBe(250);
  });

  it.each<[string, LooseShape, string]>([
    ['the elements', { tags: listOf(words()) }, 'listOf(…, { unique: true })'],
    ['a field', { items: listOf(record({ sku: code(), count: 1 })) }, 'unique(code())'],
    ['constants', { items: [{ sku: 'a', count: 1 }] }, 'unique(code())'],
  ])('that nothing keeps leaves the table out: %s', (_, shape, fix) => {
    const factory = carts(shape);
    expect(factory.plan().skipped).toHaveProperty('carts');
    const error = thrown(() => factory.rows('carts'));
    expect(error.code).toBe('KEY_UNSOLVED');
    expect(error.fix).toContain(fix);
    expect(carts(shape, 1).plan().skipped).toEqual({});
  });

  it('is left to functions, and to what is not there', () => {
    const sku = ({ index }: { index: number }) => [{ sku: `s${index}`, count: 1 }];
    expect(carts({ items: sku }).plan().skipped).toEqual({});
    const inner = listOf(record({ sku: ({ index }) => `s${index}`, count: 1 }), { max: 1 });
    expect(carts({ items: inner }).plan().skipped).toEqual({});
  });

  it('that facts name has to be there', () => {
    const facts = { ...TABLES['carts']!, unique: [['items.nowhere']] };
    const make = () => looseFactory({ carts: facts }, { dialect: 'mongodb' });
    expect(thrown(make).message).toContain('a key names the column "items.nowhere"');
  });

  it('says so of too few values', () => {
    const error = thrown(() =>
      carts({ tags: listOf(oneOf(['a', 'b']), { unique: true }) }).rows('carts'),
    );
    expect(error.message).toContain('more than the unique values have: 2');
  });
});
