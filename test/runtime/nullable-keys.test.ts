import { describe, expect, it } from 'vitest';
import { boolean, maybe, oneOf, sentence } from '../../generators/catalog.ts';
import { looseFactory } from '../engines/support/loose-factory.ts';

const plans = {
  table: 'plans',
  columns: {
    id: 'integer not null identity',
    is_default: 'boolean',
    region: 'text',
    size: 'text not null',
  },
  primaryKey: ['id'],
} as const;

describe('a unique key with fewer values than rows', () => {
  it('has NULL in the rows that are left over, where its definition has it in some', () => {
    const factory = looseFactory({ plans: { ...plans, unique: [['is_default']] } });
    factory.define('plans', {
      count: 50,
      shape: { is_default: maybe('1%', boolean()), region: null, size: 's' },
    });
    const values = factory.rows('plans', { from: 0, to: 50 }).map((row) => row['is_default']);
    expect(values.filter((value) => value !== null).sort()).toEqual([false, true]);
  });

  it('also where it is NULL by itself in some rows', () => {
    const factory = looseFactory({ plans: { ...plans, unique: [['is_default']] } });
    factory.define('plans', {
      count: 50,
      shape: { is_default: maybe('50%', boolean()), region: null, size: 's' },
    });
    const values = factory.rows('plans', { from: 0, to: 50 }).map((row) => row['is_default']);
    const present = values.filter((value) => value !== null);
    expect(new Set(present).size).toBe(present.length);
  });

  it('of several columns, in the one that may be NULL', () => {
    const factory = looseFactory({ plans: { ...plans, unique: [['region', 'size']] } });
    factory.define('plans', {
      count: 50,
      shape: {
        is_default: null,
        region: maybe('1%', oneOf(['eu', 'us'])),
        size: oneOf(['s', 'm', 'l']),
      },
    });
    const rows = factory.rows('plans', { from: 0, to: 50 });
    const present = rows.filter((row) => row['region'] !== null);
    expect(new Set(present.map((row) => JSON.stringify([row['region'], row['size']]))).size).toBe(
      6,
    );
    expect(present).toHaveLength(6);
    expect(rows.every((row) => row['size'] !== null)).toBe(true);
  });

  it('has no two rows of what an expression puts in the place of NULL', () => {
    const unique = [{ columns: ['region', 'size'], on: "coalesce(region, ''), size" }] as const;
    const factory = looseFactory({ plans: { ...plans, unique } });
    factory.define('plans', {
      count: 50,
      shape: {
        is_default: null,
        region: maybe('90%', sentence()),
        size: oneOf(['s', 'm', 'l']),
      },
    });
    const rows = factory.rows('plans', { from: 0, to: 50 });
    const keys = rows.map((row) => JSON.stringify([row['region'] ?? '', row['size']]));
    expect(new Set(keys).size).toBe(50);
  });

  it('is an error with its arithmetic where no column is meant to be NULL', () => {
    const factory = looseFactory({ plans: { ...plans, unique: [['size']] } });
    factory.define('plans', {
      count: 50,
      shape: { is_default: null, region: null, size: oneOf(['s', 'm', 'l']) },
    });
    expect(() => factory.row('plans', 0)).toThrow(
      '50 rows of "plans" are more than unique (size) has values: 3',
    );
  });
});
