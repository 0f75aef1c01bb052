// Written by gen-factories from public.customers. Extend it in ../index.ts; edits here are lost. checksum 1dd657ba
import {
  birthDate,
  boolean,
  city,
  countryName,
  edge,
  email,
  firstName,
  json,
  lastName,
  latitude,
  listOf,
  locale,
  longitude,
  maybe,
  metadata,
  oneOf,
  optional,
  phone,
  postalCode,
  slug,
  streetAddress,
  title,
  username,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('customers', {
  count: 10_000,
  shape: {
    profile: json({
      firstName: firstName(),
      lastName: lastName(),
      email: email(),
      phone: optional('30%', phone()),
      nickname: maybe('20%', username()),
      birthDate: optional('30%', birthDate()),
      address: maybe(
        '20%',
        json({
          street: streetAddress(),
          city: city(),
          postalCode: postalCode(),
          country: countryName(),
          location: optional('30%', json({ latitude: latitude(), longitude: longitude() })),
        }),
      ),
      socialLinks: {
        github: optional('30%', title()),
        linkedin: optional('30%', title()),
        mastodon: optional('30%', title()),
      },
    }),
    preferences: maybe(
      '10%',
      json({
        theme: optional('30%', oneOf(['light', 'dark', 'system'])),
        fontSize: optional('30%', oneOf([12, 14, 16])),
        locale: optional('30%', locale()),
        newsletter: optional('30%', boolean()),
      }),
    ),
    tags: listOf(slug(), { max: 5 }),
    imported: maybe('10%', edge(metadata(), { empty: '3%', deep: '1%', unicode: '1%' })),
  },
  anonymize: ['profile'],
});
