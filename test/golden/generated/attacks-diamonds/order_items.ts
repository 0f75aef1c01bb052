// Written by gen-factories from public.order_items. Extend it in ../index.ts; edits here are lost. checksum 94df03b7
import { integer, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('order_items', {
  count: 6_000,
  shape: {
    order_id: ref('orders'),
    variant_id: ref('variants', { same: { 'product_id.store_id': 'order_id.store_id' } }),
    quantity: integer({ min: 1, max: 20 }),
  },
});
