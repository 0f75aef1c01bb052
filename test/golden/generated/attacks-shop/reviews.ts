// Written by gen-factories from public.reviews. Extend it in ../index.ts; edits here are lost. checksum 2fe7656f
import { edge, integer, maybe, paragraph, ref, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('reviews', {
  count: 2_000,
  shape: {
    product_id: ref('products'),
    customer_id: ref('customers'),
    rating: integer({ min: 1, max: 5 }),
    title: maybe('10%', edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' })),
    body: maybe(
      '10%',
      edge(paragraph(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' }),
    ),
  },
});
