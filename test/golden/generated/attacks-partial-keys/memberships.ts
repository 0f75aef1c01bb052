// Written by gen-factories from public.memberships. Extend it in ../index.ts; edits here are lost. checksum 49935f17
import { ref, skewed, weighted } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('memberships', {
  count: 5_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 300, none: '5%' }) }),
    user_id: ref('users'),
    // CHECK (role IN ('owner', 'admin', 'member'))
    role: weighted({ owner: 0.1, admin: 0.2, member: 0.7 }),
  },
});
