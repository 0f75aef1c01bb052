// Written by gen-factories from public.subscriptions. Extend it in ../index.ts; edits here are lost. checksum 5861b71d
import {
  after,
  edge,
  given,
  integer,
  maybe,
  money,
  oneOf,
  recent,
  ref,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('subscriptions', {
  count: 500,
  shape: {
    org_id: ref('orgs'),
    status: weighted({ trialing: 0.2, active: 0.55, past_due: 0.05, canceled: 0.05, paused: 0.15 }),
    seats: integer({ min: 1, max: 20 }),
    unit_price: edge(money(), { zero: '2%' }),
    currency: oneOf(['USD', 'EUR', 'GBP']), // from its CHECK
    started_at: recent({ within: '3y', after: 'org_id.created_at' }),
    trial_ends_at: maybe('30%', after('started_at', { max: '30d' })),
    // CHECK (status <> 'canceled' OR canceled_at IS NOT NULL)
    canceled_at: given('status', { canceled: recent({ after: 'started_at' }) }, null),
  },
});
