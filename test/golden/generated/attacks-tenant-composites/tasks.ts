// Written by gen-factories from public.tasks. Extend it in ../index.ts; edits here are lost. checksum 81ffff69
import { edge, maybe, ref, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('tasks', {
  count: 5_000,
  shape: {
    reporter_id: ref('memberships', {
      same: { tenant_id: 'project_id.tenant_id' },
      columns: ['tenant_id'],
    }),
    assignee_id: maybe(
      '20%',
      ref('memberships', { same: { tenant_id: 'project_id.tenant_id' }, columns: ['tenant_id'] }),
    ),
    project_id: ref('projects', { columns: ['tenant_id'] }),
    milestone_id: maybe('20%', ref('milestones', { same: 'project_id', columns: ['tenant_id'] })),
    parent_id: ref('tasks', { same: 'project_id', columns: ['tenant_id'] }),
    title: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
