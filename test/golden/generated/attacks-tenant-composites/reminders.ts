// Written by gen-factories from public.reminders. Extend it in ../index.ts; edits here are lost. checksum db83b3a8
import { edge, maybe, ref, sentence } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('reminders', {
  count: 2_000,
  shape: {
    task_id: ref('tasks', { columns: ['tenant_id'] }),
    member_id: maybe(
      '20%',
      ref('memberships', { same: { tenant_id: 'task_id.tenant_id' }, columns: ['tenant_id'] }),
    ),
    text: edge(sentence(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' }),
  },
});
