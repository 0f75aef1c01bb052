// Written by gen-factories from public.departments. Extend it in ../index.ts; edits here are lost. checksum 9ed6383a
import { department, edge, position, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('departments', {
  count: 2_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 100, none: '5%' }) }),
    id: position('tenant_id'),
    name: edge(department(), { longest: '1%' }),
  },
});
