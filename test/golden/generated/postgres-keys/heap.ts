// Written by gen-factories from public.heap. Extend it in ../index.ts; edits here are lost. checksum 9c78dd7d
import { edge, integer, maybe } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('heap', {
  count: 2_000,
  shape: {
    a: maybe('10%', edge(integer({ min: 0, max: 1_000 }), { zero: '1%' })),
    b: maybe('10%', edge(integer({ min: 0, max: 1_000 }), { zero: '1%' })),
  },
});
