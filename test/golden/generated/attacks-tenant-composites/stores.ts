// Written by gen-factories from public.stores. Extend it in ../index.ts; edits here are lost. checksum 8158c186
import { position, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('stores', {
  count: 500,
  shape: {
    region: ref('regions', { columns: ['region_no'] }),
    id: position('region'),
  },
});
