// Written by gen-factories from orgs. Extend it in ../index.ts; edits here are lost. checksum 270f4e45
import {
  boolean,
  companyName,
  edge,
  integer,
  locale,
  maybe,
  oneOf,
  optional,
  recent,
  slug,
  upTo,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('orgs', {
  count: 500,
  shape: {
    name: edge(companyName(), { longest: '1%', apostrophe: '1%' }),
    slug: upTo(40, slug()), // validator: pattern
    plan: weighted({ free: 0.7, team: 0.2, enterprise: 0.1 }),
    seats: integer({ min: 1, max: 20 }),
    created_at: edge(recent({ within: '3y' }), { leapDay: '1%', endOfMonth: '1%', dst: '1%' }),
    settings: optional('20%', {
      theme: oneOf(['light', 'dark', 'system']),
      locale: optional('20%', maybe('10%', locale())),
      beta: optional('10%', boolean('5%')),
    }),
  },
});
