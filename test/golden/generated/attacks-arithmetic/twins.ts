// Written by gen-factories from public.twins. Extend it in ../index.ts; edits here are lost. checksum 892b75b6
import { edge, integer, maybe } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('twins', {
  count: 2_000,
  shape: {
    a: ({ row }) => row.b, // CHECK (a = b)
    b: edge(integer({ min: 0, max: 1_000 }), { min: '1%', max: '1%' }), // CHECK (a = b)
    c: ({ row }) => maybe('10%', row.a + 1), // CHECK (c = (a + 1))
  },
});
