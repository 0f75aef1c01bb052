// Written by gen-factories from public.projects. Extend it in ../index.ts; edits here are lost. checksum 2fa15fe6
import { edge, maybe, ref, skewed, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('projects', {
  count: 2_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 100, none: '5%' }) }),
    lead_id: maybe('20%', ref('memberships', { same: 'tenant_id', columns: ['tenant_id'] })),
    name: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
