import { describe, expect, it } from 'vitest';
import { findExisting } from '../../src/codegen/find-existing.ts';
import type { FilledTable } from '../../src/schema/filled.ts';
import { sketchSchema } from './tables.ts';

const id = { id: 'integer not null' };
const MODEL = sketchSchema({
  countries: { columns: id },
  regions: {
    columns: { ...id, country_id: 'integer not null' },
    references: { country_id: 'countries' },
  },
  price_lists: { columns: { ...id, board_id: 'integer' }, references: { board_id: 'boards' } },
  list_entries: { columns: { ...id, list_id: 'integer' }, references: { list_id: 'price_lists' } },
  orders: { columns: id },
  organizations: { columns: id },
  schema_migrations: { columns: id },
  boards: { columns: id },
  users: { columns: id },
  visits: { columns: id },
  zones: { columns: { ...id, parent_id: 'integer' }, references: { parent_id: 'zones' } },
});

function found(rows: Readonly<Record<string, number>>): unknown {
  const filled = Object.entries(rows).map(([name, count]): FilledTable => ({
    schema: 'public',
    name,
    rows: count,
  }));
  return Object.fromEntries(findExisting(MODEL, filled));
}

describe('tables that migrations fill', () => {
  it('have rows where most have none', () => {
    expect(found({ countries: 249, regions: 3000, zones: 4 })).toEqual({
      countries: 249,
      regions: 3000,
      zones: 4,
    });
  });

  it('are not to be told where most have rows', () => {
    const half = { countries: 1, orders: 1, boards: 1, visits: 1, zones: 1 };
    expect(Object.keys(found(half) as object)).toHaveLength(5);
    expect(found({ ...half, regions: 1 })).toEqual({});
    // What a migration tool keeps says nothing.
    expect(Object.keys(found({ ...half, schema_migrations: 90 }) as object)).toHaveLength(5);
  });

  it('are no people, no companies, and no large tables', () => {
    expect(found({ users: 1, organizations: 1, zones: 10_001, countries: 2 })).toEqual({
      countries: 2,
    });
  });

  it('refer to no table that is made', () => {
    expect(found({ price_lists: 2, list_entries: 5, countries: 2 })).toEqual({ countries: 2 });
    expect(found({ price_lists: 2, list_entries: 5, boards: 2 })).toEqual({
      price_lists: 2,
      list_entries: 5,
      boards: 2,
    });
  });
});
