// Written by gen-factories from public.visits. Extend it in ../index.ts; edits here are lost. checksum 076dfaa3
import { ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('visits', {
  count: 2_000,
  shape: {
    clinic_id: ref('clinics', { through: 'appointment_id' }),
    owner_id: ref('owners', { same: 'clinic_id' }),
    appointment_id: ref('appointments'),
  },
});
