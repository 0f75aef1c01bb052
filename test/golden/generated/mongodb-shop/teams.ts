// Written by gen-factories from teams. Extend it in ../index.ts; edits here are lost. checksum 9e2a27e0
import { department, edge, listOf, optional, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('teams', {
  count: 2_000,
  shape: {
    org_id: ref('orgs', { through: 'owner' }),
    name: edge(department(), { longest: '1%' }),
    owner: ref('users'),
    member_ids: listOf(ref('users', { same: 'org_id' }), { max: 5, distinct: true }),
    parent_id: optional('20%', ref('teams', { same: 'owner' })),
  },
});
