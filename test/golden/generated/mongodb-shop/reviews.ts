// Written by gen-factories from reviews. Extend it in ../index.ts; edits here are lost. checksum 525428ed
import { edge, integer, optional, ref, sentence } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('reviews', {
  count: 2_000,
  shape: {
    product_id: ref('products'),
    user_id: ref('users'),
    rating: integer({ min: 1, max: 5 }),
    text: optional('10%', edge(sentence(), { longest: '2%' })), // validator: minLength
    reply_to: ref('reviews', { same: 'product_id' }),
  },
});
