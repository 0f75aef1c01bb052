// Written by gen-factories 0.0.0 from public. Do not edit. checksum 8c531dd3
import { createFactory } from 'gen-factories';

export interface Boxes {
  id: number;
  w: number;
  h: number;
  depth: number | null;
  volume: number;
}

export interface Invoices {
  id: number;
  subtotal: number;
  tax: number;
  discount: number;
  total: number;
  paid: number;
  due: number | null;
}

export interface Lines {
  id: number;
  quantity: number;
  unit_price: number;
  amount: number | string;
  free_units: number | null;
}

export interface Mixes {
  id: number;
  protein: number;
  fat: number;
  carbs: number | null;
}

export interface OddSums {
  id: number;
  a: number;
  b: number;
  c: number;
}

export interface Readings {
  id: number;
  low: number;
  high: number;
  middle: number | null;
  count: number | bigint;
  errors: number | bigint;
  good: number | bigint;
}

export interface Shares {
  id: number;
  stocks: number;
  bonds: number;
  cash: number;
}

export interface Stock {
  id: number;
  on_hand: number;
  reserved: number;
  broken: number;
  status: string;
}

export interface Twins {
  id: number;
  a: number;
  b: number;
  c: number | null;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  boxes: { row: Boxes; references: {} };
  invoices: { row: Invoices; references: {} };
  lines: { row: Lines; references: {} };
  mixes: { row: Mixes; references: {} };
  odd_sums: { row: OddSums; references: {} };
  readings: { row: Readings; references: {} };
  shares: { row: Shares; references: {} };
  stock: { row: Stock; references: {} };
  twins: { row: Twins; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    boxes: {
      table: 'public.boxes',
      columns: {
        id: 'integer not null serial',
        w: 'integer not null',
        h: 'integer not null',
        area: 'integer generated ((w * h))',
        depth: 'decimal(6,2)',
        volume: 'decimal(12,2) not null',
      },
      primaryKey: ['id'],
      checks: {
        boxes_area_check: '(area < 1000)',
        boxes_check: '((((w * h))::numeric * depth) >= volume)',
        boxes_depth_check: '(depth > (0)::numeric)',
        boxes_h_check: '(h > 0)',
        boxes_w_check: '(w > 0)',
      },
    },
    invoices: {
      table: 'public.invoices',
      columns: {
        id: 'integer not null serial',
        subtotal: 'decimal(10,2) not null',
        tax: 'decimal(10,2) not null',
        discount: 'decimal(10,2) not null default 0',
        total: 'decimal(10,2) not null',
        paid: 'decimal(10,2) not null default 0',
        due: 'decimal(10,2)',
      },
      primaryKey: ['id'],
      checks: {
        invoices_check: '(total = ((subtotal + tax) - discount))',
        invoices_check1: '(paid <= total)',
        invoices_check2: '(due = (total - paid))',
        invoices_discount_check: '(discount >= (0)::numeric)',
        invoices_paid_check: '(paid >= (0)::numeric)',
        invoices_subtotal_check: '(subtotal >= (0)::numeric)',
        invoices_tax_check: '(tax >= (0)::numeric)',
        invoices_total_check: '(total >= (0)::numeric)',
      },
    },
    lines: {
      table: 'public.lines',
      columns: {
        id: 'integer not null serial',
        quantity: 'integer not null',
        unit_price: 'decimal(8,2) not null',
        amount: 'decimal not null',
        free_units: 'smallint',
      },
      primaryKey: ['id'],
      checks: {
        lines_check: '(amount = ((quantity)::numeric * unit_price))',
        lines_check1: '(free_units < quantity)',
        lines_quantity_check: '(quantity > 0)',
        lines_unit_price_check: '(unit_price >= (0)::numeric)',
      },
    },
    mixes: {
      table: 'public.mixes',
      columns: {
        id: 'integer not null serial',
        protein: 'smallint not null',
        fat: 'smallint not null',
        carbs: 'smallint',
      },
      primaryKey: ['id'],
      checks: {
        mixes_check: '(((protein + fat) + COALESCE((carbs)::integer, 0)) <= 100)',
        mixes_check1: '((protein >= 0) AND (fat >= 0) AND (carbs >= 0))',
      },
    },
    odd_sums: {
      table: 'public.odd_sums',
      columns: {
        id: 'integer not null serial',
        a: 'integer not null',
        b: 'integer not null',
        c: 'integer not null',
      },
      primaryKey: ['id'],
      checks: { odd_sums_check: '((a * a) = (b + c))' },
    },
    readings: {
      table: 'public.readings',
      columns: {
        id: 'integer not null serial',
        low: 'double not null',
        high: 'double not null',
        middle: 'double',
        count: 'bigint not null',
        errors: 'bigint not null',
        good: 'bigint not null',
      },
      primaryKey: ['id'],
      checks: {
        readings_check: '(low < (high - (1)::double precision))',
        readings_check1: '(middle >= (low + (0.5)::double precision))',
        readings_check2: '(count = (errors + good))',
        readings_errors_check: '(errors >= 0)',
        readings_good_check: '(good >= 0)',
      },
    },
    shares: {
      table: 'public.shares',
      columns: {
        id: 'integer not null serial',
        stocks: 'integer not null',
        bonds: 'integer not null',
        cash: 'integer not null',
      },
      primaryKey: ['id'],
      checks: {
        shares_bonds_check: '(bonds >= 0)',
        shares_cash_check: '(cash >= 0)',
        shares_check: '(((stocks + bonds) + cash) = 100)',
        shares_stocks_check: '(stocks >= 0)',
      },
    },
    stock: {
      table: 'public.stock',
      columns: {
        id: 'integer not null serial',
        on_hand: 'integer not null',
        reserved: 'integer not null default 0',
        broken: 'integer not null default 0',
        status: 'text not null',
      },
      primaryKey: ['id'],
      checks: {
        stock_broken_check: '(broken >= 0)',
        stock_check: '(reserved <= (on_hand - broken))',
        stock_check1: "((status = 'open'::text) OR (reserved = 0))",
        stock_on_hand_check: '(on_hand >= 0)',
        stock_reserved_check: '(reserved >= 0)',
        stock_status_check: "(status = ANY (ARRAY['open'::text, 'closed'::text]))",
      },
    },
    twins: {
      table: 'public.twins',
      columns: {
        id: 'integer not null serial',
        a: 'integer not null',
        b: 'integer not null',
        c: 'integer',
      },
      primaryKey: ['id'],
      checks: { twins_check: '(a = b)', twins_check1: '(c = (a + 1))' },
    },
  },
});
