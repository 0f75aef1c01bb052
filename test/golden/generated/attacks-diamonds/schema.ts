// Written by gen-factories 0.0.0 from public. Do not edit. checksum 15518e6f
import { createFactory } from 'gen-factories';

export interface Appointments {
  id: number;
  clinic_id: number;
  starts_at: Date;
}

export interface Clinics {
  id: number;
  name: string;
}

export interface Invoices {
  id: number;
  clinic_id: number;
  owner_id: number;
  appointment_id: number | null;
}

export interface OrderItems {
  order_id: number;
  variant_id: number;
  quantity: number;
}

export interface Orders {
  id: number;
  store_id: number;
  placed_at: Date;
}

export interface Owners {
  id: number;
  clinic_id: number;
  full_name: string;
}

export interface Products {
  id: number;
  store_id: number;
  name: string;
}

export interface Receipts {
  id: number;
  owner_id: number;
  appointment_id: number | null;
}

export interface Shipments {
  id: number;
  order_id: number;
  variant_id: number | null;
}

export interface Stores {
  id: number;
  name: string;
}

export interface Variants {
  id: number;
  product_id: number;
  sku: string;
}

export interface Visits {
  id: number;
  clinic_id: number;
  owner_id: number;
  appointment_id: number;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  appointments: { row: Appointments; references: { clinic_id: 'clinics' } };
  clinics: { row: Clinics; references: {} };
  invoices: {
    row: Invoices;
    references: { appointment_id: 'appointments'; clinic_id: 'clinics'; owner_id: 'owners' };
  };
  order_items: { row: OrderItems; references: { order_id: 'orders'; variant_id: 'variants' } };
  orders: { row: Orders; references: { store_id: 'stores' } };
  owners: { row: Owners; references: { clinic_id: 'clinics' } };
  products: { row: Products; references: { store_id: 'stores' } };
  receipts: { row: Receipts; references: { appointment_id: 'appointments'; owner_id: 'owners' } };
  shipments: { row: Shipments; references: { order_id: 'orders'; variant_id: 'variants' } };
  stores: { row: Stores; references: {} };
  variants: { row: Variants; references: { product_id: 'products' } };
  visits: {
    row: Visits;
    references: { appointment_id: 'appointments'; clinic_id: 'clinics'; owner_id: 'owners' };
  };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    appointments: {
      table: 'public.appointments',
      columns: {
        id: 'bigint not null serial',
        clinic_id: 'bigint not null',
        starts_at: 'timestamptz not null',
      },
      primaryKey: ['id'],
      references: [{ columns: ['clinic_id'], to: 'clinics', key: ['id'] }],
    },
    clinics: {
      table: 'public.clinics',
      columns: { id: 'bigint not null serial', name: 'text not null' },
      primaryKey: ['id'],
    },
    invoices: {
      table: 'public.invoices',
      columns: {
        id: 'bigint not null serial',
        clinic_id: 'bigint not null',
        owner_id: 'bigint not null',
        appointment_id: 'bigint',
      },
      primaryKey: ['id'],
      unique: [['appointment_id']],
      references: [
        { columns: ['appointment_id'], to: 'appointments', key: ['id'] },
        { columns: ['clinic_id'], to: 'clinics', key: ['id'] },
        { columns: ['owner_id'], to: 'owners', key: ['id'] },
      ],
    },
    order_items: {
      table: 'public.order_items',
      columns: {
        order_id: 'bigint not null',
        variant_id: 'bigint not null',
        quantity: 'smallint not null',
      },
      primaryKey: ['order_id', 'variant_id'],
      references: [
        { columns: ['order_id'], to: 'orders', key: ['id'] },
        { columns: ['variant_id'], to: 'variants', key: ['id'] },
      ],
      checks: { order_items_quantity_check: '(quantity > 0)' },
    },
    orders: {
      table: 'public.orders',
      columns: {
        id: 'bigint not null serial',
        store_id: 'bigint not null',
        placed_at: 'timestamptz not null',
      },
      primaryKey: ['id'],
      references: [{ columns: ['store_id'], to: 'stores', key: ['id'] }],
    },
    owners: {
      table: 'public.owners',
      columns: {
        id: 'bigint not null serial',
        clinic_id: 'bigint not null',
        full_name: 'text not null',
      },
      primaryKey: ['id'],
      references: [{ columns: ['clinic_id'], to: 'clinics', key: ['id'] }],
    },
    products: {
      table: 'public.products',
      columns: { id: 'bigint not null serial', store_id: 'bigint not null', name: 'text not null' },
      primaryKey: ['id'],
      references: [{ columns: ['store_id'], to: 'stores', key: ['id'] }],
    },
    receipts: {
      table: 'public.receipts',
      columns: {
        id: 'bigint not null serial',
        owner_id: 'bigint not null',
        appointment_id: 'bigint',
      },
      primaryKey: ['id'],
      unique: [['appointment_id']],
      references: [
        { columns: ['appointment_id'], to: 'appointments', key: ['id'] },
        { columns: ['owner_id'], to: 'owners', key: ['id'] },
      ],
    },
    shipments: {
      table: 'public.shipments',
      columns: { id: 'bigint not null serial', order_id: 'bigint not null', variant_id: 'bigint' },
      primaryKey: ['id'],
      references: [
        { columns: ['order_id'], to: 'orders', key: ['id'] },
        { columns: ['variant_id'], to: 'variants', key: ['id'] },
      ],
    },
    stores: {
      table: 'public.stores',
      columns: { id: 'bigint not null serial', name: 'text not null' },
      primaryKey: ['id'],
    },
    variants: {
      table: 'public.variants',
      columns: {
        id: 'bigint not null serial',
        product_id: 'bigint not null',
        sku: 'text not null',
      },
      primaryKey: ['id'],
      unique: [['sku']],
      references: [{ columns: ['product_id'], to: 'products', key: ['id'] }],
    },
    visits: {
      table: 'public.visits',
      columns: {
        id: 'bigint not null serial',
        clinic_id: 'bigint not null',
        owner_id: 'bigint not null',
        appointment_id: 'bigint not null',
      },
      primaryKey: ['id'],
      unique: [['appointment_id']],
      references: [
        { columns: ['appointment_id'], to: 'appointments', key: ['id'] },
        { columns: ['clinic_id'], to: 'clinics', key: ['id'] },
        { columns: ['owner_id'], to: 'owners', key: ['id'] },
      ],
    },
  },
});
