// Written by gen-factories from time_entries. Extend it in ../index.ts; edits here are lost. checksum 64da9389
import { ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('time_entries', {
  count: 20_000,
  shape: {
    project_id: ref('projects', { through: 'task_id', columns: ['tenant_id'] }),
    task_id: ref('tasks', { fanout: skewed({ max: 100, none: '5%' }), columns: ['tenant_id'] }),
    member_id: ref('memberships', {
      same: { tenant_id: 'task_id.tenant_id' },
      columns: ['tenant_id'],
    }),
  },
});
