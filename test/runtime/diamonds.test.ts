import { describe, expect, it } from 'vitest';
import { maybe } from '../../generators/maybe.ts';
import { ref } from '../../generators/reference.ts';
import type { TableFacts } from '../../src/schema/facts.ts';
import { thrown } from '../support/errors.ts';
import {
  looseFactory,
  table,
  to,
  type LooseFactory,
  type LooseShape,
  type Row,
} from './support/loose-factory.ts';
import { violations } from './support/violations.ts';

const ID = 'integer not null serial';
const NUMBER = 'integer not null';

/** What rows hold in a column, by their `id`. */
function by(rows: ReadonlyMap<string, readonly Row[]>, name: string, column: string) {
  const held = new Map(rows.get(name)!.map((row) => [row['id'], row[column]]));
  return (id: unknown): unknown => held.get(id);
}

describe('a parent that leads to a common ancestor by way of another row', () => {
  const SHOPS = {
    stores: table({ id: ID }),
    products: table({ id: ID, store_id: NUMBER }, { references: [to('stores')] }),
    variants: table({ id: ID, product_id: NUMBER }, { references: [to('products')] }),
    orders: table({ id: ID, store_id: NUMBER }, { references: [to('stores')] }),
    items: table(
      { order_id: NUMBER, variant_id: NUMBER },
      { primaryKey: ['order_id', 'variant_id'], references: [to('orders'), to('variants')] },
    ),
    shipments: table(
      { id: ID, order_id: NUMBER, variant_id: 'integer' },
      { references: [to('orders'), to('variants')] },
    ),
  };
  const variant_id = ref('variants', {
    same: { 'product_id.store_id': 'order_id.store_id' },
  });

  function shops(counts: Readonly<Record<string, number>> = {}): LooseFactory {
    const factory = looseFactory(SHOPS);
    const shapes: Record<string, LooseShape> = {
      items: { variant_id },
      shipments: { variant_id: maybe('20%', variant_id) },
    };
    const all = { stores: 10, products: 60, variants: 200, orders: 80, items: 400, shipments: 90 };
    for (const [name, count] of Object.entries({ ...all, ...counts })) {
      factory.define(name, { count, shape: shapes[name] ?? {} });
    }
    return factory;
  }

  function strangers(rows: ReadonlyMap<string, readonly Row[]>): number {
    const product = by(rows, 'variants', 'product_id');
    const [store, orderStore] = [by(rows, 'products', 'store_id'), by(rows, 'orders', 'store_id')];
    return [...rows.get('items')!, ...rows.get('shipments')!].filter(
      (row) =>
        row['variant_id'] !== null &&
        store(product(row['variant_id'])) !== orderStore(row['order_id']),
    ).length;
  }

  it.each([{}, { stores: 1 }, { stores: 60, items: 60 }, { products: 200 }, { variants: 70 }])(
    'is one of the same ancestor, for counts %j',
    (counts) => {
      const rows = shops(counts).load();
      expect(violations(SHOPS, rows)).toEqual([]);
      expect(strangers(rows)).toBe(0);
    },
  );

  it('is NULL in no more rows than asked for', () => {
    const shipments = shops().load().get('shipments')!;
    expect(shipments.filter((row) => row['variant_id'] === null)).toHaveLength(18);
  });

  it('is one of the same ancestor in a scenario too', () => {
    const factory = shops().scenario('new', ({ add }) => {
      const store = add('stores');
      const product = add('products', { store_id: store });
      add('variants', 5, { product_id: product });
      const order = add('orders', { store_id: store });
      add('items', 3, { order_id: order });
      add('items', 2);
    });
    const rows = factory.load({ scenario: 'new' });
    expect(violations(SHOPS, rows)).toEqual([]);
    expect(strangers(rows)).toBe(0);
  });

  it('is named by its whole path where the two never meet', () => {
    const wrong = ref('variants', { same: { 'product_id.store_id': 'order_id' } });
    const factory = shops().define('items', { count: 5, shape: { variant_id: wrong } });
    const error = thrown(() => factory.rows('items'));
    expect(error.code).toBe('REFERENCE_INVALID');
    expect(error.what).toBe(
      '"product_id.store_id" of "variants" and "order_id" of "items" do not lead to the same table',
    );
  });
});

