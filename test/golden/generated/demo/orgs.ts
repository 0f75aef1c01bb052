// Written by gen-factories from public.orgs. Extend it in ../index.ts; edits here are lost. checksum 550b9a0d
import {
  companyName,
  countOf,
  edge,
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
    slug: slug(),
    plan: weighted({ free: 0.6, starter: 0.2, growth: 0.15, enterprise: 0.05 }),
    country_code: maybe('20%', ref('countries')),
    member_count: countOf('users', 'org_id'),
    settings: edge(settings(), { empty: '3%', deep: '1%', unicode: '1%' }),
    created_at: edge(recent({ within: '3y' }), { leapDay: '1%', endOfMonth: '1%', dst: '1%' }),
    deleted_at: maybe('90%', recent({ after: 'created_at' })),
  },
});
