// Written by gen-factories from public.audit_events. Extend it in ../index.ts; edits here are lost. checksum 9e8011fa
import {
  between,
  edge,
  ipAddress,
  maybe,
  metadata,
  ref,
  skewed,
  userAgent,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('audit_events', {
  count: 20_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 1_000, none: '5%' }) }),
    actor_id: maybe('20%', ref('users', { same: 'org_id' })),
    action: weighted({ created: 0.35, updated: 0.45, deleted: 0.05, viewed: 0.15 }),
    ip_address: maybe('10%', ipAddress()),
    user_agent: maybe('10%', edge(userAgent(), { longest: '1%' })),
    payload: edge(metadata(), { empty: '3%', deep: '1%', unicode: '1%' }),
    created_at: between({ from: '2024-01-01', to: '2025-12-31' }),
  },
  anonymize: ['ip_address'],
});
