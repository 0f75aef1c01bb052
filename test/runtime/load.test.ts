import { describe, expect, it } from 'vitest';
import { ref, skewed } from '../../generators/reference.ts';
import { fullName } from '../../generators/person.ts';
import { edge } from '../../generators/edge.ts';
import { looseFactory, type LooseFactory } from '../engines/support/loose-factory.ts';
import { thrown } from '../support/errors.ts';
import { table, to } from './support/loose-factory.ts';

const ID = 'integer not null serial';

function factoryOf(): LooseFactory {
  return looseFactory({
    orgs: table({ id: ID, name: 'text not null' }),
    users: table(
      { id: ID, org_id: 'integer not null', name: 'text not null' },
      { references: [to('orgs')] },
    ),
  })
    .define('orgs', { count: 100, shape: { name: 'Acme' } })
    .define('users', {
      count: 1_000,
      shape: {
        org_id: ref('orgs', { fanout: skewed({ max: 200 }) }),
        name: edge(fullName(), { emoji: '2%' }),
      },
    })
    .scenario('globex', ({ add }) => {
      const org = add('orgs', { name: 'Globex' });
      add('users', 3, { org_id: org });
    });
}

describe('the rows of a load', () => {
  it('are as many as its scale makes them, and belong to whom they belong there', () => {
    const load = factoryOf().with({ scale: 0.1 });
    expect([load.count('orgs'), load.count('users')]).toEqual([10, 100]);
    expect(load.rows('users')).toHaveLength(100);
    const ofBase = factoryOf().rows('users', { to: 100 });
    expect(load.rows('users').map(({ name }) => name)).toEqual(ofBase.map(({ name }) => name));
    for (const { org_id: org } of load.rows('users')) expect(Number(org)).toBeLessThanOrEqual(10);
  });

  it('are the base where nothing else is asked for', () => {
    expect(factoryOf().with({}).rows('users')).toEqual(factoryOf().rows('users'));
    expect(factoryOf().with({}).edges('orgs')).toEqual(factoryOf().edges('orgs'));
  });

  it('end with those of the scenario', () => {
    const load = factoryOf().with({ scale: 0.1, scenario: 'globex' });
    expect(load.row('orgs', 10)).toEqual({ id: 11, name: 'Globex' });
    expect(load.rows('users', { from: 100 }).map((row) => row['org_id'])).toEqual([11, 11, 11]);
  });

  it('have their own largest family', () => {
    const load = factoryOf().with({ scale: 0.1 });
    const { index } = load.edges('orgs').find(({ edge: name }) => name === 'most children')!;
    const sizes = Array.from({ length: 10 }, () => 0);
    for (const { org_id: org } of load.rows('users')) sizes[Number(org) - 1]!++;
    expect(sizes[index]).toBe(Math.max(...sizes));
  });

  it('follow definitions that come later', () => {
    const factory = factoryOf();
    const load = factory.with({ scale: 0.1 });
    expect(load.count('orgs')).toBe(10);
    factory.define('orgs', { count: 50 });
    expect(load.count('orgs')).toBe(5);
  });

  it('are refused beyond the last', () => {
    const load = factoryOf().with({ scale: 0.1 });
    const error = thrown(() => load.row('users', 100));
    expect([error.code, error.what]).toEqual(['ROW_UNKNOWN', 'The load of "users" has no row 100']);
    expect(error.fix).toBe('"users" has 100 rows: 0 to 99.');
    expect(thrown(() => load.count('userz')).code).toBe('TABLE_UNKNOWN');
    const unknown = factoryOf().with({ scenario: 'initech' });
    expect(thrown(() => unknown.count('users')).code).toBe('SCENARIO_UNKNOWN');
  });
});
