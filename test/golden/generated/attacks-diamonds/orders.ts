// Written by gen-factories from public.orders. Extend it in ../index.ts; edits here are lost. checksum b74b6247
import { edge, recent, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('orders', {
  count: 5_000,
  shape: {
    store_id: ref('stores', { fanout: skewed({ max: 300, none: '5%' }) }),
    placed_at: edge(recent({ within: '3y' }), { leapDay: '1%', endOfMonth: '1%', dst: '1%' }),
  },
});
