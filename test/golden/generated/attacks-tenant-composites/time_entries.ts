// Written by gen-factories from public.time_entries. Extend it in ../index.ts; edits here are lost. checksum 26494eac
import { integer, ref, skewed } from 'gen-factories/generators';
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
    minutes: integer({ min: 1, max: 59 }), // CHECK (minutes >= 1 AND minutes <= 600)
  },
});
