// Written by gen-factories from projects. Extend it in ../index.ts; edits here are lost. checksum 612d3cf3
import { maybe, position, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('projects', {
  count: 2_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 100, none: '5%' }) }),
    id: position('tenant_id'),
    lead_id: maybe('20%', ref('memberships', { same: 'tenant_id', columns: ['tenant_id'] })),
  },
});
