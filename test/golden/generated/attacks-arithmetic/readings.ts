// Written by gen-factories from public.readings. Extend it in ../index.ts; edits here are lost. checksum c0c7828f
import { edge, float, integer, maybe } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('readings', {
  count: 2_000,
  shape: {
    low: edge(float({ min: 0, max: 1_000 }), { zero: '1%' }),
    // CHECK (low < (high - 1))
    high: ({ row }) => float({ min: row.low + 1.01, max: row.low + 1.01 + 100 }),
    // CHECK (middle >= (low + 0.5))
    middle: ({ row }) => maybe('10%', float({ min: row.low + 0.5, max: row.low + 0.5 + 100 })),
    count: ({ row }) => Number(row.errors) + Number(row.good), // CHECK (count = (errors + good))
    // CHECK readings_errors_check, readings_check2
    errors: edge(integer({ min: 0, max: 1_000 }), { min: '1%', max: '1%' }),
    // CHECK readings_good_check, readings_check2
    good: edge(integer({ min: 0, max: 1_000 }), { min: '1%', max: '1%' }),
  },
});
