// Written by gen-factories from public.payment. Extend it in ../index.ts; edits here are lost. checksum ddc21105
import { maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('payment', {
  count: 5_000,
  shape: {
    invoice_id: maybe('20%', ref('invoice', { columns: ['region'] })),
    eu_region: null, // refers to a table that was not read
    eu_invoice_id: null, // refers to a table that was not read
    sole_id: maybe('20%', ref('sole')),
    bucket_id: maybe('20%', ref('bucket')),
  },
});
