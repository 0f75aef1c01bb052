// Written by gen-factories from settings. Extend it in ../index.ts; edits here are lost. checksum e65a3a14
import { oneOf, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('settings', {
  count: 2_000,
  shape: {
    user_id: ref('users'),
    theme: oneOf(['light', 'dark']),
  },
});
