// Written by gen-factories from people. Extend it in ../index.ts; edits here are lost. checksum 9210633a
import {
  boolean,
  city,
  decimal,
  edge,
  email,
  firstName,
  integer,
  listOf,
  maybe,
  optional,
  postalCode,
  recent,
  slug,
  streetAddress,
  token,
  username,
  uuid,
  words,
} from 'gen-factories/generators';
import { factory } from './schema.js';

// Inferred from 20 documents or more: there is no validator.
factory.define('people', {
  count: 10_000,
  shape: {
    email: email(),
    firstName: edge(firstName(), { apostrophe: '2%', unicode: '2%', longest: '1%' }),
    nickname: optional('75%', username()),
    age: maybe('50%', integer({ min: 18, max: 95 })),
    score: decimal({ min: 0, max: 1, scale: 2 }),
    externalId: uuid(),
    address: {
      street: edge(streetAddress(), { longest: '2%', newline: '1%' }),
      city: city(),
      zip: optional('50%', postalCode()),
    },
    tags: edge(listOf(words({ min: 1, max: 2 }), { max: 5 }), { empty: '5%', many: '2%' }),
    preferences: { notifications: { email: boolean(), push: boolean() }, theme: slug() },
    createdAt: edge(recent({ within: '3y' }), { leapDay: '1%', endOfMonth: '1%', dst: '1%' }),
    secret: token(),
  },
  anonymize: [
    'email',
    'firstName',
    'nickname',
    'address.street',
    'address.city',
    'address.zip',
    'secret',
  ],
});
