// Written by gen-factories from public.api_keys. Extend it in ../index.ts; edits here are lost. checksum aba9f90f
import {
  after,
  edge,
  hash,
  ipAddress,
  maybe,
  recent,
  ref,
  skewed,
  title,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('api_keys', {
  count: 2_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 100, none: '5%' }) }),
    created_by: maybe('20%', ref('users', { same: 'org_id' })),
    name: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    token_hash: hash(),
    last_used_ip: maybe('10%', ipAddress()),
    expires_at: maybe('30%', after('created_at', { min: '1d', max: '90d' })),
    created_at: recent({ within: '3y', after: 'org_id.created_at' }),
  },
  anonymize: ['token_hash', 'last_used_ip'],
});
