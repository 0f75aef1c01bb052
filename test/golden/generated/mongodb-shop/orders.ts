// Written by gen-factories from orders. Extend it in ../index.ts; edits here are lost. checksum f922e000
import {
  code,
  edge,
  given,
  integer,
  listOf,
  money,
  oneOf,
  optional,
  recent,
  record,
  ref,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('orders', {
  count: 5_000,
  shape: {
    user_id: ref('users'),
    status: weighted({ new: 0.2, paid: 0.6, shipped: 0.15, cancelled: 0.05 }),
    placed_at: edge(recent({ within: '3y' }), { leapDay: '1%', endOfMonth: '1%', dst: '1%' }),
    // validator: $expr
    shipped_at: optional('20%', given('status', { shipped: recent({ after: 'placed_at' }) }, null)),
    total: edge(money(), { zero: '2%' }),
    // validator: maxItems, minItems
    items: listOf(
      record({
        product_id: ref('products'),
        quantity: integer({ min: 1, max: 20 }),
        unit_price: money(),
        discounts: optional('20%', listOf(record({ code: code({ length: 10 }) }), { max: 5 })),
      }),
      { min: 1, max: 5 },
    ),
    // validator: oneOf
    payment: {
      kind: oneOf(['card', 'invoice']),
      // validator: payment oneOf
      last4: given(
        'payment.kind',
        { invoice: optional('10%', code({ length: 4, alphabet: '0123456789' })) },
        code({ length: 4, alphabet: '0123456789' }),
      ),
      // validator: payment oneOf
      days: given(
        'payment.kind',
        { invoice: integer({ min: 7, max: 60 }) },
        optional('10%', integer({ min: 1, max: 90 })),
      ),
    },
  },
});
