// Written by gen-factories from public.shifts. Extend it in ../index.ts; edits here are lost. checksum 06aa39de
import { given, oneOf, recent, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('shifts', {
  count: 2_000,
  shape: {
    user_id: ref('users'),
    state: oneOf(['open', 'closed']), // CHECK shifts_state_check, shifts_check
    // CHECK ((state = 'closed') = (ended_at IS NOT NULL))
    ended_at: given('state', { closed: recent({ within: '3y' }) }, null),
  },
});
