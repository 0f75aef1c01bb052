// Written by gen-factories from memberships. Extend it in ../index.ts; edits here are lost. checksum bed3dad4
import { ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('memberships', {
  count: 5_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 300 }) }),
    user_id: ref('users'),
  },
});
