// Written by gen-factories from products. Extend it in ../index.ts; edits here are lost. checksum c3dad909
import {
  edge,
  float,
  integer,
  listOf,
  maybe,
  money,
  optional,
  pattern,
  record,
  ref,
  sentence,
  title,
  url,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('products', {
  count: 2_000,
  shape: {
    _id: pattern('^[A-Z]{3}-[0-9]{4}$'), // validator: pattern
    title: edge(title(), { longest: '2%' }), // validator: minLength
    price: money(), // validator: minimum
    // validator: minimum
    weight_kg: optional(
      '20%',
      maybe('10%', edge(float({ min: 0, max: 1_000 }), { min: '1%', max: '1%' })),
    ),
    stock: integer({ min: 0, max: 500 }),
    category_ids: listOf(ref('categories'), { min: 1, max: 5 }),
    dimensions: optional('20%', {
      width: edge(float({ min: 0.01, max: 1_000 }), { min: '1%', max: '1%' }), // validator: minimum
      // validator: minimum
      height: edge(float({ min: 0.01, max: 1_000 }), { min: '1%', max: '1%' }),
      // validator: minimum
      depth: optional('10%', edge(float({ min: 0, max: 1_000 }), { min: '1%', max: '1%' })),
    }),
    // validator: maxItems, minItems
    images: listOf(
      record({
        url: url(), // validator: pattern
        width: integer({ min: 16, max: 4_096, step: 16 }), // validator: minimum, multipleOf
        alt: optional('20%', maybe('10%', sentence())),
      }),
      { min: 1, max: 5 },
    ),
  },
});
