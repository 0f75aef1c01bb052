// Written by gen-factories from public.odd_sums. Extend it in ../index.ts; edits here are lost. checksum e8950f5f
import { edge, integer } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('odd_sums', {
  count: 2_000,
  shape: {
    a: edge(integer({ min: 0, max: 1_000 }), { min: '1%', max: '1%' }), // CHECK ((a * a) = (b + c))
    b: ({ row }) => integer({ max: row.a * row.a }), // CHECK ((a * a) = (b + c))
    c: ({ row }) => row.a * row.a - row.b, // CHECK ((a * a) = (b + c))
  },
});
