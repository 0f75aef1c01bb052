// Written by gen-factories from feature_flags. Extend it in ../index.ts; edits here are lost. checksum ec4e4c45
import { boolean, edge, mapOf, slug } from 'gen-factories/generators';
import { factory } from './schema.js';

// Inferred from 10 documents or more: there is no validator.
factory.define('feature_flags', {
  count: 20,
  shape: {
    flags: edge(mapOf(slug(), boolean(), { min: 5, max: 5 }), { empty: '5%', many: '2%' }),
  },
});
