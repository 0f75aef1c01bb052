// Written by gen-factories from public.shipments. Extend it in ../index.ts; edits here are lost. checksum 11e7b414
import { maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('shipments', {
  count: 5_000,
  shape: {
    order_id: ref('orders'),
    variant_id: maybe(
      '20%',
      ref('variants', { same: { 'product_id.store_id': 'order_id.store_id' } }),
    ),
  },
});
