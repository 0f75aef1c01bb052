// Written by gen-factories from public.teams. Extend it in ../index.ts; edits here are lost. checksum b7090b82
import { department, edge, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('teams', {
  count: 2_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 100, none: '5%' }) }),
    parent_id: ref('teams', { same: 'org_id' }),
    name: edge(department(), { longest: '1%' }),
  },
});
