// Written by gen-factories from public.friendships. Extend it in ../index.ts; edits here are lost. checksum 8d268cb1
import { ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('friendships', {
  count: 5_000,
  shape: {
    low_id: ref('accounts'),
    high_id: ref('accounts', { above: 'low_id' }), // CHECK (low_id < high_id)
  },
});
