// Written by gen-factories from public.users. Extend it in ../index.ts; edits here are lost. checksum fc1162d7
import { email } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('users', {
  count: 10_000,
  shape: {
    email: email(),
  },
  anonymize: ['email'],
});
