// Written by gen-factories from public.payments. Extend it in ../index.ts; edits here are lost. checksum 6305e1d1
import {
  code,
  currency,
  edge,
  maybe,
  money,
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
    // CHECK (method IN ('card', 'paypal', 'bank'))
    method: weighted({ card: 0.33, paypal: 0.33, bank: 0.33 }),
    card_last4: maybe('10%', code({ length: 4, alphabet: '0123456789' })),
    card_brand: maybe('10%', weighted({ visa: 0.5, mastercard: 0.35, amex: 0.15 })),
    paid_at: maybe('30%', recent({ within: '3y' })),
  },
});
