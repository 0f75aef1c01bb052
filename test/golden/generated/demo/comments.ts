// Written by gen-factories from public.comments. Extend it in ../index.ts; edits here are lost. checksum 35152e52
import { edge, paragraph, recent, ref, skewed, upTo } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('comments', {
  count: 20_000,
  shape: {
    task_id: ref('tasks', { fanout: skewed({ max: 100, none: '5%' }) }),
    author_id: ref('users', { same: { org_id: 'task_id.org_id' } }),
    parent_id: ref('comments', { same: 'task_id' }),
    // CHECK (length(body) >= 1 AND length(body) <= 4000)
    body: upTo(4_000, edge(paragraph(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' })),
    created_at: recent({ within: '3y', after: 'task_id.created_at' }),
  },
});
