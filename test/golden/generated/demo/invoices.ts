// Written by gen-factories from public.invoices. Extend it in ../index.ts; edits here are lost. checksum 64f84f3c
import {
  after,
  code,
  edge,
  given,
  money,
  recent,
  ref,
  skewed,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('invoices', {
  count: 5_000,
  shape: {
    subscription_id: ref('subscriptions', { fanout: skewed({ max: 300, none: '5%' }) }),
    number: code({ length: 10 }),
    status: weighted({ draft: 0.1, open: 0.4, paid: 0.4, void: 0.05, uncollectible: 0.05 }),
    total: edge(money(), { zero: '2%' }),
    issued_on: recent({ within: '3y', after: 'subscription_id.started_at' }),
    due_on: after('issued_on', { min: '1d', max: '90d' }), // CHECK (due_on >= issued_on)
    // CHECK ((status = 'paid') = (paid_at IS NOT NULL))
    paid_at: given('status', { paid: recent({ after: 'issued_on' }) }, null),
  },
});