describe('a unique reference to one of the same clinic', () => {
  function clinics(appointment: string, shape: LooseShape, nullsEqual = false) {
    const tables = {
      clinics: table({ id: ID }),
      owners: table({ id: ID, clinic_id: NUMBER }, { references: [to('clinics')] }),
      appointments: table({ id: ID, clinic_id: NUMBER }, { references: [to('clinics')] }),
      invoices: table(
        { id: ID, clinic_id: NUMBER, owner_id: NUMBER, appointment_id: appointment },
        {
          unique: [
            { columns: ['appointment_id'], ...(nullsEqual ? { nullsEqual: true as const } : {}) },
          ],
          references: [to('clinics'), to('owners'), to('appointments')],
        },
      ),
    };
    const factory = looseFactory(tables)
      .define('clinics', { count: 8 })
      .define('owners', { count: 40 })
      .define('appointments', { count: 200 })
      .define('invoices', {
        count: 100,
        shape: { clinic_id: ref('clinics', { through: 'owner_id' }), ...shape },
      });
    return { tables, factory };
  }

  const PATH = { clinic_id: 'owner_id.clinic_id' };

  it.each(['clinic_id', PATH])('takes the next of them each time: %j', (same) => {
    const appointment_id = maybe('20%', ref('appointments', { same }));
    const { tables, factory } = clinics('integer', { appointment_id });
    const rows = factory.load();
    expect(violations(tables, rows)).toEqual([]);
    const clinicOf = by(rows, 'appointments', 'clinic_id');
    const taken = rows.get('invoices')!.filter((row) => row['appointment_id'] !== null);
    expect(taken.length).toBeGreaterThan(40);
    for (const row of taken) expect(clinicOf(row['appointment_id'])).toBe(row['clinic_id']);
  });

  it('is NULL only where it is left out, or the clinic has no more', () => {
    const appointment_id = ref('appointments', { same: 'clinic_id' });
    const rows = clinics('integer', { appointment_id }).factory.load();
    const count = (name: string, clinic: unknown, taken = false): number =>
      rows
        .get(name)!
        .filter((row) => row['clinic_id'] === clinic && (!taken || row['appointment_id'] !== null))
        .length;
    for (const { id } of rows.get('clinics')!) {
      const least = Math.min(count('invoices', id), count('appointments', id));
      expect(count('invoices', id, true)).toBe(least);
    }
  });

  it('is unique in rows of a scenario, by whatever they are given', () => {
    const appointment_id = ref('appointments', { same: PATH });
    const { tables, factory } = clinics('integer', { appointment_id });
    factory.scenario('new', ({ add }) => {
      const clinic = add('clinics');
      const owner = add('owners', { clinic_id: clinic });
      add('appointments', 2, { clinic_id: clinic });
      add('invoices', 3, { owner_id: owner });
      add('invoices', 4);
    });
    const rows = factory.load({ scenario: 'new' });
    expect(violations(tables, rows)).toEqual([]);
    const clinicOf = by(rows, 'appointments', 'clinic_id');
    const added = rows.get('invoices')!.slice(100);
    const own = added.slice(0, 3).filter((row) => row['appointment_id'] !== null);
    expect(own).toHaveLength(2);
    for (const row of own) expect(clinicOf(row['appointment_id'])).toBe(row['clinic_id']);
  });

  it.each(['clinic_id', PATH])('is there in every row that takes no NULL: %j', (same) => {
    for (const nullsEqual of [false, true]) {
      const appointment_id = ref('appointments', { same });
      const type = nullsEqual ? 'integer' : NUMBER;
      const { tables, factory } = clinics(type, { appointment_id }, nullsEqual);
      const rows = factory.load();
      expect(violations(tables, rows)).toEqual([]);
      const clinicOf = by(rows, 'appointments', 'clinic_id');
      const invoices = rows.get('invoices')!;
      expect(invoices).toHaveLength(100);
      for (const row of invoices) expect(clinicOf(row['appointment_id'])).toBe(row['clinic_id']);
    }
  });

  it('bounds the rows of an ancestor where it takes no NULL', () => {
    const appointment_id = ref('appointments', { same: PATH });
    const { factory } = clinics(NUMBER, { appointment_id });
    factory.define('invoices', { count: 201, shape: {} });
    const error = thrown(() => factory.load());
    expect(error.code).toBe('COUNT_OVER_CAPACITY');
    expect(error.room).toEqual({ table: 'invoices', rows: 200 });
  });

  it('has to be what the others follow where it takes no NULL and nothing bounds the rows', () => {
    const { factory } = clinics(NUMBER, {
      clinic_id: ref('clinics'),
      owner_id: ref('owners', { same: 'clinic_id' }),
      appointment_id: ref('appointments', { same: PATH }),
    });
    const error = thrown(() => factory.rows('invoices'));
    expect(error.code).toBe('KEY_UNSOLVED');
    expect(error.what).toContain('"appointment_id"');
    expect(error.fix).toContain(
      "owner_id: ref('owners', { same: { clinic_id: 'appointment_id.clinic_id' } })",
    );
  });
});

