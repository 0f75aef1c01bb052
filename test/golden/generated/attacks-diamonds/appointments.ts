// Written by gen-factories from public.appointments. Extend it in ../index.ts; edits here are lost. checksum 6bea07fb
import { recent, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('appointments', {
  count: 2_000,
  shape: {
    clinic_id: ref('clinics'),
    starts_at: recent({ within: '3y' }),
  },
});
