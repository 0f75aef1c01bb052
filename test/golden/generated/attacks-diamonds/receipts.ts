// Written by gen-factories from public.receipts. Extend it in ../index.ts; edits here are lost. checksum 488c11a8
import { maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('receipts', {
  count: 2_000,
  shape: {
    owner_id: ref('owners'),
    appointment_id: maybe(
      '20%',
      ref('appointments', { same: { clinic_id: 'owner_id.clinic_id' } }),
    ),
  },
});
