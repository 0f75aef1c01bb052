// Written by gen-factories from public.invoices. Extend it in ../index.ts; edits here are lost. checksum 4c507b2d
import { maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('invoices', {
  count: 5_000,
  shape: {
    clinic_id: ref('clinics', { through: 'owner_id' }),
    owner_id: ref('owners'),
    appointment_id: maybe('20%', ref('appointments', { same: 'clinic_id' })),
  },
});
