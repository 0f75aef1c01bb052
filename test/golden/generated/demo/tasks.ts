// Written by gen-factories from public.tasks. Extend it in ../index.ts; edits here are lost. checksum 52e14829
import {
  after,
  countOf,
  decimal,
  edge,
  given,
  integer,
  listOf,
  maybe,
  paragraph,
  recent,
  ref,
  slug,
  title,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('tasks', {
  count: 5_000,
  shape: {
    project_id: ref('projects'),
    org_id: ref('orgs', { through: 'project_id' }),
    assignee_id: maybe('20%', ref('users', { same: 'org_id' })),
    parent_id: ref('tasks', { same: 'project_id' }),
    title: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    body: maybe(
      '10%',
      edge(paragraph(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' }),
    ),
    status: weighted({ todo: 0.2, in_progress: 0.15, blocked: 0.05, done: 0.55, canceled: 0.05 }),
    priority: integer({ min: 1, max: 5 }), // from its CHECK
    labels: edge(listOf(slug(), { max: 8 }), { empty: '5%' }), // CHECK (cardinality(labels) <= 8)
    estimate_hours: maybe('10%', decimal({ min: 0.5, max: 80, step: 0.5 })),
    due_on: maybe('30%', after('created_at', { min: '1d', max: '90d' })),
    // CHECK ((status = 'done') = (completed_at IS NOT NULL))
    completed_at: given('status', { done: after('created_at', { max: '30d' }) }, null),
    comment_count: countOf('comments', 'task_id'),
    created_at: recent({ within: '3y', after: 'project_id.created_at' }),
  },
});
