// Written by gen-factories from public.payments. Extend it in ../index.ts; edits here are lost. checksum 8a0f6772
import {
  code,
  currency,
  edge,
  maybe,
  money,
  oneOf,
  recent,
  ref,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('payments', {
  count: 5_000,
  shape: {
    order_id: ref('orders'),
    amount: edge(money(), { zero: '2%' }),
    currency: currency(),
    method: oneOf(['card', 'paypal', 'bank']), // from its CHECK
    card_last4: maybe('10%', code({ length: 4, alphabet: '0123456789' })),
    card_brand: maybe('10%', weighted({ visa: 0.5, mastercard: 0.35, amex: 0.15 })),
    paid_at: maybe('30%', recent({ within: '3y', after: 'order_id.ordered_at' })),
  },
});
