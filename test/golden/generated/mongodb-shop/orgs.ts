// Written by gen-factories from orgs. Extend it in ../index.ts; edits here are lost. checksum e9c026dd
import {
  boolean,
  companyName,
  edge,
  integer,
  locale,
  maybe,
  oneOf,
  optional,
  pattern,
  recent,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('orgs', {
  count: 500,
  shape: {
    name: edge(companyName(), { longest: '1%', apostrophe: '1%' }),
    slug: pattern('^[a-z][a-z0-9-]{1,38}[a-z0-9]$'), // validator: pattern
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
