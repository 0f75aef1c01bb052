// Written by gen-factories from public.orders. Extend it in ../index.ts; edits here are lost. checksum 910a9005
import {
  after,
  city,
  code,
  countOf,
  countryCode,
  edge,
  given,
  json,
  money,
  postalCode,
  recent,
  ref,
  streetAddress,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('orders', {
  count: 5_000,
  shape: {
    order_number: code({ length: 10 }),
    customer_id: ref('customers'),
    status: weighted({
      pending: 0.1,
      paid: 0.35,
      shipped: 0.1,
      delivered: 0.35,
      canceled: 0.05,
      refunded: 0.05,
    }),
    subtotal: edge(money(), { zero: '2%' }),
    tax: edge(money(), { zero: '2%' }),
    total: edge(money(), { zero: '2%' }),
    shipping_address: json({
      street: streetAddress(),
      city: city(),
      postal_code: postalCode(),
      country: countryCode(),
    }),
    ordered_at: recent({ within: '3y', after: 'customer_id.created_at' }),
    // CHECK (shipped_at >= ordered_at)
    shipped_at: given(
      'status',
      { shipped: recent({ after: 'ordered_at' }), delivered: recent({ after: 'ordered_at' }) },
      null,
    ),
    // CHECK (delivered_at >= shipped_at)
    delivered_at: given('status', { delivered: after('shipped_at', { max: '30d' }) }, null),
    item_count: countOf('order_items', 'order_id'),
  },
  anonymize: ['shipping_address'],
});
