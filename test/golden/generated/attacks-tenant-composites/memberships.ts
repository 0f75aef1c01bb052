// Written by gen-factories from public.memberships. Extend it in ../index.ts; edits here are lost. checksum 3c13d5f8
import { ref, skewed, weighted } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('memberships', {
  count: 5_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 300 }) }),
    user_id: ref('users'),
    role: weighted({ owner: 0.1, member: 0.9 }), // CHECK (role IN ('owner', 'member'))
    invited_by: ref('memberships', { same: 'tenant_id', columns: ['tenant_id'] }),
  },
});
