// Written by gen-factories from public.milestones. Extend it in ../index.ts; edits here are lost. checksum b8d946b2
import { decimal, edge, position, ref, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('milestones', {
  count: 2_000,
  shape: {
    project_id: ref('projects'),
    position: position('project_id'),
    title: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    progress: edge(decimal({ min: 0, max: 100 }), { min: '1%', max: '1%' }), // from its CHECK
  },
});
