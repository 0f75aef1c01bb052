// Written by gen-factories from public.owners. Extend it in ../index.ts; edits here are lost. checksum 6e126363
import { edge, fullName, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('owners', {
  count: 10_000,
  shape: {
    clinic_id: ref('clinics', { fanout: skewed({ max: 200 }) }),
    full_name: edge(fullName(), { apostrophe: '2%', unicode: '2%', longest: '1%' }),
  },
  anonymize: ['full_name'],
});
