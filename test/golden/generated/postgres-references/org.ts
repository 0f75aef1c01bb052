// Written by gen-factories from public.org. Extend it in ../index.ts; edits here are lost. checksum aa08781a
import { code, maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('org', {
  count: 500,
  shape: {
    code: code({ length: 10 }),
    owner_id: maybe('20%', ref('person')),
  },
});
