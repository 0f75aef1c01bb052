// Written by gen-factories from public.assignments. Extend it in ../index.ts; edits here are lost. checksum 5d54f173
import { after, maybe, recent, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('assignments', {
  count: 2_000,
  shape: {
    user_id: ref('users'),
    started_at: recent({ within: '3y' }),
    ended_at: maybe('30%', after('started_at', { max: '30d' })), // CHECK (ended_at > started_at)
  },
});
