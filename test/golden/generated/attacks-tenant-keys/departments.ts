// Written by gen-factories from public.departments. Extend it in ../index.ts; edits here are lost. checksum b4ea80e8
import { department, edge, position, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('departments', {
  count: 2_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 100 }) }),
    id: position('tenant_id'),
    name: edge(department(), { longest: '1%' }),
  },
});
