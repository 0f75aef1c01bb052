import { describe, expect, it } from 'vitest';
import { oneOf } from '../../generators/choice.ts';
import { ref } from '../../generators/reference.ts';
import { code } from '../../generators/text.ts';
import { thrown } from '../support/errors.ts';
import { looseFactory, table, to, type LooseSource } from './support/loose-factory.ts';

const ID = 'integer not null serial';

describe('what a scenario lacks', () => {
  it('is a parent of the same ancestor: the message names the scenario and what to add', () => {
    const factory = looseFactory({
      shops: table({ id: ID }),
      products: table(
        { id: ID, shop_id: 'integer not null' },
        { references: [to('shops', 'shop_id')] },
      ),
      items: table(
        { id: ID, shop_id: 'integer not null', product_id: 'integer not null' },
        { references: [to('shops', 'shop_id'), to('products', 'product_id')] },
      ),
    })
      .define('shops', { count: 3 })
      .define('products', { count: 9, shape: { shop_id: ref('shops') } })
      .define('items', {
        count: 9,
        shape: { shop_id: ref('shops'), product_id: ref('products', { same: 'shop_id' }) },
      })
      .scenario('empty-shop', ({ add }) => add('items', { shop_id: add('shops') }));
    const error = thrown(() => factory.load({ scenario: 'empty-shop' }));
    expect(error.message).toBe(
      `Scenario "empty-shop" adds a row to "items" for which there is no row of "products": "product_id" is NOT NULL, and has to lead to one of the same "shop_id" (items.product_id, row 0). Let the scenario add one that belongs with it, before: add('products', { shop_id: … }).`,
    );
  });

  it('is a value of a key: the message names the scenario', () => {
    const factory = looseFactory({
      plans: table({ id: ID, name: 'text not null' }, { unique: [['name']] }),
    })
      .define('plans', { count: 3, shape: { name: oneOf(['free', 'team', 'enterprise']) } })
      .scenario('more', ({ add }) => add('plans'));
    expect(thrown(() => factory.load({ scenario: 'more' })).message).toBe(
      'With what scenario "more" adds, 4 rows of "plans" are more than unique (name) has values: 3 (plans). Let the scenario add fewer, or lower the count of "plans", which is 3.',
    );
  });

  it('is a parent that no other row has: the message names the scenario', () => {
    const factory = looseFactory({
      users: table({ id: ID }),
      profiles: table(
        { id: ID, user_id: 'integer not null' },
        { unique: [['user_id']], references: [to('users')] },
      ),
    })
      .define('users', { count: 3 })
      .define('profiles', { count: 3, shape: { user_id: ref('users') } })
      .scenario('more', ({ add }) => add('profiles'));
    const error = thrown(() => factory.load({ scenario: 'more' }));
    expect(error.code).toBe('COUNT_OVER_CAPACITY');
    expect(error.message).toContain('With what scenario "more" adds, 4 rows of "profiles" need');
    expect(error.message).toContain(`or rows of "users" for them: add('users').`);
  });
});

describe('a scenario that sets one column of a reference of two', () => {
  const factory = (overrides: Record<string, LooseSource>): ReturnType<typeof looseFactory> =>
    looseFactory({
      breeds: table(
        { species: 'text not null', code: 'text not null' },
        { primaryKey: ['species', 'code'] },
      ),
      pets: table(
        { id: ID, species: 'text', breed: 'text' },
        { references: [{ to: 'breeds', columns: ['species', 'breed'], key: ['species', 'code'] }] },
      ),
    })
      .define('breeds', { count: 5, shape: { species: oneOf(['dog', 'cat']), code: code() } })
      .define('pets', { count: 9, shape: { breed: ref('breeds', { columns: ['species'] }) } })
      .scenario('cats', ({ add }) => add('pets', overrides));

  it('is told its name, the column, and the others', () => {
    const error = thrown(() => factory({ species: 'cat' }).load({ scenario: 'cats' }));
    expect(error.code).toBe('REFERENCE_INVALID');
    expect(error.message).toBe(
      `Scenario "cats" sets "species" of rows of "pets" by itself: together with "breed" it refers to "breeds" (pets.species). Give it a row that has the value, breed: add('breeds', { species: … }), or set species, breed all at once.`,
    );
    expect(thrown(() => factory({ breed: 'x' }).load({ scenario: 'cats' })).what).toContain(
      'sets "breed"',
    );
  });

  it.each([
    ['all of them', { species: 'cat', breed: 'x' }],
    ['NULL', { species: null }],
  ])('may set %s', (_, overrides) => {
    expect(() => factory(overrides).load({ scenario: 'cats' })).not.toThrow();
  });
});
