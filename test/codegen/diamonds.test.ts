import { describe, expect, it } from 'vitest';
import type { SchemaModel } from '../../src/schema/schema.ts';
import { lineOf, sketchSchema, type TableSketch } from './tables.ts';

/** A table of references, each named by its column: `store_id` leads to `stores`. */
function table(columns: Readonly<Record<string, string>>, unique?: string): TableSketch {
  const names = Object.entries(columns);
  return {
    columns: {
      id: 'bigint not null identity',
      ...Object.fromEntries(names.map(([name, type]) => [name, type || 'bigint not null'])),
    },
    references: Object.fromEntries(names.map(([name]) => [name, name.replace(/_id$/, 's')])),
    ...(unique === undefined ? {} : { uniques: [[unique]] }),
  };
}

const SHOPS = {
  stores: table({}),
  products: table({ store_id: '' }),
  variants: table({ product_id: '' }),
  orders: table({ store_id: '' }),
};

const CLINICS = {
  clinics: table({}),
  owners: table({ clinic_id: '' }),
  appointments: table({ clinic_id: '' }),
};

describe('two ways to one ancestor', () => {
  it('lead to the same row where the ancestor is several steps up from both', async () => {
    const items = table({ order_id: '', variant_id: '' });
    expect(await lineOf(sketchSchema({ ...SHOPS, items }), 'items', 'variant_id')).toBe(
      "variant_id: ref('variants', { same: { 'product_id.store_id': 'order_id.store_id' } }),",
    );
  });

  it('are written from what comes first in the row', async () => {
    const model = sketchSchema({ ...SHOPS, items: table({ variant_id: '', order_id: '' }) });
    expect(await lineOf(model, 'items', 'variant_id')).not.toContain('same');
    expect(await lineOf(model, 'items', 'order_id')).toBe(
      "order_id: ref('orders', { same: { store_id: 'variant_id.product_id.store_id' } }),",
    );
  });

  it('meet at the nearest table that both lead to', async () => {
    const tables = {
      ...SHOPS,
      chains: table({}),
      stores: table({ chain_id: '' }),
      items: table({ order_id: '', variant_id: 'bigint' }),
    };
    expect(await lineOf(sketchSchema(tables), 'items', 'variant_id')).toContain(
      "ref('variants', { same: { 'product_id.store_id': 'order_id.store_id' } })",
    );
  });

  it('are of their own where one of them is by way of a person', async () => {
    const tables = {
      ...SHOPS,
      users: table({ store_id: '' }),
      products: table({ user_id: '' }),
      items: table({ order_id: '', variant_id: '' }),
    };
    expect(await lineOf(sketchSchema(tables), 'items', 'variant_id')).not.toContain('same');
  });

  it('leave no product on the way without a variant, as each order needs one', async () => {
    const model = sketchSchema({ ...SHOPS, items: table({ order_id: '', variant_id: '' }) });
    expect(await lineOf(model, 'variants', 'product_id')).not.toContain('none');
    expect(await lineOf(model, 'products', 'store_id')).not.toContain('none');
  });
});

describe('a unique reference that may be NULL', () => {
  const invoices = { clinic_id: '', owner_id: '', appointment_id: 'bigint' };

  function model(columns: Readonly<Record<string, string>>): SchemaModel {
    return sketchSchema({ ...CLINICS, invoices: table(columns, 'appointment_id') });
  }

  it('agrees with one that follows from another', async () => {
    expect(await lineOf(model(invoices), 'invoices', 'appointment_id')).toBe(
      "appointment_id: maybe('20%', ref('appointments', { same: 'clinic_id' })),",
    );
  });

  it('agrees with what another one leads to', async () => {
    const { clinic_id: _, ...columns } = invoices;
    expect(await lineOf(model(columns), 'invoices', 'appointment_id')).toContain(
      "ref('appointments', { same: { clinic_id: 'owner_id.clinic_id' } })",
    );
  });

  it('is what the others agree with where every row has it', async () => {
    const made = model({ ...invoices, appointment_id: '' });
    expect(await lineOf(made, 'invoices', 'appointment_id')).toBe(
      "appointment_id: ref('appointments'),",
    );
    expect(await lineOf(made, 'invoices', 'clinic_id')).toBe(
      "clinic_id: ref('clinics', { through: 'appointment_id' }),",
    );
    expect(await lineOf(made, 'invoices', 'owner_id')).toBe(
      "owner_id: ref('owners', { same: 'clinic_id' }),",
    );
  });

  it('is so too where nothing else is between', async () => {
    const made = model({ owner_id: '', appointment_id: '' });
    expect(await lineOf(made, 'invoices', 'appointment_id')).toBe(
      "appointment_id: ref('appointments'),",
    );
    expect(await lineOf(made, 'invoices', 'owner_id')).toBe(
      "owner_id: ref('owners', { same: { clinic_id: 'appointment_id.clinic_id' } }),",
    );
  });
});
