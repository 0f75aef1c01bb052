// Written by gen-factories from public.order_items. Extend it in ../index.ts; edits here are lost. checksum b88ec5bc
import { edge, integer, money, position, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('order_items', {
  count: 20_000,
  shape: {
    order_id: ref('orders', { fanout: skewed({ max: 100, none: '5%' }) }),
    line: position('order_id'),
    product_id: ref('products', { fanout: skewed({ max: 300, none: '5%' }) }),
    quantity: integer({ min: 1, max: 20 }),
    unit_price: edge(money(), { zero: '2%' }),
  },
});
