// Written by gen-factories from public.stores. Extend it in ../index.ts; edits here are lost. checksum bba53a21
import { companyName, edge } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('stores', {
  count: 500,
  shape: {
    name: edge(companyName(), { longest: '1%', apostrophe: '1%' }),
  },
});
