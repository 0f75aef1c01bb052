// Written by gen-factories from visits. Extend it in ../index.ts; edits here are lost. checksum 3aafc2d9
import { recent, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('visits', {
  count: 20_000,
  shape: {
    user_id: ref('users'),
    visited_at: recent({ within: '3y' }),
  },
});
