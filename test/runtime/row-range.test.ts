import { describe, expect, it } from 'vitest';
import { ref } from '../../generators/reference.ts';
import { thrown } from '../support/errors.ts';
import { looseFactory, table, to, type LooseFactory } from './support/loose-factory.ts';

const ID = 'integer not null serial';

function factoryOf(users: number, orgs = 3): LooseFactory {
  const factory = looseFactory({
    orgs: table({ id: ID }),
    users: table({ id: ID, org_id: 'integer' }, { references: [to('orgs')] }),
  });
  factory.define('orgs', { count: orgs });
  factory.define('users', { count: users, shape: { org_id: ref('orgs') } });
  return factory.scenario('more', ({ add }) => add('users', 5));
}

describe('a row that is not there', () => {
  it.each([
    [10_000, '10,000'],
    [1_000_000, '1,000,000'],
    [2 ** 60, String(2 ** 60)],
    [-1, '-1'],
    [1.5, '1.5'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
  ])('is refused at once: %d', (index, shown) => {
    const error = thrown(() => factoryOf(10_000).row('users', index));
    expect(error.code).toBe('ROW_UNKNOWN');
    expect(error.what).toBe(`The base of "users" has no row ${shown}`);
    expect(error.fix).toContain('"users" has 10,000 rows: 0 to 9,999');
  });

  it.each([
    [0, 10_001],
    [10_001, 10_001],
    [7, 6],
    [-2, 3],
    [0, 0.5],
  ])('is refused in a range: %d to %d', (from, end) => {
    const error = thrown(() => factoryOf(10_000).rows('users', { from, to: end }));
    expect([error.code, error.where]).toEqual(['ROW_UNKNOWN', 'users']);
  });

  it('is refused where there are none', () => {
    const error = thrown(() => factoryOf(0, 0).row('users', 0));
    expect(error.fix).toContain('"users" has no rows: its count is 0');
    expect(factoryOf(0, 0).rows('users')).toEqual([]);
  });

  it('is refused where only a scenario has it', () => {
    const error = thrown(() => factoryOf(1).row('users', 1));
    expect(error.fix).toContain('"users" has 1 row: 0. What a scenario adds is not among them');
  });

  it('is no row of an empty range at either end', () => {
    for (const at of [0, 5, 10]) {
      expect(factoryOf(10).rows('users', { from: at, to: at })).toEqual([]);
    }
    expect(factoryOf(10).rows('users', { from: 10 })).toEqual([]);
  });
});
