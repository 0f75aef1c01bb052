// Written by gen-factories from public.products. Extend it in ../index.ts; edits here are lost. checksum 316b0d49
import {
  boolean,
  code,
  decimal,
  edge,
  hexColor,
  integer,
  listOf,
  maybe,
  metadata,
  money,
  productName,
  sentence,
  words,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('products', {
  count: 2_000,
  shape: {
    sku: code({ length: 10 }),
    name: edge(productName(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    description: maybe(
      '10%',
      edge(sentence(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' }),
    ),
    price: edge(money(), { zero: '2%' }),
    // CHECK (compare_at_price > price)
    compare_at_price: ({ row }) =>
      maybe('10%', decimal({ min: row.price + 0.01, max: row.price + 100 })),
    weight_kg: maybe('10%', edge(decimal({ min: 0, max: 999 }), { zero: '1%' })),
    stock_quantity: integer({ min: 0, max: 500 }),
    is_active: boolean('90%'),
    tags: maybe(
      '10%',
      edge(listOf(words({ min: 1, max: 2 }), { max: 5 }), { empty: '5%', many: '2%' }),
    ),
    attributes: maybe('10%', edge(metadata(), { empty: '3%', deep: '1%', unicode: '1%' })),
    color: maybe('10%', hexColor()),
  },
});
