// Written by gen-factories from public.comments. Extend it in ../index.ts; edits here are lost. checksum 48e8462c
import { edge, paragraph, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('comments', {
  count: 20_000,
  shape: {
    task_id: ref('tasks', { fanout: skewed({ max: 100, none: '5%' }), columns: ['tenant_id'] }),
    author_id: ref('memberships', {
      same: { tenant_id: 'task_id.tenant_id' },
      columns: ['tenant_id'],
    }),
    body: edge(paragraph(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' }),
  },
});
