// Written by gen-factories from users. Extend it in ../index.ts; edits here are lost. checksum 93818926
import {
  bio,
  boolean,
  city,
  edge,
  email,
  fullName,
  integer,
  listOf,
  maybe,
  oneOf,
  optional,
  postalCode,
  recent,
  ref,
  skewed,
  slug,
  streetAddress,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('users', {
  count: 10_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 9_000, none: '5%' }) }),
    email: email('name'),
    name: edge(fullName(), { apostrophe: '2%', unicode: '2%', longest: '1%' }),
    role: weighted({ admin: 0.2, editor: 0.2, viewer: 0.6 }),
    last_login_at: optional(
      '20%',
      maybe('30%', recent({ within: '3y', after: 'org_id.created_at' })),
    ),
    email_verified: optional('10%', boolean('90%')),
    profile: {
      bio: maybe('10%', edge(bio(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' })),
      age: optional('10%', integer({ min: 18, max: 95 })),
      address: {
        street: edge(streetAddress(), { longest: '2%', newline: '1%' }),
        city: city(),
        zip: optional('10%', postalCode()),
        country: oneOf(['AT', 'DE', 'FR', 'IT']),
      },
    },
    // validator: items.minLength, items.pattern, maxItems, uniqueItems
    tags: edge(listOf(slug(), { max: 10, distinct: true }), { empty: '5%' }),
    // validator: items.maximum, items.minimum, maxItems, minItems
    lucky_numbers: optional('10%', listOf(integer({ min: 1, max: 49 }), { min: 1, max: 6 })),
  },
  anonymize: [
    'email',
    'name',
    'profile.address.street',
    'profile.address.city',
    'profile.address.zip',
  ],
});
