// Written by gen-factories from public.addresses. Extend it in ../index.ts; edits here are lost. checksum 61f2be0f
import { boolean, edge, ref, sentence } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('addresses', {
  count: 2_000,
  shape: {
    user_id: ref('users'),
    line: edge(sentence(), { longest: '1%', emoji: '1%' }),
    is_primary: boolean('5%'),
  },
});
