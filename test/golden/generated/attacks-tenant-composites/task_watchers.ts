// Written by gen-factories from public.task_watchers. Extend it in ../index.ts; edits here are lost. checksum dc4d11e6
import { ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('task_watchers', {
  count: 5_000,
  shape: {
    task_id: ref('tasks', { columns: ['tenant_id'] }),
    user_id: ref('memberships', {
      same: { tenant_id: 'task_id.tenant_id' },
      columns: ['tenant_id'],
    }),
  },
});
