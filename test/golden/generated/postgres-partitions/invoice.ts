// Written by gen-factories from public.invoice. Extend it in ../index.ts; edits here are lost. checksum 86bb4307
import { edge, integer, sentence } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('invoice', {
  count: 2_000,
  shape: {
    region: edge(sentence(), { longest: '1%', emoji: '1%' }),
    number: integer({ min: 0, max: 1_000 }),
  },
});
