// Written by gen-factories from public.seat. Extend it in ../index.ts; edits here are lost. checksum b1f12287
import { edge, integer } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('seat', {
  count: 2_000,
  shape: {
    hall: edge(integer({ min: 0, max: 1_000 }), { zero: '1%' }),
    row: edge(integer({ min: 0, max: 1_000 }), { zero: '1%' }),
    number: integer({ min: 1, max: 1_000_000 }),
  },
});
