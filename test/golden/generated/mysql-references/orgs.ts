// Written by gen-factories from orgs. Extend it in ../index.ts; edits here are lost. checksum 807da4d7
import { companyName, countOf, edge, maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('orgs', {
  count: 500,
  shape: {
    name: edge(companyName(), { longest: '1%', apostrophe: '1%' }),
    owner_id: maybe('20%', ref('users', { same: { org_id: 'id' } })),
    member_count: countOf('users', 'org_id'),
  },
});
