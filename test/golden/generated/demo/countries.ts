// Written by gen-factories from public.countries. Extend it in ../index.ts; edits here are lost. checksum 4039dd2c
import { countryCode, countryName } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('countries', {
  count: 20,
  shape: {
    code: countryCode(),
    name: countryName(),
  },
});
