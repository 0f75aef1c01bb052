// Written by gen-factories from counters. Extend it in ../index.ts; edits here are lost. checksum 47132bb5
import { cuid, edge, integer, oneOf, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

// Inferred from 5 documents or more: there is no validator.
factory.define('counters', {
  count: 2_000,
  shape: {
    _id: cuid(),
    value: edge(integer({ min: 0, max: 1_000 }), { zero: '1%' }),
    pattern: oneOf(['^[a-z]+$', '\\d{4}', 'error|warning']),
    owner: { $ref: 'people', $id: ref('people') },
  },
});
