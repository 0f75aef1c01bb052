// Written by gen-factories from public.regions. Extend it in ../index.ts; edits here are lost. checksum 2cfc431b
import { integer, slug } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('regions', {
  count: 20,
  shape: {
    region: slug(),
    number: integer({ min: 0, max: 1_000 }),
  },
});
