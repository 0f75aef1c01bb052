// Written by gen-factories from public.task_reviews. Extend it in ../index.ts; edits here are lost. checksum 55a306d1
import { boolean, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('task_reviews', {
  count: 5_000,
  shape: {
    reviewer_id: ref('memberships', {
      same: { tenant_id: 'task_id.tenant_id' },
      columns: ['tenant_id'],
    }),
    task_id: ref('tasks', { columns: ['tenant_id'] }),
    passed: boolean('95%'),
  },
});
