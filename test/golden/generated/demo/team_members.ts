// Written by gen-factories from public.team_members. Extend it in ../index.ts; edits here are lost. checksum 8499605d
import { boolean, recent, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('team_members', {
  count: 10_000,
  shape: {
    team_id: ref('teams', { fanout: skewed({ max: 200, none: '5%' }) }),
    user_id: ref('users', { same: { org_id: 'team_id.org_id' } }),
    is_lead: boolean('5%'),
    joined_at: recent({ within: '3y', after: 'user_id.created_at' }),
  },
});
