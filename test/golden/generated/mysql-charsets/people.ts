// Written by gen-factories from people. Extend it in ../index.ts; edits here are lost. checksum 7f693dfd
import {
  bio,
  edge,
  email,
  fullName,
  maybe,
  oneOf,
  sentence,
  streetAddress,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('people', {
  count: 10_000,
  shape: {
    full_name: edge(fullName(), { apostrophe: '2%', unicode: '2%', longest: '1%' }),
    display_name: edge(fullName(), { longest: '2%', apostrophe: '1%' }),
    bio: edge(bio(), { longest: '2%', newline: '2%', html: '1%' }),
    address: maybe('10%', edge(streetAddress(), { longest: '2%', newline: '1%' })),
    notes: maybe(
      '10%',
      edge(sentence(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' }),
    ),
    email: email('full_name'),
    greeting: oneOf(['Grüß Gott', 'добро', 'hi']), // from its CHECK
  },
  anonymize: ['full_name', 'display_name', 'address', 'email'],
});
