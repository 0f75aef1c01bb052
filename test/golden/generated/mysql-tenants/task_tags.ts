// Written by gen-factories from task_tags. Extend it in ../index.ts; edits here are lost. checksum 170c8642
import { ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('task_tags', {
  count: 5_000,
  shape: {
    task_id: ref('tasks', { columns: ['tenant_id'] }),
    tag_id: ref('tags', { same: { tenant_id: 'task_id.tenant_id' }, columns: ['tenant_id'] }),
  },
});