describe('ways that cannot meet everywhere', () => {
  const LEGS = {
    regions: table({ id: ID }),
    sites: table({ id: ID, region_id: NUMBER }, { references: [to('regions')] }),
    firms: table({ id: ID, region_id: NUMBER }, { references: [to('regions')] }),
    teams: table({ id: ID, firm_id: NUMBER }, { references: [to('firms')] }),
    desks: table({ id: ID, site_id: NUMBER }, { references: [to('sites')] }),
  };

  function load(
    counts: Readonly<Record<string, number>>,
    tables: Parameters<typeof looseFactory>[0],
    shapes: Readonly<Record<string, LooseShape>>,
  ): ReadonlyMap<string, readonly Row[]> {
    const factory = looseFactory(tables);
    for (const [name, count] of Object.entries(counts)) {
      factory.define(name, { count, shape: shapes[name] ?? {} });
    }
    const rows = factory.load();
    expect(violations(tables, rows)).toEqual([]);
    return rows;
  }

  const team_id = ref('teams', { same: { 'firm_id.region_id': 'desk_id.site_id.region_id' } });
  const desk_id = ref('desks', { same: { 'site_id.region_id': 'team_id.firm_id.region_id' } });
  const PAIR = { desk_id: NUMBER, team_id: NUMBER };
  const references = [to('desks'), to('teams')];

  /** Rows of a table whose desk is in another region than their team. */
  function strangers(rows: ReadonlyMap<string, readonly Row[]>, name: string): number {
    const [site, siteRegion] = [by(rows, 'desks', 'site_id'), by(rows, 'sites', 'region_id')];
    const [firm, firmRegion] = [by(rows, 'teams', 'firm_id'), by(rows, 'firms', 'region_id')];
    return rows
      .get(name)!
      .filter((row) => siteRegion(site(row['desk_id'])) !== firmRegion(firm(row['team_id'])))
      .length;
  }

  it('lose as few rows as there is no room for, and no table', () => {
    const seats = table({ id: ID, ...PAIR }, { unique: [['desk_id']], references });
    const counts = { regions: 40, sites: 40, firms: 5, teams: 30, desks: 40, seats: 40 };
    const onlyOne = (parent: string): TableFacts => {
      const reference = to(parent);
      const columns = { id: ID, [reference.columns[0]!]: NUMBER };
      return table(columns, { unique: [reference.columns], references: [reference] });
    };
    const tables = { ...LEGS, sites: onlyOne('regions'), desks: onlyOne('sites'), seats };
    const rows = load(counts, tables, { seats: { team_id } });
    const lost = strangers(rows, 'seats');
    expect(lost).toBeGreaterThan(0);
    const fewer = load({ ...counts, seats: 40 - lost }, tables, { seats: { team_id } });
    expect(strangers(fewer, 'seats')).toBe(0);
  });

  it('do not ask each other for ever where each follows the other', () => {
    const tables = {
      ...LEGS,
      seats: table({ id: ID, ...PAIR }, { references }),
      loans: table({ id: ID, ...PAIR }, { references }),
    };
    const shapes = { seats: { team_id }, loans: { desk_id } };
    const counts = { regions: 9, sites: 9, firms: 9, teams: 4, desks: 4, seats: 30, loans: 30 };
    const rows = load(counts, tables, shapes);
    expect(strangers(rows, 'seats') + strangers(rows, 'loans')).toBe(0);
  });
});
