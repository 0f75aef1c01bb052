// Written by gen-factories from public.subscriptions. Extend it in ../index.ts; edits here are lost. checksum 4cbfff40
import {
  after,
  edge,
  given,
  integer,
  maybe,
  money,
  recent,
  ref,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('subscriptions', {
  count: 500,
  shape: {
    org_id: ref('orgs'),
    // CHECK (status <> 'canceled' OR canceled_at IS NOT NULL)
    status: weighted({
      trialing: 0.17,
      active: 0.56,
      past_due: 0.06,
      canceled: 0.06,
      paused: 0.17,
    }),
    seats: integer({ min: 1, max: 20 }), // CHECK (seats > 0)
    unit_price: edge(money(), { zero: '2%' }), // CHECK (unit_price >= 0)
    // CHECK (currency IN ('USD', 'EUR', 'GBP'))
    currency: weighted({ USD: 0.33, EUR: 0.33, GBP: 0.33 }),
    started_at: recent({ within: '3y' }),
    trial_ends_at: maybe('30%', after('started_at', { max: '30d' })),
    // CHECK (status <> 'canceled' OR canceled_at IS NOT NULL)
    canceled_at: given('status', { canceled: recent({ after: 'started_at' }) }, null),
  },
});
