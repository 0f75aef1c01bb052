// Written by gen-factories from shops. Extend it in ../index.ts; edits here are lost. checksum 801d28ce
import { ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('shops', {
  count: 500,
  shape: {
    head_id: ref('clerks'),
  },
});
