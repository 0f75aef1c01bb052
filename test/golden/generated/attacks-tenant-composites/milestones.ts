// Written by gen-factories from public.milestones. Extend it in ../index.ts; edits here are lost. checksum 22811eb8
import { future, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('milestones', {
  count: 2_000,
  shape: {
    project_id: ref('projects', { columns: ['tenant_id'] }),
    due_on: future({ within: '1y' }),
  },
});
