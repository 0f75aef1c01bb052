// Written by gen-factories from public.payment. Extend it in ../index.ts; edits here are lost. checksum 55573fbd
import { maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('payment', {
  count: 5_000,
  shape: {
    invoice_id: maybe('20%', ref('invoice', { columns: ['region'] })),
    eu_region: null, // refers to a table that was not read, which has no factory
    eu_invoice_id: null, // refers to a table that was not read, which has no factory
    sole_id: maybe('20%', ref('sole')),
    bucket_id: maybe('20%', ref('bucket')),
  },
});
