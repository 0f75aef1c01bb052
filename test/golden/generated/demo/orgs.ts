// Written by gen-factories from public.orgs. Extend it in ../index.ts; edits here are lost. checksum 04ebf036
import {
  companyName,
  countOf,
  edge,
  inCase,
  maybe,
  recent,
  ref,
  settings,
  slug,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('orgs', {
  count: 500,
  shape: {
    name: edge(companyName(), { longest: '1%', apostrophe: '1%' }),
    slug: inCase('lower', slug()), // CHECK (slug = lower(slug))
    plan: weighted({ free: 0.59, starter: 0.18, growth: 0.18, enterprise: 0.06 }),
    country_code: maybe('20%', ref('countries')),
    member_count: countOf('users', 'org_id'),
    // CHECK (jsonb_typeof(settings) = 'object')
    settings: edge(settings(), { empty: '3%', deep: '1%', unicode: '1%' }),
    created_at: edge(recent({ within: '3y' }), { leapDay: '1%', endOfMonth: '1%', dst: '1%' }),
    deleted_at: maybe('90%', recent({ after: 'created_at' })),
  },
});
