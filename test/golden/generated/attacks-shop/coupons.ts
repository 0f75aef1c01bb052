// Written by gen-factories from public.coupons. Extend it in ../index.ts; edits here are lost. checksum 549e9b80
import { after, code, edge, given, integer, maybe, money, recent } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('coupons', {
  count: 2_000,
  shape: {
    code: code({ length: 8 }),
    // CHECK ((percent_off IS NULL) <> (amount_off IS NULL))
    percent_off: maybe('50%', integer({ min: 5, max: 50 })),
    // CHECK ((percent_off IS NULL) <> (amount_off IS NULL))
    amount_off: given('percent_off', { null: edge(money(), { zero: '2%' }) }, null),
    valid_from: recent({ within: '3y' }),
    valid_until: after('valid_from', { max: '30d' }), // CHECK (valid_until > valid_from)
    max_redemptions: maybe('10%', edge(integer({ min: 0, max: 1_000 }), { zero: '1%' })),
  },
});
