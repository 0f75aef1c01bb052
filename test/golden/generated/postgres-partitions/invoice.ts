// Written by gen-factories from public.invoice. Extend it in ../index.ts; edits here are lost. checksum 41208165
import { integer, slug } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('invoice', {
  count: 2_000,
  shape: {
    region: slug(),
    number: integer({ min: 0, max: 1_000 }),
  },
});
