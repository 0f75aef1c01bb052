// Written by gen-factories from tasks. Extend it in ../index.ts; edits here are lost. checksum 6f94ef72
import { maybe, ref, serial } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('tasks', {
  count: 5_000,
  shape: {
    id: serial(),
    reporter_id: ref('memberships', {
      same: { tenant_id: 'project_id.tenant_id' },
      columns: ['tenant_id'],
    }),
    assignee_id: maybe(
      '20%',
      ref('memberships', { same: { tenant_id: 'project_id.tenant_id' }, columns: ['tenant_id'] }),
    ),
    project_id: ref('projects', { columns: ['tenant_id'] }),
    parent_id: ref('tasks', { same: 'project_id', columns: ['tenant_id'] }),
  },
});
