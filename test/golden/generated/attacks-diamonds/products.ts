// Written by gen-factories from public.products. Extend it in ../index.ts; edits here are lost. checksum b6a7662c
import { edge, productName, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('products', {
  count: 2_000,
  shape: {
    store_id: ref('stores', { fanout: skewed({ max: 100 }) }),
    name: edge(productName(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
