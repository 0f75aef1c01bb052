// Written by gen-factories from public.invitations. Extend it in ../index.ts; edits here are lost. checksum 51efc797
import { email, future, maybe, recent, ref, token } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('invitations', {
  count: 2_000,
  shape: {
    org_id: ref('orgs', { through: 'invited_by' }),
    invited_by: ref('users'),
    email: email(),
    token: token(),
    accepted_at: maybe('30%', recent({ within: '3y', after: 'invited_by.created_at' })),
    expires_at: future({ within: '1y' }),
  },
  anonymize: ['email', 'token'],
});
