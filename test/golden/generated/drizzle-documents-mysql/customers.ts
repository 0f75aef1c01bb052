// Written by gen-factories from customers. Extend it in ../index.ts; edits here are lost. checksum 20948c09
import {
  birthDate,
  city,
  countryName,
  edge,
  email,
  firstName,
  fullName,
  json,
  lastName,
  latitude,
  listOf,
  longitude,
  maybe,
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
    name: edge(fullName(), { apostrophe: '2%', unicode: '2%', longest: '1%' }),
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
    tags: maybe('10%', listOf(slug(), { max: 5 })),
  },
  anonymize: ['name', 'profile'],
});
