// Written by gen-factories from public.projects. Extend it in ../index.ts; edits here are lost. checksum ad9e65e0
import {
  after,
  edge,
  maybe,
  pattern,
  recent,
  ref,
  sentence,
  skewed,
  title,
  upTo,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('projects', {
  count: 2_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 100, none: '5%' }) }),
    owner_id: maybe('20%', ref('users', { same: 'org_id' })),
    key: pattern('^[A-Z][A-Z0-9]+$'), // from its CHECK
    name: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    // CHECK (length(description) <= 2000)
    description: maybe(
      '10%',
      upTo(2_000, edge(sentence(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' })),
    ),
    starts_on: maybe('10%', recent({ after: 'created_at' })),
    // CHECK (ends_on IS NULL OR ends_on >= starts_on)
    ends_on: maybe('30%', after('starts_on', { max: '30d' })),
    archived_at: maybe('90%', recent({ after: 'starts_on' })),
    created_at: recent({ within: '3y', after: 'org_id.created_at' }),
  },
});
