// Written by gen-factories from public.follows. Extend it in ../index.ts; edits here are lost. checksum 497b2030
import { ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('follows', {
  count: 5_000,
  shape: {
    follower_id: ref('accounts'),
    // CHECK (follower_id <> followee_id)
    followee_id: ref('accounts', { otherThan: 'follower_id' }),
  },
});
