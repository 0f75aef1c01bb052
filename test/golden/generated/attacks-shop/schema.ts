// Written by gen-factories 0.0.0 from public. Do not edit. checksum 636fd679
import { createFactory } from 'gen-factories';

export interface Coupons {
  code: string;
  percent_off: number | null;
  amount_off: number | null;
  valid_from: Date;
  valid_until: Date;
  max_redemptions: number | null;
}

export interface Customers {
  customer_id: number;
  first_name: string;
  last_name: string;
  email: string;
  phone: string | null;
  address_line1: string | null;
  address_line2: string | null;
  city: string | null;
  state: string | null;
  postal_code: string | null;
  country: string;
  date_of_birth: `${number}-${number}-${number}` | null;
  ssn: string | null;
  gender: string | null;
  created_at: Date;
}

export interface OrderItems {
  order_id: number;
  line: number;
  product_id: number;
  quantity: number;
  unit_price: number;
}

export interface Orders {
  order_id: number;
  order_number: string;
  customer_id: number;
  status: 'pending' | 'paid' | 'shipped' | 'delivered' | 'canceled' | 'refunded';
  subtotal: number;
  tax: number;
  total: number;
  shipping_address: unknown;
  ordered_at: Date;
  shipped_at: Date | null;
  delivered_at: Date | null;
  item_count: number;
}

export interface Payments {
  id: string;
  order_id: number;
  amount: number;
  currency: string;
  method: string;
  card_last4: string | null;
  card_brand: string | null;
  paid_at: Date | null;
}

export interface Products {
  product_id: number;
  sku: string;
  name: string;
  description: string | null;
  price: number;
  compare_at_price: number | null;
  weight_kg: number | null;
  stock_quantity: number;
  is_active: boolean;
  tags: string[] | null;
  attributes: unknown | null;
  color: string | null;
}

export interface Reviews {
  id: number;
  product_id: number;
  customer_id: number;
  rating: number;
  title: string | null;
  body: string | null;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  coupons: { row: Coupons; references: {} };
  customers: { row: Customers; references: {} };
  order_items: { row: OrderItems; references: { order_id: 'orders'; product_id: 'products' } };
  orders: { row: Orders; references: { customer_id: 'customers' } };
  payments: { row: Payments; references: { order_id: 'orders' } };
  products: { row: Products; references: {} };
  reviews: { row: Reviews; references: { customer_id: 'customers'; product_id: 'products' } };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    coupons: {
      table: 'public.coupons',
      columns: {
        code: 'varchar(8) not null',
        percent_off: 'smallint',
        amount_off: 'decimal(8,2)',
        valid_from: 'timestamptz not null',
        valid_until: 'timestamptz not null',
        max_redemptions: 'integer',
      },
      primaryKey: ['code'],
      checks: {
        coupons_check: '((percent_off IS NULL) <> (amount_off IS NULL))',
        coupons_check1: '(valid_until > valid_from)',
        coupons_percent_off_check: '((percent_off >= 1) AND (percent_off <= 100))',
      },
    },
    customers: {
      table: 'public.customers',
      columns: {
        customer_id: 'integer not null serial',
        first_name: 'varchar(30) not null',
        last_name: 'varchar(30) not null',
        email: 'varchar(60) not null',
        phone: 'varchar(15)',
        address_line1: 'varchar(80)',
        address_line2: 'varchar(80)',
        city: 'varchar(40)',
        state: 'char(2)',
        postal_code: 'varchar(10)',
        country: "char(2) not null default 'US'::bpchar",
        date_of_birth: 'date',
        ssn: 'char(11)',
        gender: 'char(1)',
        created_at: 'timestamptz not null default now()',
      },
      primaryKey: ['customer_id'],
      unique: [['email']],
    },
    order_items: {
      table: 'public.order_items',
      columns: {
        order_id: 'bigint not null',
        line: 'smallint not null',
        product_id: 'integer not null',
        quantity: 'integer not null',
        unit_price: 'decimal(10,2) not null',
      },
      primaryKey: ['order_id', 'line'],
      references: [
        { columns: ['order_id'], to: 'orders', key: ['order_id'], onDelete: 'cascade' },
        { columns: ['product_id'], to: 'products', key: ['product_id'] },
      ],
      checks: { order_items_quantity_check: '(quantity > 0)' },
    },
    orders: {
      table: 'public.orders',
      columns: {
        order_id: 'bigint not null serial',
        order_number: 'varchar(12) not null',
        customer_id: 'integer not null',
        status:
          "enum('pending','paid','shipped','delivered','canceled','refunded') not null default 'pending'::public.order_status",
        subtotal: 'decimal(12,2) not null',
        tax: 'decimal(12,2) not null default 0',
        total: 'decimal(12,2) not null',
        shipping_address: 'jsonb not null',
        ordered_at: 'timestamptz not null default now()',
        shipped_at: 'timestamptz',
        delivered_at: 'timestamptz',
        item_count: 'integer not null default 0',
      },
      primaryKey: ['order_id'],
      unique: [['order_number']],
      references: [{ columns: ['customer_id'], to: 'customers', key: ['customer_id'] }],
      checks: {
        orders_check: '(shipped_at >= ordered_at)',
        orders_check1: '(delivered_at >= shipped_at)',
      },
    },
    payments: {
      table: 'public.payments',
      columns: {
        id: 'uuid not null default gen_random_uuid()',
        order_id: 'bigint not null',
        amount: 'decimal(12,2) not null',
        currency: "char(3) not null default 'USD'::bpchar",
        method: 'text not null',
        card_last4: 'char(4)',
        card_brand: 'varchar(20)',
        paid_at: 'timestamptz',
      },
      primaryKey: ['id'],
      unique: [['order_id']],
      references: [{ columns: ['order_id'], to: 'orders', key: ['order_id'] }],
      checks: {
        payments_method_check: "(method = ANY (ARRAY['card'::text, 'paypal'::text, 'bank'::text]))",
      },
    },
    products: {
      table: 'public.products',
      columns: {
        product_id: 'integer not null serial',
        sku: 'varchar(16) not null',
        name: 'varchar(100) not null',
        description: 'text',
        price: 'decimal(10,2) not null',
        compare_at_price: 'decimal(10,2)',
        weight_kg: 'decimal(6,3)',
        stock_quantity: 'integer not null default 0',
        is_active: 'boolean not null default true',
        tags: 'text[]',
        attributes: 'jsonb',
        color: 'varchar(20)',
      },
      primaryKey: ['product_id'],
      unique: [['sku']],
      checks: {
        products_check: '(compare_at_price > price)',
        products_price_check: '(price >= (0)::numeric)',
        products_stock_quantity_check: '(stock_quantity >= 0)',
      },
    },
    reviews: {
      table: 'public.reviews',
      columns: {
        id: 'integer not null serial',
        product_id: 'integer not null',
        customer_id: 'integer not null',
        rating: 'smallint not null',
        title: 'varchar(80)',
        body: 'text',
      },
      primaryKey: ['id'],
      unique: [['product_id', 'customer_id']],
      references: [
        { columns: ['customer_id'], to: 'customers', key: ['customer_id'] },
        { columns: ['product_id'], to: 'products', key: ['product_id'] },
      ],
      checks: { reviews_rating_check: '((rating >= 1) AND (rating <= 5))' },
    },
  },
});
