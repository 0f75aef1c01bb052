// Written by gen-factories from public.mixes. Extend it in ../index.ts; edits here are lost. checksum 51c3dc1f
import { edge, integer } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('mixes', {
  count: 2_000,
  shape: {
    // CHECK mixes_check1, mixes_check
    protein: edge(integer({ min: 0, max: 100 }), { min: '1%', max: '1%' }),
    // CHECK (((protein + fat) + COALESCE(carbs, 0)) <= 100)
    fat: ({ row }) => integer({ max: 100 - row.protein }),
    // CHECK (((protein + fat) + COALESCE(carbs, 0)) <= 100)
    carbs: ({ row }) => integer({ max: 100 - row.protein - row.fat }),
  },
});
