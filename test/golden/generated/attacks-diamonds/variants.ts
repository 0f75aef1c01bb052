// Written by gen-factories from public.variants. Extend it in ../index.ts; edits here are lost. checksum 7286e922
import { code, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('variants', {
  count: 2_000,
  shape: {
    product_id: ref('products'),
    sku: code({ length: 10 }),
  },
});
