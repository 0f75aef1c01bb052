// Written by gen-factories from files. Extend it in ../index.ts; edits here are lost. checksum ed65353e
import { maybe, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('files', {
  count: 5_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 300, none: '5%' }) }),
    task_id: maybe('20%', ref('tasks', { same: 'tenant_id', columns: ['tenant_id'] })),
  },
});
